import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

const [gunnar, ylva] = ['195104179816', '198605149809'];
const what = [{ contract: 'GetLaboratoryOrderOutcome:4', source: addresses.norrbotten, records: 12 }];
/** Of a health centre, where printing is off; at the medical clinic it is on. */
const elsewhere = 'SE2321000230-DEMOHC1VOB';
const correlated = (answer: { headers: Readonly<Record<string, unknown>> }) =>
  running.log({ correlationId: String(answer.headers['x-skltp-correlation-id']) });

async function reading(patient: string, assignment: string = assignments.care): Promise<PortalClient> {
  const client = await signedIn(running, 'demo-lakare', assignment);
  await client.post('/patient/open', { patient });
  return client;
}

describe('printing', () => {
  it('is on the log, with what and how much, before the page may do it', async () => {
    const client = await reading(gunnar);
    expect((await client.get('/session')).body.output).toEqual(['print', 'pdf', 'ips']);
    const answer = await client.post('/output/print', { what });
    expect(answer).toMatchObject({
      status: 200,
      body: { reader: expect.any(String), unit: expect.stringContaining('Medicinkliniken'), at: expect.any(String) },
    });
    expect(await correlated(answer)).toMatchObject([
      {
        kind: 'act',
        activity: 'Utskrift',
        action: 'output:print',
        patient: { id: gunnar },
        records: 12,
        units: [{ source: addresses.norrbotten, records: 12 }],
        details: { what, at: answer.body.at },
      },
    ]);
  });

  it.each([
    ['at a unit that has not switched it on', gunnar, elsewhere, 'OUTPUT_OFF'],
    ['about a protected person', ylva, assignments.care, 'OUTPUT_PROTECTED'],
  ])('is refused %s', async (_where, patient, assignment, code) => {
    const client = await reading(patient, assignment);
    const answer = await client.post('/output/print', { what });
    expect(answer).toMatchObject({ status: 403, body: { code } });
    expect(await correlated(answer)).toMatchObject([{ kind: 'refusal', code }]);
  });

  it('is refused when nobody is open', async () => {
    const client = await signedIn(running, 'demo-lakare', assignments.care);
    expect((await client.get('/session')).body.output).toEqual(['print', 'pdf', 'ips']);
    expect(await client.post('/output/print', { what })).toMatchObject({
      status: 409,
      body: { code: 'PATIENT_CHANGED' },
    });
  });
});
