import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import validators from 'fhir';
import type { Bundle, CapabilityStatement, Condition, FhirResource, OperationOutcome, Provenance } from 'fhir/r4';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import type { BridgeRecord } from '../../../src/contracts/index.ts';
import { BridgeError, type ErrorCode } from '../../../src/errors.ts';
import { createEvents } from '../../../src/events.ts';
import { registerFhirFace } from '../../../src/faces/fhir/index.ts';
import { staffTypes } from '../../../src/faces/fhir/staff-types.ts';
import type { RefusedCall } from '../../../src/faces/refusal-log.ts';
import { createDirectory } from '../../../src/hsa/index.ts';
import type { Coverage, OverviewAnswer, OverviewRequest, SourceCoverage } from '../../../src/overview/index.ts';
import type { CertifiedCaller } from '../../../src/siths/index.ts';
import { demoConfig } from '../../support/config.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { testTokens } from '../../support/tokens.ts';
import { noStaff } from './no-staff.ts';
import {
  alert,
  bridgeHsaId,
  careContact,
  diagnosis,
  fhirSystem,
  identities,
  identityKey,
  tolvan,
  vas,
} from './samples.ts';
import { bundleFaults, structureFaults } from './structure.ts';

const caller: CertifiedCaller = {
  hsaId: 'SE2321000230-DEMOEHR',
  kind: 'function',
  name: 'Demo EHR',
  organisation: undefined,
  loa: undefined,
  hsaIdFrom: 'serialNumber',
  certificate: { subject: '', issuer: '', serial: '1', fingerprint: 'f', validFrom: '', validTo: '' },
};

/** What the overview is to say, and what it was asked. The overview is the seam; the real one is tested end to end. */
const world = {
  records: [] as BridgeRecord[],
  coverage: [] as Coverage,
  throws: undefined as Error | undefined,
  refuses: undefined as ErrorCode | undefined,
  asked: [] as OverviewRequest[],
  delivered: [] as string[],
  /** Of each answer, how many records the reply held where it was not all. */
  parts: [] as (number | undefined)[],
  refusals: [] as RefusedCall[],
  finished: [] as { contract: string; code: string; status: number }[],
};

beforeEach(() => {
  Object.assign(world, { records: [diagnosis()], coverage: [answered(vas)], throws: undefined, refuses: undefined });
  Object.assign(world, { asked: [], delivered: [], parts: [], refusals: [], finished: [] });
});

const app = await faceApp();
afterAll(() => app.close());

