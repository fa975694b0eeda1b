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
      config.persons = { ...config.persons, url: 'simulator:', timeoutMs: 2_000, cache: { maxAgeMs: 0, entries: 1 } };
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
