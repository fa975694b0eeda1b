import { request as plainRequest } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { personRegister } from '../../src/simulators/index.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

/** Mikkel Ripfjäll: Norrbotten keeps him under a coordination number, Västerbotten under the personal number after it. */
const mikkel = {
  coordination: { id: '197010632391', type: '1.2.752.129.2.1.3.3' },
  personal: { id: '197010039811', type: '1.2.752.129.2.1.3.1' },
} as const;

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.persons = { ...config.persons, url: 'simulator:', cache: { maxAgeMs: 0, entries: 1 } };
      const vasternorrland = config.callers.find(({ hsaId }: { hsaId: string }) => hsaId.startsWith('SE2321000206'));
      vasternorrland.permissions = [{ contract: 'GetDiagnosis:2', address: '*' }];
    },
  });
});
afterEach(() => running.councils.setFault(personRegister, undefined));
afterAll(() => running?.close());

const askFor = async (identity: { id: string; type: string }, address: string = addresses.bridge): Promise<string> => {
  const body = soapRequest({ ...identity, address });
  const answer = await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body });
  expect(answer.status).toBe(200);
  return answer.body;
};
/** The identities that the records in an answer are kept under. */
const keptUnder = (xml: string): string[] =>
  [...new Set([...xml.matchAll(/:patientId><[^>]*:id>([^<]+)</g)].map((match) => match[1] ?? ''))].sort();

const searchFor = async ({ id }: { id: string }) => {
  const system = 'http://electronichealth.se/identifier/personnummer';
  const answer = await running.call('ehr-norrbotten', '/fhir/Condition/_search', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ 'patient.identifier': `${system}|${id}` }).toString(),
  });
  return JSON.parse(answer.body);
};

describe('a person with two numbers', () => {
  it.each(Object.entries(mikkel))('is found under both by the %s number, and records keep theirs', async (_by, id) => {
    expect(keptUnder(await askFor(id))).toEqual([mikkel.personal.id, mikkel.coordination.id].sort());
  });

  it('has one subject in FHIR, whatever number a record is kept under', async () => {
    const { entry } = await searchFor(mikkel.personal);
    const resources = entry.map((each: { resource: { resourceType: string } }) => each.resource);
    const conditions = resources.filter(({ resourceType }: { resourceType: string }) => resourceType === 'Condition');
    const systems = new Set(conditions.map(({ meta }: { meta: { source: string } }) => meta.source));
    const subjects = new Set(conditions.map(({ subject }: { subject: object }) => JSON.stringify(subject)));
    expect(systems.size).toBe(2);
    expect([...subjects]).toEqual([expect.stringContaining(mikkel.personal.id)]);
  });
});

const personnummer = 'http://electronichealth.se/identifier/personnummer';
const patientsBy = async (value: string, who = 'ehr-norrbotten') => {
  const answer = await running.call(who, '/fhir/Patient/_search', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ identifier: value }).toString(),
  });
  return { status: answer.status, bundle: JSON.parse(answer.body) };
};