async function faceApp(): Promise<FastifyInstance> {
  const config = demoConfig((bent) => {
    bent.callers.push({ ...bent.callers[0], hsaId: 'SE2321000230-DEMO1177', gate: 'patient' });
    // One contract behind each type: what is asked is then one question.
    for (const source of bent.sources)
      source.contracts = ['GetDiagnosis:2', 'GetAlertInformation:2', 'GetCareContacts:2'];
  });
  const events = createEvents();
  events.on('request:face:finished', ({ contract, code, status }) => world.finished.push({ contract, code, status }));
  const directory = await createDirectory(config.directory, events);
  const fastify = Fastify({
    logger: false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  registerFhirFace(fastify, {
    config: config as Config,
    overview: { ask: async (request) => answerOf(request) },
    directory,
    authenticate: async () =>
      world.refuses
        ? { caller: undefined, certificate: undefined, refusal: new BridgeError(world.refuses) }
        : { caller, certificate: caller.certificate, refusal: undefined },
    logRefusal: async (call) => void world.refusals.push(call),
    events,
    personLookup: async () => ({ person: undefined, delivered: async () => undefined }),
    identityKey,
    tokens: await testTokens(),
    staff: noStaff,
  });
  fastify.addHook('onClose', () => directory.close());
  await fastify.ready();
  return fastify;
}

function answerOf(request: OverviewRequest): OverviewAnswer {
  world.asked.push(request);
  if (world.throws) throw world.throws;
  const delivered: OverviewAnswer['delivered'] = async (outcome, part) => {
    world.delivered.push(outcome);
    world.parts.push(part?.length);
  };
  const records = world.records.filter(({ contract }) => contract === request.contract);
  return { records, coverage: world.coverage, delivered };
}

function answered(source: string, change: Partial<SourceCoverage> = {}): SourceCoverage {
  const base = {
    source,
    name: `System ${source}`,
    contract: 'GetDiagnosis:2',
    notes: [],
    deliversFrom: undefined,
  } as const;
  return {
    ...base,
    outcome: 'answered',
    records: 1,
    milliseconds: 5,
    withheld: 0,
    duplicateIds: 0,
    ...change,
  } as SourceCoverage;
}

function failed(source: string, reason: string): SourceCoverage {
  const {
    records: _,
    withheld: __,
    duplicateIds: ___,
    ...base
  } = answered(source) as Extract<SourceCoverage, { outcome: 'answered' }>;
  return { ...base, outcome: 'failed', reason: reason as 'refused', status: 504, text: 'x' };
}

async function call<T = Bundle>(options: InjectOptions | string) {
  const response = await app.inject(options);
  expect(response.headers).toMatchObject({
    'content-type': 'application/fhir+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-request-id': response.headers['x-skltp-correlation-id'],
  });
  expect(response.body).not.toMatch(/\bat .*\.ts:\d+/);
  return { status: response.statusCode, headers: response.headers, body: response.json<T>(), text: response.body };
}

async function refusal(options: InjectOptions | string) {
  const { body, ...rest } = await call<OperationOutcome>(options);
  expect(body.resourceType).toBe('OperationOutcome');
  expect(structureFaults(body)).toEqual([]);
  expect(body.issue[0]?.diagnostics).toContain(`Correlation id ${rest.headers['x-request-id']}.`);
  expect(rest.text).not.toContain(tolvan.id);
  return { ...rest, issue: body.issue[0] ?? expect.fail() };
}

const patientId = identities.patientId(tolvan);
const personalNumber = `patient.identifier=${encodeURIComponent(`http://electronichealth.se/identifier/personnummer|${tolvan.id}`)}`;
const form = (payload: string, path = '/fhir/Condition/_search'): InjectOptions => ({
  method: 'POST',
  url: path,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload,
});
const ofMode = (bundle: Bundle, mode: string): FhirResource[] =>
  (bundle.entry ?? [])
    .filter((entry) => entry.search?.mode === mode)
    .flatMap((entry) => (entry.resource as FhirResource | undefined) ?? []);
const issuesOf = (bundle: Bundle) =>
  ofMode(bundle, 'outcome').flatMap((outcome) => (outcome as OperationOutcome).issue);

describe('a search', () => {
  it('asks the overview for all councils and gives matches with Provenance', async () => {
    const { status, body } = await call(form(personalNumber));
    expect(status).toBe(200);
    expect(bundleFaults(body)).toEqual([]);
    expect(world.asked).toEqual([
      {
        gone: expect.any(AbortSignal),
        choice: false,
        reading: expect.any(Object),
        correlationId: expect.any(String),
        contract: 'GetDiagnosis:2',
        filter: { patient: tolvan, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] },
        logicalAddress: bridgeHsaId,
        caller,
        originalConsumer: caller.hsaId,
        face: 'fhir',
      },
    ]);
    expect(body).toMatchObject({ type: 'searchset', total: 1 });
    const [condition] = ofMode(body, 'match') as Condition[];
    const [provenance] = ofMode(body, 'include') as Provenance[];
    expect(condition?.subject).toEqual({
      reference: `Patient/${patientId}`,
      identifier: { system: 'http://electronichealth.se/identifier/personnummer', value: tolvan.id },
    });
    expect(provenance?.target).toEqual([{ reference: `Condition/${condition?.id}` }]);
    expect(body.link).toEqual([
      { relation: 'self', url: `http://localhost:80/fhir/Condition?patient=Patient%2F${patientId}` },
    ]);
    expect(world.finished).toEqual([{ contract: 'GetDiagnosis:2', code: 'OK', status: 200 }]);
  });

  it('takes the patient’s id in the address too, and parameters of address and form together', async () => {
    const { body } = await call(form('code=J45.9', `/fhir/Condition/_search?patient=Patient/${patientId}`));
    expect(ofMode(body, 'match')).toHaveLength(1);
    const other = await call(`/fhir/Condition?patient=${patientId}&code=X`);
    expect(ofMode(other.body, 'match')).toEqual([]);
    expect(other.body.total).toBe(0);
  });

  it('pushes dates down to the sources and filters what comes', async () => {
    world.records = [
      diagnosis(),
      diagnosis({}, { documentId: 'dok-2', legalAuthenticator: { signatureTime: '20240102000000' } }),
    ];
    await call(`/fhir/Condition?patient=${patientId}&recorded-date=ge2024-03-01&recorded-date=le2024-03-31`);
    expect(world.asked[0]?.filter.period).toEqual({ start: '20240301', end: '20240331' });
    const { body } = await call(`/fhir/Condition?patient=${patientId}&recorded-date=lt2024-03-01`);
    expect(ofMode(body, 'match')).toEqual([]);
  });

  it('an alert gives Flag with its AllergyIntolerance, and AllergyIntolerance alone', async () => {
    world.records = [
      alert({ hypersensitivity: { degreeOfSeverity: { displayName: 'konstig' } } }),
      alert({}, { documentId: 'dok-2' }),
    ];
    const flags = await call(`/fhir/Flag?patient=${patientId}`);
    expect(bundleFaults(flags.body)).toEqual([]);
    expect(ofMode(flags.body, 'match')).toHaveLength(2);
    expect(ofMode(flags.body, 'include').map(({ resourceType }) => resourceType)).toEqual([
      'AllergyIntolerance',
      'Provenance',
      'Provenance',
      'Provenance',
    ]);
    expect(issuesOf(flags.body)).toMatchObject([{ severity: 'warning', code: 'code-invalid' }]);
    const allergies = await call(`/fhir/AllergyIntolerance?patient=${patientId}`);
    expect(bundleFaults(allergies.body)).toEqual([]);
    expect(ofMode(allergies.body, 'match').map(({ id }) => id)).toEqual([ofMode(flags.body, 'include')[0]?.id]);
    expect(allergies.body.total).toBe(1);
  });

  it('Provenance is looked for by what it is about', async () => {
    const { body: all } = await call(`/fhir/Condition?patient=${patientId}`);
    const [condition] = ofMode(all, 'match');
    const target = `Condition/${condition?.id}`;
    for (const query of [`target=${target}`, `target=https://bridge.example/fhir/${target}&patient=${patientId}`]) {
      const { body, status } = await call(`/fhir/Provenance?${query}`);
      expect(status).toBe(200);
      expect(ofMode(body, 'match')).toEqual(ofMode(all, 'include'));
      expect(body.total).toBe(1);
    }
    expect(world.asked.map(({ contract }) => contract)).toEqual(Array(3).fill('GetDiagnosis:2'));
    expect(world.delivered).toHaveLength(3);
    const { body: others } = await call(`/fhir/Provenance?target=Condition/abc`);
    expect(others).toMatchObject({ total: 0 });
    expect(world.asked).toHaveLength(3);
  });

  it('Provenance is given of what it is about alone, and not numbered where a source failed', async () => {
    world.records = [diagnosis(), diagnosis({}, { documentId: 'dok-2' })];
    world.coverage = [answered(vas), failed('SE2321000222-DEMOCOSMIC', 'timed-out')];
    const { body: all } = await call(`/fhir/Condition?patient=${patientId}`);
    const { body } = await call(`/fhir/Provenance?target=Condition/${ofMode(all, 'match')[1]?.id}`);
    expect(ofMode(body, 'match')).toEqual([ofMode(all, 'include')[1]]);
    expect(body.total).toBeUndefined();
    expect(issuesOf(body)).toMatchObject([{ severity: 'warning' }]);
    // Of the search all of it was given.
    expect(world.parts).toEqual([undefined, 1]);
  });

  it.each([
    ['nothing', '', 'http.target'],
    [
      'another patient than the target’s',
      'target=TARGET&patient.identifier=urn:oid:1.2.752.129.2.1.3.3|196109732393',
      'http.target',
    ],
    ['no id', 'target=dok_1', 'http.target'],
    ['a modifier', 'target:identifier=dok-1', 'http.target'],
  ])('Provenance is not looked for by %s', async (_, query, location) => {
    const { body: all } = await call(`/fhir/Condition?patient=${patientId}`);
    const target = `Condition/${ofMode(all, 'match')[0]?.id}`;
    const { body, status } = await call(`/fhir/Provenance?${query.replace('TARGET', target)}`);
    expect(status).toBe(400);
    expect(issuesOf(body)[0]?.location ?? (body as unknown as OperationOutcome).issue[0]?.location).toEqual([location]);
  });

  it('care contacts are Encounters', async () => {
    world.records = [careContact()];
    const { body } = await call(`/fhir/Encounter?patient=${patientId}&status=finished&class=1&date=2024-03-01`);
    expect(bundleFaults(body)).toEqual([]);
    expect(ofMode(body, 'match')).toHaveLength(1);
  });

  it('gives the number alone', async () => {
    const { body } = await call(`/fhir/Condition?patient=${patientId}&_summary=count`);
    expect(body).toMatchObject({ total: 1 });
    expect(body.entry).toBeUndefined();
  });

  it('tells of parameters it ignores, and refuses them when asked to be strict', async () => {
    const { body } = await call(`/fhir/Condition?patient=${patientId}&shoe-size=43`);
    expect(issuesOf(body)).toMatchObject([
      { severity: 'information', code: 'not-supported', location: ['http.shoe-size'] },
    ]);
    expect(body.link?.[0]?.url).not.toContain('shoe-size');
    const strict = await refusal({
      url: `/fhir/Condition?patient=${patientId}&shoe-size=43`,
      headers: { prefer: 'return=minimal, handling=strict' },
    });
    expect(strict).toMatchObject({ status: 400, issue: { code: 'not-supported', location: ['http.shoe-size'] } });
  });

  it('different content under one document id gets ids of its own', async () => {
    world.records = [diagnosis(), diagnosis({ typeOfDiagnosis: 'Bidiagnos' })];
    const { body } = await call(`/fhir/Condition?patient=${patientId}`);
    expect(bundleFaults(body)).toEqual([]);
    expect(ofMode(body, 'match')).toHaveLength(2);
  });

  it('the patient’s own service is given no contact details', async () => {
    const before = caller.hsaId;
    Object.assign(caller, { hsaId: 'SE2321000230-DEMO1177' });
    const { text } = await call(`/fhir/Condition?patient=${patientId}`);
    Object.assign(caller, { hsaId: before });
    expect(text).not.toContain('hc@demo.example');
    expect(text).toContain('SUBSETTED');
  });

  it('HEAD is GET without a body', async () => {
    const response = await app.inject({ method: 'HEAD', url: `/fhir/Condition?patient=${patientId}` });
    expect(response.statusCode).toBe(200);
    expect(response.body).toBe('');
  });

  it.each([
    ['application/fhir+xml', 'xml'],
    ['application/fhir+json;q=0.5, application/fhir+xml', 'xml'],
    ['application/xml;q=0.5, text/json', 'json'],
    ['*/*, application/fhir+xml;q=0.9', 'json'],
  ])('answers and refuses as the caller takes it: %s', async (accept, format) => {
    for (const url of [`/fhir/Condition?patient=${patientId}`, '/fhir/Condition']) {
      const { headers, body } = await app.inject({ url, headers: { accept } });
      expect(headers['content-type']).toBe(`application/fhir+${format}; charset=utf-8`);
      expect(body.startsWith(format === 'xml' ? '<?xml' : '{"resourceType"')).toBe(true);
    }
  });

  it('the same in XML as in JSON', async () => {
    const url = `/fhir/Condition?patient=${patientId}`;
    const { body } = await call(url);
    const xml = await app.inject({ url: `${url}&_format=xml` });
    expect(new validators.Fhir().xmlToObj(xml.body)).toEqual(body);
  });

  it('_pretty is for eyes', async () => {
    expect((await call(`/fhir/Condition?patient=${patientId}&_pretty=true`)).text).toContain(
      '\n  "resourceType": "Bundle"',
    );
  });
});

describe('paging', () => {
  it('follows opaque links to the end, each page asked and logged anew', async () => {
    world.records = [1, 2, 3, 4, 5].map((number) => diagnosis({}, { documentId: `dok-${number}` }));
    const seen: (string | undefined)[] = [];
    const totals: (number | undefined)[] = [];
    let url: string | undefined = `/fhir/Condition?${personalNumber}&_count=2&category=HD`;
    while (url) {
      const { body, text }: { body: Bundle; text: string } = await call(url);
      expect(bundleFaults(body)).toEqual([]);
      expect(body.link?.map((link) => link.url).join(' ')).not.toContain(tolvan.id);
      expect(text).not.toMatch(/personnummer%7C/);
      seen.push(...ofMode(body, 'match').map((resource) => (resource as Condition).identifier?.[0]?.value));
      totals.push(body.total);
      const next: string | undefined = body.link?.find((link) => link.relation === 'next')?.url;
      url = next && new URL(next).pathname + new URL(next).search;
    }
    expect(seen).toEqual(['dok-1', 'dok-2', 'dok-3', 'dok-4', 'dok-5']);
    expect(totals).toEqual([undefined, undefined, 5]);
    expect(world.asked).toHaveLength(3);
    expect(world.parts).toEqual([2, 2, 1]);
  });

  it('gives the order asked for, and keeps it from page to page', async () => {
    world.records = ['20240301', '20240101', '20240201'].map((day) =>
      diagnosis({ diagnosisTime: `${day}083000` }, { documentId: `dok-${day}` }),
    );
    const first = (await call(`/fhir/Condition?patient=${patientId}&_count=2&_sort=onset-date`)).body;
    const idsIn = (body: Bundle) =>
      ofMode(body, 'match').map((resource) => (resource as Condition).identifier?.[0]?.value);
    expect(idsIn(first)).toEqual(['dok-20240101', 'dok-20240201']);
    expect(first.link?.[0]?.url).toMatch(/&_sort=onset-date/);
    const next = new URL(first.link?.find(({ relation }) => relation === 'next')?.url ?? '');
    expect(idsIn((await call(next.pathname + next.search)).body)).toEqual(['dok-20240301']);
  });

  it('a page without criteria is a part of all there is', async () => {
    world.records = [1, 2, 3].map((number) => diagnosis({}, { documentId: `dok-${number}` }));
    const whole = (await call(`/fhir/Condition?patient=${patientId}`)).body;
    const first = (await call(`/fhir/Condition?patient=${patientId}&_count=2`)).body;
    expect(ofMode(first, 'match')).toEqual(ofMode(whole, 'match').slice(0, 2));
    expect(ofMode(first, 'include')).toEqual(ofMode(whole, 'include').slice(0, 2));
    const { total } = (await call(`/fhir/Condition?patient=${patientId}&_summary=count`)).body;
    expect(total).toBe(3);
  });

  it('a link of another type is refused', async () => {
    world.records = [diagnosis(), diagnosis({}, { documentId: 'dok-2' })];
    const { body } = await call(`/fhir/Condition?patient=${patientId}&_count=1`);
    const next = new URL(body.link?.find((link) => link.relation === 'next')?.url ?? '');
    const { status, issue } = await refusal(`/fhir/Flag${next.search}`);
    expect({ status, location: issue.location }).toEqual({ status: 400, location: ['http._page'] });
  });
});

describe('the end of an access', () => {
  const two = [diagnosis(), diagnosis({}, { documentId: 'dok-2' })];

  it.each<[string, string, number | undefined]>([
    ['a search that shows all', `Condition?patient=${patientId}`, undefined],
    ['a search that shows what matches alone', `Condition?patient=${patientId}&identifier=dok-2`, 1],
    ['a search for the number alone', `Condition?patient=${patientId}&_summary=count`, 0],
    ['a read of what is not there', `Condition/${identities.resourceId(tolvan, 'GetDiagnosis:2', ['none'])}`, 0],
  ])('tells how much of what was found went out: %s', async (_what, url, part) => {
    world.records = two;
    await call(`/fhir/${url}`);
    expect(world.parts).toEqual([part]);
  });

  it('tells of a resource that is read its own record alone', async () => {
    world.records = two;
    const { body } = await call(`/fhir/Condition?patient=${patientId}`);
    await call(`/fhir/Condition/${ofMode(body, 'match')[1]?.id}`);
    expect(world.parts).toEqual([undefined, 1]);
  });

  it('tells of a summary what its sections took in', async () => {
    world.records = [diagnosis(), diagnosis({}, { documentId: 'dok-2', nullified: true })];
    await call(`/fhir/Patient/${patientId}/$summary`);
    expect(world.parts.filter((part) => part !== undefined)).toEqual([1]);
  });
});

describe('reading by id', () => {
  it('finds again what a search gave', async () => {
    const { body } = await call(`/fhir/Condition?patient=${patientId}`);
    const [condition] = ofMode(body, 'match');
    const read = await call<Condition>(`/fhir/Condition/${condition?.id}`);
    expect(read.body).toEqual(condition);
    expect(world.asked[1]?.filter.patient).toEqual(tolvan);
  });

  it('404 for what is no id of ours, of another type, or gone', async () => {
    const { body } = await call(`/fhir/Condition?patient=${patientId}`);
    const [condition] = ofMode(body, 'match');
    world.records = [];
    for (const path of ['Condition/abc', `Condition/${patientId}`, `Condition/${condition?.id}`]) {
      expect(await refusal(`/fhir/${path}`)).toMatchObject({ status: 404, issue: { code: 'not-found' } });
    }
    world.coverage = [answered(vas), failed(fhirSystem, 'timed-out')];
    expect((await refusal(`/fhir/Condition/${condition?.id}`)).status).toBe(504);
  });
});

describe('what is missing', () => {
  it.each([
    ['timed-out', 'timeout'],
    ['unreachable', 'transient'],
    ['breaker-open', 'transient'],
    ['busy', 'throttled'],
    ['abandoned', 'incomplete'],
    ['bus-unavailable', 'transient'],
    ['refused', 'processing'],
    ['bad-data', 'incomplete'],
  ])('a source that failed (%s) is named in one outcome entry', async (reason, code) => {
    world.coverage = [answered(vas), failed(fhirSystem, reason)];
    const { status, body } = await call(`/fhir/Condition?patient=${patientId}`);
    expect(status).toBe(200);
    expect(bundleFaults(body)).toEqual([]);
    expect(body.total).toBeUndefined();
    expect(ofMode(body, 'match')).toHaveLength(1);
    expect(issuesOf(body)).toMatchObject([{ severity: 'warning', code }]);
    expect(issuesOf(body)[0]?.details?.text).toContain(`System ${fhirSystem} (${fhirSystem})`);
  });

  it.each([
    ['no-permission', 'warning', 'forbidden'],
    ['does-not-deliver', 'information', 'informational'],
    ['route-unusable', 'warning', 'incomplete'],
    ['would-loop', 'information', 'informational'],
    ['no-engagement', 'information', 'informational'],
    ['filtered-out', 'information', 'informational'],
    ['provider-not-connected', 'information', 'informational'],
  ])('a source that was not asked (%s)', async (reason, severity, code) => {
    const skipped = { ...failed(fhirSystem, 'refused'), outcome: 'not-asked', reason } as unknown as SourceCoverage;
    world.coverage = [answered(vas), skipped];
    const { body } = await call(`/fhir/Condition?patient=${patientId}`);
    expect(issuesOf(body)).toMatchObject([{ severity, code }]);
    expect(body.total).toBe(1);
  });

  it('notes: withheld records are a warning without a number, the rest information; slowness is nothing', async () => {
    world.coverage = [
      answered(vas, {
        notes: [
          'slow',
          'delivers-from',
          'index-unavailable',
          'index-may-lag',
          'records-withheld',
          'sources-not-stated',
          'from-cache',
          'duplicate-id',
        ],
        deliversFrom: '2015-01-01',
      }),
    ];
    const issues = issuesOf((await call(`/fhir/Condition?patient=${patientId}`)).body);
    expect(issues.map(({ severity, code }) => [severity, code])).toEqual([
      ['information', 'informational'],
      ['information', 'informational'],
      ['information', 'informational'],
      ['warning', 'incomplete'],
      ['warning', 'incomplete'],
      ['information', 'informational'],
      ['information', 'duplicate'],
    ]);
    expect(issues[0]?.details?.text).toContain('2015-01-01');
  });

  it.each([
    [['timed-out', 'timed-out'], 504, 'timeout', 'SOURCE_TIMEOUT'],
    [['unreachable', 'breaker-open'], 504, 'transient', 'SOURCE_UNREACHABLE'],
    [['busy', 'busy'], 503, 'throttled', 'SOURCE_BUSY'],
    [['timed-out', 'refused'], 502, 'timeout', 'SOURCE_REFUSED'],
    [['unreachable', 'bad-data'], 502, 'transient', 'SOURCE_BAD_DATA'],
  ])('when all failed (%j) there is no answer', async (reasons, status, firstCode, code) => {
    world.coverage = reasons.map((reason, index) => failed(`SE2321000230-DEMO${index}`, reason));
    const answer = await refusal(`/fhir/Condition?patient=${patientId}`);
    expect(answer).toMatchObject({ status, issue: { severity: 'error', code: firstCode } });
    expect(world.finished).toEqual([{ contract: 'GetDiagnosis:2', code, status }]);
    // The overview put the access on the log; a second entry would count it twice.
    expect(world.refusals).toEqual([]);
  });
});

describe('refusals', () => {
  it.each([
    ['/fhir/Condition', 400, 'required'],
    [`/fhir/Condition?patient=${patientId}&recorded-date=x`, 400, 'value'],
    ['/fhir/Condition?patient.identifier=urn:oid:1.2.752.129.2.1.3.1|191212121213', 400, 'value'],
    [`/fhir/Condition?patient=${patientId}&code:text=x`, 400, 'not-supported'],
    [`/fhir/Condition?patient=${patientId}&_format=html`, 406, 'not-supported'],
    ['/fhir/Observation?patient=x', 404, 'not-found'],
    ['/fhir/condition?patient=x', 404, 'not-found'],
    ['/fhir', 404, 'not-found'],
    ['/fhir/Condition/1/_history', 404, 'not-found'],
  ])('GET %s → %i %s', async (url, status, code) => {
    expect(await refusal(url)).toMatchObject({ status, issue: { code } });
    expect(world.asked).toEqual([]);
    expect(world.refusals).toHaveLength(1);
  });

  it.each([
    ['POST', '/fhir/Condition', 'application/fhir+json'],
    ['PUT', '/fhir/Condition/1', 'application/fhir+json'],
    ['PATCH', '/fhir/Condition/1', 'application/json'],
    ['DELETE', '/fhir/Condition/1', undefined],
    ['POST', '/fhir/metadata/x', 'text/plain'],
  ] as const)('%s %s → 405', async (method, url, type) => {
    const answer = await refusal({ method, url, ...(type && { headers: { 'content-type': type }, payload: '{}' }) });
    expect(answer).toMatchObject({ status: 405, issue: { code: 'not-supported' } });
    expect(answer.headers.allow).toBe('GET, HEAD, POST');
  });

  it('415 for a body that is no form, 413 for one too large', async () => {
    const json = { ...form('{}'), headers: { 'content-type': 'application/json' } };
    expect(await refusal(json)).toMatchObject({ status: 415, issue: { code: 'not-supported' } });
    expect(await refusal(form(`code=${'x'.repeat(70_000)}`))).toMatchObject({
      status: 413,
      issue: { code: 'too-long' },
    });
  });

  it.each([
    ['application/fhir+xml', 200],
    ['application/fhir+xml; fhirVersion=5.0', 406],
    ['application/fhir+json; fhirVersion=5.0', 406],
    ['application/fhir+json;q=0, text/html', 406],
    ['application/fhir+json; fhirVersion=4.0', 200],
    ['text/html, */*;q=0.1', 200],
    ['application/json', 200],
  ])('Accept: %s → %i', async (accept, status) => {
    expect((await app.inject({ url: '/fhir/metadata', headers: { accept } })).statusCode).toBe(status);
  });

  it.each([
    ['json', 200],
    ['application/fhir+json', 200],
    ['text/json', 200],
    ['*/*', 406],
    ['application/fhir%2Bxml', 200],
    ['xml', 200],
    ['ttl', 406],
  ])('_format=%s → %i, whatever Accept says', async (format, status) => {
    const accept = status === 200 ? 'application/fhir+xml' : 'application/fhir+json';
    const response = await app.inject({ url: `/fhir/metadata?_format=${format}`, headers: { accept } });
    expect(response.statusCode).toBe(status);
  });

  it.each([
    ['CERT_MISSING', 401, 'login'],
    ['CERT_EXPIRED', 401, 'expired'],
    ['CERT_REVOKED', 401, 'login'],
    ['CERT_PERSON_ON_SYSTEM_PORT', 403, 'forbidden'],
    ['TOO_MANY_REQUESTS', 429, 'throttled'],
    ['OVERLOADED', 503, 'transient'],
  ] as const)('%s at the door → %i %s, logged with what is known', async (code, status, issueCode) => {
    world.refuses = code;
    const answer = await refusal(form(personalNumber));
    expect(answer).toMatchObject({ status, issue: { severity: 'error', code: issueCode } });
    expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401);
    expect(answer.headers['retry-after'] !== undefined).toBe(status === 429 || status === 503);
    expect(world.asked).toEqual([]);
    expect(world.refusals).toMatchObject([{ face: 'fhir', action: 'search', error: { code } }]);
  });

  it.each([
    ['CALLER_NOT_PERMITTED', 403, 'forbidden'],
    ['ACTOR_REQUIRED', 403, 'forbidden'],
    ['PATIENT_NOT_ALLOWED', 400, 'business-rule'],
    ['AUDIT_UNAVAILABLE', 503, 'transient'],
    ['BUS_UNAVAILABLE', 503, 'transient'],
  ] as const)('%s from the overview → %i %s, logged with patient and contract', async (code, status, issueCode) => {
    world.throws = new BridgeError(code);
    const answer = await refusal(form(personalNumber));
    expect(answer).toMatchObject({ status, issue: { code: issueCode } });
    expect(answer.headers['retry-after'] !== undefined).toBe(status === 503);
    expect(world.refusals).toMatchObject([
      { contract: 'GetDiagnosis:2', logicalAddress: bridgeHsaId, patient: tolvan },
    ]);
  });

  it('a bug is told of as such and shows nothing of itself', async () => {
    world.throws = new TypeError(`cannot read ${tolvan.id} of undefined`);
    const answer = await refusal(form(personalNumber));
    expect(answer).toMatchObject({ status: 500, issue: { severity: 'fatal', code: 'exception' } });
    expect(answer.text).not.toContain('undefined');
  });

  it('says it in Swedish and English, with what to do', async () => {
    const { issue } = await refusal('/fhir/Condition');
    expect(issue.details?.text).toBe('Sökningen måste ange en patient. / The search must name a patient.');
    expect(issue.diagnostics).toContain('Add patient.identifier=<system>|<value>');
    expect(issue.diagnostics).toContain('Reason PATIENT_REQUIRED.');
  });

  it('keeps the caller’s correlation id', async () => {
    const headers = { 'x-request-id': '3f1f6cf4-3ab1-4b1a-9a5c-3f1f6cf43ab1' };
    expect((await refusal({ url: '/fhir/Condition', headers })).headers['x-request-id']).toBe(headers['x-request-id']);
  });
});

