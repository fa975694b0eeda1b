import { rm } from 'node:fs/promises';
import type { AuditEvent, Bundle, CapabilityStatement, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { directoryWithOfficerElsewhere, logsElsewhere } from '../../support/officer-elsewhere.ts';
import { personToken, tokenIssuer } from '../../support/person-tokens.ts';
import { assignments } from '../../support/portal-client.ts';
import { type Answer, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';
import { type Signer, signer } from '../../support/tokens.ts';

const NORRBOTTEN = 'SE2321000230-DEMOVG';
const VASTERBOTTEN = 'SE2321000222-DEMOVG';
const personalNumber = 'http://electronichealth.se/identifier/personnummer|191212121212';
const officer = 'SE2321000230-DEMOSAKERHET';
const physician = 'SE2321000230-DEMOLAKARE';

let running: RunningBridge;
let directory: string;
let idp: Signer;
let north: string;
let west: string;
beforeAll(async () => {
  [directory, idp] = await Promise.all([directoryWithOfficerElsewhere('audit-events'), signer('audit-idp')]);
  running = await startRunningBridge({
    change: (config) => {
      config.directory.url = `file:${directory}`;
      config.tokens.issuers = [{ issuer: tokenIssuer, jwks: idp.jwks }];
    },
  });
  north = await personToken(running, idp, 'ehr-norrbotten', { hsaId: officer, commission: assignments.logs });
  west = await personToken(running, idp, 'ehr-vasterbotten', { hsaId: officer, commission: logsElsewhere });
  for (const [who, address] of [
    ['ehr-norrbotten', 'SE2321000222-DEMONCS'],
    ['ehr-vasternorrland', 'SE2321000230-DEMOVAS'],
    ['ehr-vasternorrland', 'SE2321000206-DEMOFHIR'],
    ['ehr-vasterbotten', 'SE2321000230-DEMOBRIDGE'],
  ] as const)
    await running.call(who, diagnosisPath, { method: 'POST', headers: soapHeaders, body: soapRequest({ address }) });
  const reader = { hsaId: physician, commission: assignments.care };
  const token = await personToken(running, idp, 'ehr-norrbotten', reader);
  await post('ehr-norrbotten', '/fhir/Condition/_search', token, { 'patient.identifier': personalNumber });
  await post('ehr-norrbotten', '/fhir/Patient/_search', token, { identifier: personalNumber });
  await post('ehr-vasterbotten', '/fhir/Condition/_search', undefined, { 'patient.identifier': '1|2' });
}, 60_000);
afterAll(async () => {
  await running?.close();
  await rm(directory, { force: true });
});

function post(who: string, path: string, token: string | undefined, form: Record<string, string>): Promise<Answer> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return running.call(who, path, { headers, body: new URLSearchParams(form).toString() });
}

const get = (who: string, path: string, token: string): Promise<Answer> =>
  running.call(who, path, { method: 'GET', headers: { authorization: `Bearer ${token}` } });

const systemOf = (token: string): string => (token === west ? 'ehr-vasterbotten' : 'ehr-norrbotten');

async function searched(token: string, form: Record<string, string> = {}): Promise<readonly AuditEvent[]> {
  const answer = await post(systemOf(token), '/fhir/AuditEvent/_search', token, { _count: '250', ...form });
  expect(answer.status, answer.body).toBe(200);
  return eventsIn(JSON.parse(answer.body));
}

function eventsIn(bundle: Bundle): readonly AuditEvent[] {
  expectValidResource(bundle);
  return (bundle.entry ?? []).map(({ resource }) => resource as AuditEvent);
}

const hsaIds = (event: AuditEvent, type: string): (string | undefined)[] =>
  event.agent.filter((agent) => agent.type?.coding?.[0]?.code === type).map(({ who }) => who?.identifier?.value);
const readerOf = ({ extension = [] }: AuditEvent) =>
  extension.find(({ url }) => url.endsWith('/access-reader'))?.extension?.find(({ url }) => url === 'careProvider')
    ?.valueIdentifier?.value;
const codeIn = (body: string): string =>
  /Reason ([A-Z_]+)\./.exec((JSON.parse(body) as OperationOutcome).issue[0]?.diagnostics ?? '')?.[1] ?? body;

describe('the access log as AuditEvent', () => {
  it('gives each officer what her own care provider read and gave, and nothing else', async () => {
    for (const [token, own] of [
      [north, NORRBOTTEN],
      [west, VASTERBOTTEN],
    ] as const) {
      const events = await searched(token, { 'patient.identifier': personalNumber });
      expect(events.length).toBeGreaterThan(1);
      for (const event of events) {
        const custodians = hsaIds(event, 'CST');
        expect([readerOf(event), ...custodians]).toContain(own);
        if (readerOf(event) !== own) expect(custodians).toEqual([own]);
      }
    }
    const seen = new Set((await searched(west)).map(({ id }) => id));
    const foreign = (await running.log()).filter(
      ({ reader, units, kind }) =>
        kind === 'access' &&
        reader?.careProvider !== VASTERBOTTEN &&
        units.every(({ careProvider }) => careProvider !== VASTERBOTTEN),
    );
    expect(foreign.length).toBeGreaterThan(0);
    for (const { id } of foreign) {
      expect(seen).not.toContain(id);
      expect((await get('ehr-vasterbotten', `/fhir/AuditEvent/${id}`, west)).status).toBe(404);
    }
  });

  it('is a patient query by the physician, with the profile and all that it asks', async () => {
    const events = await searched(north, { agent: `Practitioner/${physician}` });
    const found = events.find(({ meta }) => meta?.profile?.[0]?.endsWith('PatientQuery'));
    expect(found).toMatchObject({
      type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
      action: 'E',
      outcome: '0',
      purposeOfEvent: [{ coding: [{ code: 'TREAT' }] }],
    });
    expect(found?.subtype?.[0]).toEqual({
      system: 'http://hl7.org/fhir/restful-interaction',
      code: 'search-type',
    });
    expect(found?.agent.map(({ type, requestor }) => [type?.coding?.[0]?.code, requestor])).toEqual([
      ['IRCP', true],
      ['110153', false],
      ['110152', false],
      ...(found?.agent.slice(3).map(() => ['CST', false]) ?? []),
    ]);
    expect(hsaIds(found as AuditEvent, 'CST')).toContain(NORRBOTTEN);
    const byRole = (code: string) => found?.entity?.find(({ role }) => role?.code === code);
    expect(byRole('1')?.what?.identifier?.value).toBe('191212121212');
    const query24 = Buffer.from(byRole('24')?.query ?? '', 'base64').toString();
    expect(query24).toMatch(/^contract=Get\w+%3A\d&logicalAddress=/);
    expect(query24).not.toContain('191212121212');
    const rule = found?.extension?.find(({ url }) => url.endsWith('/access-decision'))?.extension;
    expect(rule).toContainEqual({ url: 'ruleSet', valueCode: 'svod-2023' });
  });

  it('is the reading of a patient where the person register was asked', async () => {
    const events = await searched(north, { 'agent.identifier': `urn:oid:1.2.752.29.4.19|${physician}` });
    const read = events.find(({ action }) => action === 'R');
    expect(read?.meta?.profile).toEqual([
      'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientRead',
    ]);
    expect(read?.subtype?.[0]?.code).toBe('read');
    expect(read?.agent.slice(1, 3).map(({ type }) => type?.coding?.[0]?.code)).toEqual(['110152', '110153']);
    expect(read?.entity?.find(({ type }) => type?.code === 'Patient')?.what?.reference).toMatch(/^Patient\//);
  });

  it('claims no profile for what was refused, and tells why in words that tell no more', async () => {
    // Of the care provider whose system tried, and of no other.
    const refused = await searched(west, { outcome: '4' });
    expect(refused.length).toBeGreaterThan(0);
    for (const event of refused) {
      expect(event.outcome).toBe('4');
      expect(event.meta?.profile).toBeUndefined();
      expect(event.outcomeDesc).toMatch(/ \/ /);
    }
  });

  it('claims no profile where nobody is named: the pattern asks for a person', async () => {
    const bySystem = (await searched(west, { outcome: '0' })).filter(({ agent }) => agent[0]?.requestor);
    const unnamed = bySystem.filter((event) => hsaIds(event, 'IRCP').length === 0);
    expect(unnamed.length).toBeGreaterThan(0);
    for (const { meta } of unnamed) expect(meta?.profile).toBeUndefined();
  });

  it('is read by id, as XML too, and both are on the log before', async () => {
    const [event] = await searched(north, { 'patient.identifier': personalNumber, outcome: '0' });
    const answer = await get('ehr-norrbotten', `/fhir/AuditEvent/${event?.id}`, north);
    expect(JSON.parse(answer.body)).toEqual(event);
    const xml = await get('ehr-norrbotten', `/fhir/AuditEvent/${event?.id}?_format=xml`, north);
    expect(xml.body).toContain(`<AuditEvent xmlns="http://hl7.org/fhir"><id value="${event?.id}"/>`);
    const acts = await running.log({ person: officer, kind: 'act' });
    expect(acts[0]).toMatchObject({ action: 'log:show', face: 'fhir', details: { entry: event?.id } });
    expect(acts.find(({ action }) => action === 'log:search')).toMatchObject({
      reader: { careProvider: NORRBOTTEN },
      caller: { hsaId: 'SE2321000230-DEMOEHR' },
    });
    expect((await get('ehr-norrbotten', '/fhir/AuditEvent/12', north)).status).toBe(404);
  });

  it('comes page by page, each link for its caller alone', async () => {
    const all = (await searched(north, { date: 'ge2020', subtype: 'read' })).map(({ id }) => id);
    const paged: (string | undefined)[] = [];
    let path: string | undefined = '/fhir/AuditEvent?_count=2&date=ge2020&subtype=read';
    while (path !== undefined) {
      const bundle = JSON.parse((await get('ehr-norrbotten', path, north)).body) as Bundle;
      const page = eventsIn(bundle);
      expect(page.length).toBeLessThanOrEqual(2);
      paged.push(...page.map(({ id }) => id));
      const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
      path = next && new URL(next).pathname + new URL(next).search;
      if (path) expect((await get('ehr-vasterbotten', path, west)).status).toBe(400);
    }
    expect(all.length).toBeGreaterThan(2);
    expect(paged).toEqual(all);
  });

  it('is searched by time, certificate and call', async () => {
    const [one] = await searched(north, { 'patient.identifier': personalNumber, outcome: '0' });
    const transaction = one?.entity?.find(({ type }) => type?.code === 'XrequestId')?.what?.identifier?.value ?? '';
    const ofCall = await searched(north, { 'entity.identifier': transaction });
    expect(ofCall.map(({ id }) => id)).toContain(one?.id);
    const altId = one?.agent.find(({ altId }) => altId)?.altId ?? '';
    for (const event of await searched(north, { altid: altId }))
      expect(event.agent.map((agent) => agent.altId)).toContain(altId);
    expect(await searched(north, { date: 'lt2020' })).toEqual([]);
  });

  it.each([
    ['a date that is none', { date: 'yesterday' }, 'PARAMETER_INVALID'],
    ['an outcome that is none', { outcome: '5' }, 'PARAMETER_INVALID'],
    ['a patient of no kind', { 'patient.identifier': '191212121212' }, 'PARAMETER_INVALID'],
    ['a page that nobody gave', { _page: 'x' }, 'PARAMETER_INVALID'],
  ])('refuses %s', async (_what, form: Record<string, string>, code) => {
    const answer = await post('ehr-norrbotten', '/fhir/AuditEvent/_search', north, form);
    expect([answer.status, codeIn(answer.body)]).toEqual([400, code]);
  });

  it('says what it left out of account, a cursor of the caller’s own among it', async () => {
    const answer = await get('ehr-norrbotten', '/fhir/AuditEvent?_after=x&site=y', north);
    const outcome = (JSON.parse(answer.body) as Bundle).entry?.at(-1)?.resource as OperationOutcome;
    expect(outcome.issue.flatMap(({ location }) => location)).toEqual(['http._after', 'http.site']);
  });

  it('is for officers under their assignment alone, and who else tried is on the log', async () => {
    const person = (who: string, given: Omit<Parameters<typeof personToken>[3], 'hsaId'> & { hsaId?: string }) =>
      personToken(running, idp, who, { hsaId: officer, ...given });
    const tries: [string, string, string | undefined][] = [
      ['ACTOR_REQUIRED', 'ehr-norrbotten', undefined],
      [
        'ROLE_REQUIRED',
        'ehr-norrbotten',
        await person('ehr-norrbotten', { hsaId: physician, commission: assignments.care }),
      ],
      ['ASSIGNMENT_INVALID', 'ehr-norrbotten', await person('ehr-norrbotten', { commission: assignments.care })],
      ['ASSIGNMENT_INVALID', 'ehr-vasterbotten', await person('ehr-vasterbotten', { commission: assignments.logs })],
      [
        'AUTH_USER_LOA',
        'ehr-norrbotten',
        await person('ehr-norrbotten', { commission: assignments.logs, acr: 'http://id.sambi.se/loa/loa2' }),
      ],
    ];
    for (const [code, who, token] of tries)
      for (const path of ['/fhir/AuditEvent/_search', '/fhir/AuditEvent/3f0e0000-0000-4000-8000-000000000000']) {
        const answer = path.endsWith('_search')
          ? await post(who, path, token, {})
          : await running.call(who, path, {
              method: 'GET',
              headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
            });
        expect([answer.status, codeIn(answer.body)], `${who} ${path}`).toEqual([403, code]);
        const [entry] = await running.log();
        expect(entry).toMatchObject({ kind: 'refusal', code, face: 'fhir' });
        expect(entry?.actor !== undefined).toBe(token !== undefined);
      }
  });

  it('is offered where capabilities and scopes are told', async () => {
    const answer = await running.call(undefined, '/fhir/metadata', { method: 'GET' });
    const statement = JSON.parse(answer.body) as CapabilityStatement;
    const told = statement.rest?.[0]?.resource?.find(({ type }) => type === 'AuditEvent');
    expect(told?.searchParam?.map(({ name }) => name)).toContain('patient.identifier');
    const smart = await running.call(undefined, '/fhir/.well-known/smart-configuration', { method: 'GET' });
    expect(JSON.parse(smart.body).scopes_supported).toContain('user/AuditEvent.rs');
  });
});