describe('the FHIR patient', () => {
  it('is found by identifier, read by its opaque id, and both are on the log', async () => {
    const { status, bundle } = await patientsBy(`${personnummer}|${mikkel.personal.id}`);
    expect([status, bundle.total]).toEqual([200, 1]);
    const [{ fullUrl, resource }] = bundle.entry;
    expect(resource).toMatchObject({
      resourceType: 'Patient',
      identifier: [{ system: personnummer, value: mikkel.personal.id }],
      name: [{ family: 'Ripfjäll', given: ['Mikkel'] }],
      gender: 'male',
      birthDate: '1970-10-03',
      link: [{ type: 'replaces', other: { identifier: { value: mikkel.coordination.id } } }],
    });
    expect(resource.meta.security).toEqual([expect.objectContaining({ code: 'DEMO' })]);
    expect(fullUrl + JSON.stringify(bundle.link)).not.toContain(mikkel.personal.id);
    const read = await running.call('ehr-norrbotten', `/fhir/Patient/${resource.id}`, { method: 'GET' });
    expect(JSON.parse(read.body)).toEqual(resource);
    const query = new URLSearchParams({ identifier: `${personnummer}|${mikkel.personal.id}` });
    const got = await running.call('ehr-norrbotten', `/fhir/Patient?${query}`, { method: 'GET' });
    expect(JSON.parse(got.body).entry[0].resource).toEqual(resource);
    const entries = await running.log({ patient: mikkel.personal.id });
    const accesses = entries.filter(({ contract, kind }) => contract === 'GetPersonsForProfile:5' && kind === 'access');
    expect(accesses).toHaveLength(3);
    expect(accesses[0]).toMatchObject({ outcome: 'released', sourcesAsked: [personRegister] });
  });

  it('of a dead person says when', async () => {
    const { bundle } = await patientsBy(`${personnummer}|194402199816`);
    expect(bundle.entry[0].resource.deceasedDateTime).toBe('2026-03-02');
  });

  it('of a protected person tells the mark, and neither name nor other numbers', async () => {
    const { bundle } = await patientsBy(`${personnummer}|198203149805`);
    const text = JSON.stringify(bundle);
    expect(bundle.entry[0].resource.meta.security.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['sekretessmarkering', 'skyddadFolkbokforing', 'R']),
    );
    expect(bundle.entry[0].resource.name).toEqual([expect.objectContaining({ text: 'Skyddad uppgift' })]);
    expect(text).not.toMatch(/Hedmyrén|Tuva|98240301AA06/);
  });

  it('that nobody is, is none; one that is no identity is refused', async () => {
    expect((await patientsBy(`${personnummer}|189002029800`)).status).toBe(200);
    const nobody = await patientsBy('http://electronichealth.se/identifier/samordningsnummer|196109732393');
    expect([nobody.status, nobody.bundle.entry?.length ?? 0]).toEqual([200, nobody.bundle.total]);
    expect((await patientsBy(`${personnummer}|189002029801`)).status).toBe(400);
    const read = await running.call('ehr-norrbotten', '/fhir/Patient/nobody', { method: 'GET' });
    expect(read.status).toBe(404);
  });

  it('cannot be told while the register does not answer, nor to a caller without permission', async () => {
    await running.councils.setFault(personRegister, { kind: 'http500' });
    const { status, bundle } = await patientsBy(`${personnummer}|${mikkel.personal.id}`);
    expect(status).toBeGreaterThanOrEqual(500);
    expect(bundle.resourceType).toBe('OperationOutcome');
    await running.councils.setFault(personRegister, undefined);
    expect((await patientsBy(`${personnummer}|${mikkel.personal.id}`, 'ehr-vasternorrland')).status).toBe(403);
  });
});

describe('when the register does not answer', () => {
  it('the given number alone is asked for, the answer says so, and so does the log', async () => {
    await running.councils.setFault(personRegister, { kind: 'http500' });
    const body = await askFor(mikkel.personal);
    expect(keptUnder(body)).toEqual([mikkel.personal.id]);
    expect(body).toMatch(new RegExp(`logicalAddress>${personRegister}<.*NoDataSynchFailed.*person register`, 's'));
    const entries = await running.log({ patient: mikkel.personal.id });
    expect(entries.some(({ reason }) => reason?.includes('identities-unverified'))).toBe(true);
  });

  it('FHIR warns, and claims no total', async () => {
    await running.councils.setFault(personRegister, { kind: 'reset' });
    const bundle = await searchFor(mikkel.personal);
    expect(bundle.total).toBeUndefined();
    expect(JSON.stringify(bundle)).toContain('The person register did not answer');
  });

  it('the bridge stays ready and shows what is wrong, until it answers again', async () => {
    await running.councils.setFault(personRegister, { kind: 'fault' });
    await askFor(mikkel.personal);
    const ready = async () => {
      const { statusCode, body } = await plainRequest(`${running.adminUrl}/health/ready`);
      const { parts } = (await body.json()) as { parts: { part: string; ok: boolean }[] };
      return { statusCode, persons: parts.find(({ part }) => part === 'persons')?.ok };
    };
    expect(await ready()).toEqual({ statusCode: 200, persons: false });
    await running.councils.setFault(personRegister, undefined);
    expect(await askFor(mikkel.personal)).not.toContain(personRegister);
    expect(await ready()).toEqual({ statusCode: 200, persons: true });
  });
});