describe('metadata', () => {
  it('needs no certificate and lists what is served', async () => {
    world.refuses = 'CERT_MISSING';
    const { status, body } = await call<CapabilityStatement>('/fhir/metadata');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      resourceType: 'CapabilityStatement',
      status: 'active',
      kind: 'instance',
      fhirVersion: '4.0.1',
    });
    expectValidResource(body);
    const resources = body.rest?.[0]?.resource ?? [];
    expect(resources.map(({ type }) => type).sort()).toEqual([
      'AllergyIntolerance',
      'AuditEvent',
      'Condition',
      'Consent',
      'Encounter',
      'Flag',
      'Location',
      'Organization',
      'Patient',
      'Practitioner',
      'PractitionerRole',
      'Provenance',
    ]);
    expect(resources.find(({ type }) => type === 'Condition')?.searchParam?.map(({ name }) => name)).toEqual([
      'patient',
      'patient.identifier',
      'subject',
      'subject.identifier',
      '_id',
      '_lastUpdated',
      '_profile',
      '_source',
      'identifier',
      'careUnit',
      'careGiver',
      'recorded-date',
      'onset-date',
      'code',
      'category',
      'clinical-status',
      'verification-status',
      'encounter',
    ]);
    expect(world.finished).toEqual([{ contract: 'metadata', code: 'OK', status: 200 }]);
  });

  it('names what its own search parameters are, and tells it to all', async () => {
    world.refuses = 'CERT_MISSING';
    const { body } = await call<CapabilityStatement>('/fhir/metadata');
    const condition = body.rest?.[0]?.resource?.find(({ type }) => type === 'Condition');
    const defined = condition?.searchParam?.filter(({ definition }) => definition) ?? [];
    expect(defined.map(({ name }) => name)).toEqual(['careUnit', 'careGiver']);
    for (const { name, definition } of defined) {
      const { body: parameter } = await call<FhirResource>(`/fhir/SearchParameter/${name}`);
      expectValidResource(parameter);
      expect(parameter).toMatchObject({ url: definition, code: name, type: 'token' });
    }
    const xml = await app.inject('/fhir/SearchParameter/careUnit?_format=xml');
    expect(xml.body).toMatch(/<url [^>]+\/><name value="careUnit"\/><status [^>]+\/><description [^>]+\/><code /);
    expect((await call('/fhir/SearchParameter/constructor')).status).toBe(404);
  });

  it('everything it lists works', async () => {
    const { body } = await call<CapabilityStatement>('/fhir/metadata');
    const values: Record<string, string> = { date: '2024', token: 'x', reference: 'x', string: 'x', uri: 'x' };
    for (const { type, searchParam } of body.rest?.[0]?.resource ?? []) {
      // Those are asked by people, over a whole bridge.
      if (staffTypes.some((one) => one.type === type)) continue;
      world.records = [];
      for (const { name, type: kind } of searchParam ?? []) {
        if (/^(patient|subject)/.test(name)) continue;
        const aboutPatient = isDirectory(type) || type === 'Patient' ? '' : `&patient=${patientId}`;
        const value =
          type === 'Patient' && name === 'identifier'
            ? encodeURIComponent(`http://electronichealth.se/identifier/personnummer|${tolvan.id}`)
            : values[kind];
        const query = `${name}=${value}${aboutPatient}`;
        const { status, text } = await call({ url: `/fhir/${type}?${query}`, headers: { prefer: 'handling=strict' } });
        expect({ type, name, status, text: status === 200 ? '' : text }).toEqual({ type, name, status: 200, text: '' });
      }
    }
  });
});

