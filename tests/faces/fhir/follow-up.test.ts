import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AuditEvent, Bundle, Consent, FhirResource, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { inSeconds, type Signer, signer } from '../../support/tokens.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const gunnar = '195104179816';
const ofGunnar = `patient.identifier=http://electronichealth.se/identifier/personnummer|${gunnar}`;

let running: RunningBridge;
let idp: Signer;
let physician: PortalClient;
beforeAll(async () => {
  idp = await signer('follow-up-idp', 'PS256');
  running = await startRunningBridge({
    change: (config) => {
      config.tokens.issuers = [{ issuer: 'https://idp.example', jwks: idp.jwks }];
    },
  });
  physician = await signedIn(running, 'demo-lakare', assignments.care);
  const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
  await physician.post('/relations', { patient: gunnar, end });
  await physician.post('/consents', { patient: gunnar, kind: 'given', for: 'unit', end });
  await physician.post('/consents', { patient: gunnar, kind: 'refused', for: 'me' });
  const { body } = await physician.post('/blocks', { patient: gunnar, kind: 'inner', excludedTypes: ['lak', 'upp'] });
  await physician.post(`/blocks/${body.id}/lift`, {
    patient: gunnar,
    end,
    careUnit: 'SE2321000230-DEMOKIR',
    ground: 'emergency',
  });
  await physician.post('/overview', { patient: gunnar, contracts: ['GetDiagnosis:2'], choice: true });
}, 60_000);
afterAll(() => running?.close());

