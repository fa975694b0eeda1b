import type { Bundle } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

const [gunnar, ylva, tolvan] = ['195104179816', '198605149809', '191212121212'];
const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
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
        units: [{ careProvider: 'SE2321000230-DEMOVG', source: addresses.norrbotten, records: 12 }],
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

describe('a PDF of what is chosen', () => {
  it('is read anew under the reader’s own gate, begins with what is missing, and is on the log as printed', async () => {
    const client = await reading(gunnar);
    await client.post('/relations', { patient: gunnar, end });
    await client.post('/consents', { patient: gunnar, kind: 'given', for: 'me', end });
    const answer = await client.post('/output/pdf', {
      choices: [
        { kind: 'contracts', contracts: ['GetDiagnosis:2'] },
        { kind: 'contracts', contracts: ['GetCarePlans:2'] },
        { kind: 'acute' },
      ],
    });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect(answer.body).toMatch(/^%PDF-1\.7/);
    const entries = await correlated(answer);
    expect(entries.filter(({ action }) => action === 'choice')).toHaveLength(3);
    // What several choices hold is read once.
    const read = entries.filter(({ kind }) => kind === 'access').map(({ contract }) => contract);
    expect(read).toContain('GetDiagnosis:2');
    expect(read).toEqual([...new Set(read)]);
    const [printed] = entries.filter(({ activity }) => activity === 'Utskrift');
    expect(printed).toMatchObject({ action: 'output:pdf', patient: { id: gunnar } });
    expect(printed?.records).toBeGreaterThan(5);
  });

  it.each([
    ['at a unit that has not switched it on', gunnar, elsewhere, 'OUTPUT_OFF'],
    ['about a protected person', ylva, assignments.care, 'OUTPUT_PROTECTED'],
  ])('is refused %s', async (_where, patient, assignment, code) => {
    const client = await reading(patient, assignment);
    const answer = await client.post('/output/pdf', { choices: [{ kind: 'acute' }] });
    expect(answer).toMatchObject({ status: 403, body: { code } });
  });
});

describe('a patient summary', () => {
  it('is made under the reader’s own gate, marked with who had it made, and on the log as printed', async () => {
    const stranger = await reading(tolvan);
    expect(await stranger.post('/output/ips')).toMatchObject({ status: 403, body: { code: 'NO_RELATION' } });
    const client = await reading(gunnar);
    await client.post('/relations', { patient: gunnar, end });
    await client.post('/consents', { patient: gunnar, kind: 'given', for: 'me', end });
    const answer = await client.post('/output/ips');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/fhir+json' } });
    const { entry } = JSON.parse(answer.body) as Bundle;
    expect(entry?.[0]?.resource).toMatchObject({ resourceType: 'Composition' });
    expect(entry?.at(-1)?.resource).toMatchObject({
      resourceType: 'Provenance',
      target: [{ reference: entry?.[0]?.fullUrl }],
      agent: [{ who: { display: 'Ylva Demoström' }, onBehalfOf: { display: 'Medicinkliniken Norrskenets sjukhus' } }],
    });
    const entries = await correlated(answer);
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'access', face: 'portal', contract: 'GetDiagnosis:2' }),
    );
    const [printed] = entries.filter(({ activity }) => activity === 'Utskrift');
    expect(printed).toMatchObject({ action: 'output:ips', patient: { id: gunnar } });
    expect(printed?.records).toBeGreaterThan(5);
    await expect
      .poll(async () => (await correlated(answer)).filter(({ kind }) => kind === 'closing').length)
      .toBe(entries.filter(({ kind }) => kind === 'access').length);
  });

  it.each([
    ['at a unit that has not switched it on', gunnar, elsewhere, 'OUTPUT_OFF'],
    ['about a protected person', ylva, assignments.care, 'OUTPUT_PROTECTED'],
  ])('is refused %s', async (_where, patient, assignment, code) => {
    const client = await reading(patient, assignment);
    expect(await client.post('/output/ips')).toMatchObject({ status: 403, body: { code } });
  });
});