const isDirectory = (type: string) => ['Organization', 'Location', 'Practitioner', 'PractitionerRole'].includes(type);

describe('Patient/$summary', () => {
  const parameters = (payload: object | string, type = 'application/fhir+json'): InjectOptions => ({
    method: 'POST',
    url: '/fhir/Patient/$summary',
    headers: { 'content-type': type },
    payload,
  });
  const identifier = `http://electronichealth.se/identifier/personnummer|${tolvan.id}`;
  const asked = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });

  it.each<[string, InjectOptions | string]>([
    ['GET by identifier', `/fhir/Patient/$summary?identifier=${encodeURIComponent(identifier)}`],
    ['GET by id', `/fhir/Patient/${patientId}/$summary`],
    ['POST with a string', parameters(asked({ name: 'identifier', valueString: identifier }))],
    [
      'POST with an Identifier',
      parameters(
        asked({ name: 'identifier', valueIdentifier: { system: 'urn:oid:1.2.752.129.2.1.3.1', value: tolvan.id } }),
      ),
    ],
    ['POST to the id', { ...parameters(asked()), url: `/fhir/Patient/${patientId}/$summary` }],
  ])('%s gives the document, logged once a contract', async (_how, options) => {
    const { status, body } = await call(options);
    expect(status).toBe(200);
    expect(body).toMatchObject({ resourceType: 'Bundle', type: 'document' });
    const contracts = world.asked.map(({ contract }) => contract);
    expect(contracts).toEqual(expect.arrayContaining(['GetDiagnosis:2', 'GetAlertInformation:2']));
    expect(new Set(contracts).size).toBe(contracts.length);
    expect(world.asked.every(({ filter }) => filter.patient.id === tolvan.id)).toBe(true);
    expect(world.delivered).toHaveLength(contracts.length);
    expect(world.finished).toEqual([{ contract: '$summary', code: 'OK', status: 200 }]);
  });

  it('in XML too', async () => {
    const { body } = await app.inject({ url: `/fhir/Patient/${patientId}/$summary?_format=xml` });
    expect(new validators.Fhir().xmlToObj(body)).toMatchObject({ type: 'document' });
  });

  it.each<[string, InjectOptions | string, number, string]>([
    ['without patient', '/fhir/Patient/$summary', 400, 'required'],
    ['without body', parameters(''), 400, 'invalid'],
    ['a number without system', `/fhir/Patient/$summary?identifier=${tolvan.id}`, 400, 'value'],
    ['an id that is none of ours', '/fhir/Patient/abc/$summary', 404, 'not-found'],
    ['another profile', `/fhir/Patient/${patientId}/$summary?profile=http://x.example`, 422, 'not-supported'],
    ['a body that is no JSON', parameters('{'), 400, 'invalid'],
    ['a body that is no Parameters', parameters({ resourceType: 'Patient' }), 400, 'invalid'],
    ['parameters without names', parameters(asked({ valueString: 'x' })), 400, 'invalid'],
    ['a body in XML', parameters('<Parameters/>', 'application/fhir+xml'), 415, 'not-supported'],
    ['DELETE', { method: 'DELETE', url: `/fhir/Patient/${patientId}/$summary` }, 405, 'not-supported'],
  ])('%s → %i', async (_case, options, status, code) => {
    const { issue, ...answer } = await refusal(options);
    expect({ status: answer.status, code: issue.code }).toEqual({ status, code });
    expect(world.asked).toEqual([]);
    expect(world.refusals).toHaveLength(1);
  });

  it('what it does not know is ignored, and refused when strict', async () => {
    const url = `/fhir/Patient/${patientId}/$summary?shoe-size=43`;
    expect((await call(url)).status).toBe(200);
    expect((await refusal({ url, headers: { prefer: 'handling=strict' } })).issue.location).toEqual(['http.shoe-size']);
  });
});

describe('the care directory', () => {
  it('is searched and read behind the certificate', async () => {
    const { body } = await call('/fhir/Organization?name=Region&_count=2');
    const [unit] = ofMode(body, 'match');
    expect(unit?.resourceType).toBe('Organization');
    expect((await call<FhirResource>(`/fhir/Organization/${unit?.id}`)).body).toEqual(unit);
    expect(world.asked).toEqual([]);
    world.refuses = 'CERT_MISSING';
    expect((await refusal('/fhir/Organization?name=x')).status).toBe(401);
  });

  it('tells of what it ignores, refuses when strict, and 404s', async () => {
    const { body } = await call('/fhir/Practitioner?shoe-size=43&_count=1');
    expect(issuesOf(body)).toMatchObject([{ severity: 'information', code: 'not-supported' }]);
    const strict = { url: '/fhir/Practitioner?shoe-size=43', headers: { prefer: 'handling=strict' } };
    expect(await refusal(strict)).toMatchObject({ status: 400, issue: { location: ['http.shoe-size'] } });
    expect((await refusal('/fhir/Location/SE2321000230-DEMONOPE')).status).toBe(404);
  });
});