/** A token for somebody under an assignment, tied to the certificate of the record system that brings it. */
async function tokenOf(employeeHsaId: string, commissionHsaId: string | undefined): Promise<string> {
  const certificate = new X509Certificate(readFileSync(running.pki.file('ehr-norrbotten.crt')));
  return idp.sign({
    iss: 'https://idp.example',
    aud: `${running.url}/fhir`,
    exp: inSeconds(300),
    cnf: { 'x5t#S256': Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url') },
    employeeHsaId,
    ...(commissionHsaId && { commissionHsaId }),
    scope: 'user/*.rs',
  });
}
const officer = () => tokenOf('SE2321000230-DEMOSAKERHET', assignments.logs);
const clinician = () => tokenOf('SE2321000230-DEMOLAKARE', assignments.care);

async function ask(token: string | undefined, path: string, body?: string) {
  const answer = await running.call('ehr-norrbotten', `/fhir/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(body === undefined ? {} : form), ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, resource: JSON.parse(answer.body) as FhirResource, body: answer.body };
}
const found = <T extends FhirResource>(resource: FhirResource): T[] =>
  ((resource as Bundle).entry ?? []).flatMap(({ resource: one, search }) =>
    search?.mode === 'match' ? [one as T] : [],
  );
const codeIn = (resource: FhirResource) =>
  /Reason ([A-Z_]+)\./.exec((resource as OperationOutcome).issue[0]?.diagnostics ?? '')?.[1];

describe('AuditEvent', () => {
  it('tells an officer who read what, as R4 has it', async () => {
    const { status, resource, body } = await ask(await officer(), 'AuditEvent/_search', ofGunnar);
    expect(status).toBe(200);
    expectValidResource(resource);
    const events = found<AuditEvent>(resource);
    const reading = events.find(({ agent }) => agent.some(({ type }) => type?.coding?.[0]?.code === 'CST'));
    expect(reading).toMatchObject({
      type: { code: 'rest' },
      outcome: '0',
      purposeOfEvent: [{ coding: [{ code: 'TREAT' }] }],
      entity: [{ what: { identifier: { value: gunnar } } }, { type: { code: 'XrequestId' } }],
    });
    const agents = reading?.agent.map(({ type, who, requestor }) => [
      type?.coding?.[0]?.code,
      who?.identifier?.value,
      requestor,
    ]);
    expect(agents).toContainEqual(['IRCP', 'SE2321000230-DEMOLAKARE', true]);
    expect(agents).toContainEqual(['CST', 'SE2321000230-DEMOVG', false]);
    expect(events.map(({ subtype }) => subtype?.[0]?.display)).toContain('consent:register');
    // The address of the answer names nobody.
    expect((resource as Bundle).link?.map(({ url }) => url).join()).not.toContain(gunnar);
    expect(body).not.toContain('salt');
  });

  it('is read one by one, and each look is on the log', async () => {
    const { resource } = await ask(await officer(), 'AuditEvent/_search', ofGunnar);
    const [event] = found<AuditEvent>(resource);
    const one = await ask(await officer(), `AuditEvent/${event?.id}`);
    expect(one.resource).toMatchObject({ resourceType: 'AuditEvent', id: event?.id });
    const [entry] = await running.log({ action: 'log:show' });
    expect(entry).toMatchObject({ actor: { hsaId: 'SE2321000230-DEMOSAKERHET' }, details: { entry: event?.id } });
    expect((await ask(await officer(), `AuditEvent/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it('comes page by page, in days and of a person', async () => {
    const token = await officer();
    // Each look at a list is an entry.
    for (let count = 0; count < 101; count += 1) await physician.post('/blocks/search', { patient: gunnar });
    const first = await ask(token, 'AuditEvent/_search', ofGunnar);
    const next = (first.resource as Bundle).link?.find(({ relation }) => relation === 'next')?.url;
    expect(next).toBeDefined();
    const second = await ask(token, String(next).split('/fhir/')[1] ?? '');
    const ids = [first, second].flatMap(({ resource }) => found<AuditEvent>(resource).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(found(second.resource).length).toBeGreaterThan(0);
    const tomorrow = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 10);
    expect(found((await ask(token, `AuditEvent?date=ge${tomorrow}`)).resource)).toEqual([]);
    expect((await ask(token, 'AuditEvent?date=yesterday')).status).toBe(400);
    const persons = found<AuditEvent>(
      (await ask(token, 'AuditEvent?agent.identifier=SE2321000230-DEMOLAKARE')).resource,
    );
    expect(persons.length).toBeGreaterThan(0);
    for (const { agent } of persons) expect(agent[0]?.who?.identifier?.value).toBe('SE2321000230-DEMOLAKARE');
  });

  it.each([
    ['no person', async () => undefined, 'ACTOR_REQUIRED'],
    ['a clinician', clinician, 'ROLE_REQUIRED'],
    ['an engineer', () => tokenOf('SE2321000230-DEMOINTEGRATION', assignments.operations), 'ROLE_REQUIRED'],
    ['an officer without assignment', () => tokenOf('SE2321000230-DEMOSAKERHET', undefined), 'ASSIGNMENT_INVALID'],
    [
      'an officer under somebody else’s',
      () => tokenOf('SE2321000230-DEMOSAKERHET', assignments.operations),
      'ASSIGNMENT_INVALID',
    ],
  ])('is nothing for %s', async (_who, token, code) => {
    for (const path of ['AuditEvent', `AuditEvent/${crypto.randomUUID()}`]) {
      const { status, resource } = await ask(await token(), path);
      expect({ status, code: codeIn(resource) }).toEqual({ status: 403, code });
    }
  });
});

describe('Consent', () => {
  it('tells a clinician what the patient has decided, as R4 has it', async () => {
    const { status, resource } = await ask(await clinician(), 'Consent/_search', ofGunnar);
    expect(status).toBe(200);
    expectValidResource(resource);
    const consents = found<Consent>(resource);
    expect(consents.map(({ provision }) => provision?.type).toSorted()).toEqual(['deny', 'deny', 'permit']);
    const block = consents.find(({ provision }) => provision?.actor?.[0]?.role.coding?.[0]?.code === 'CST');
    expect(block?.provision).toMatchObject({
      actor: [{ reference: { identifier: { value: 'SE2321000230-DEMOMED' } } }],
      provision: [
        { type: 'permit', class: [{ code: 'MedicationStatement' }, { code: 'Flag' }, { code: 'AllergyIntolerance' }] },
        { type: 'permit', purpose: [{ code: 'ETREAT' }] },
      ],
    });
    const [entry] = await running.log({ action: 'consent:search' });
    expect(entry).toMatchObject({ face: 'fhir', patient: { id: gunnar }, actor: { hsaId: 'SE2321000230-DEMOLAKARE' } });
    const one = await ask(await clinician(), `Consent/${block?.id}`);
    expect(one.resource).toEqual(block);
  });

  it.each([
    ['no person', async () => undefined, 'ACTOR_REQUIRED'],
    ['an officer', officer, 'ROLE_REQUIRED'],
  ])('is nothing for %s', async (_who, token, code) => {
    const { status, resource } = await ask(await token(), 'Consent/_search', ofGunnar);
    expect({ status, code: codeIn(resource) }).toEqual({ status: 403, code });
  });

  it('is of one patient, and is found under ids of this bridge alone', async () => {
    expect((await ask(await clinician(), 'Consent')).status).toBe(400);
    for (const id of ['x', crypto.randomUUID()])
      expect((await ask(await clinician(), `Consent/${id}`)).status).toBe(404);
  });
});
