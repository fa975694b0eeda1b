import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

let running: RunningBridge;
let physician: PortalClient;
/** Everything that is told to metrics and operational logs. */
const told: string[] = [];
beforeAll(async () => {
  running = await startRunningBridge();
  const events = running.bridge.events as unknown as { emit(...event: unknown[]): boolean };
  const emit = events.emit.bind(events);
  events.emit = (...event) => {
    told.push(JSON.stringify(event));
    return emit(...event);
  };
  physician = await signedIn(running, 'demo-lakare', assignments.care);
});
afterAll(() => running?.close());

const [gunnar, ylva, tolvan] = ['195104179816', '198605149809', '191212121212'];
const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
const diagnoses = ['GetDiagnosis:2'];
const correlated = (answer: { headers: Readonly<Record<string, unknown>> }) =>
  running.log({ correlationId: String(answer.headers['x-skltp-correlation-id']) });

async function inCareWithConsent(patient: string): Promise<void> {
  expect((await physician.post('/relations', { patient, end })).status).toBe(200);
  expect((await physician.post('/consents', { patient, kind: 'given', for: 'me' })).status).toBe(200);
}

describe('an overview', () => {
  it('is refused without a relation, with the id under which that is explained', async () => {
    const answer = await physician.post('/overview', { patient: tolvan, choice: true });
    expect(answer).toMatchObject({ status: 403, body: { code: 'NO_RELATION', decision: expect.any(String) } });
    const entries = await correlated(answer);
    expect(entries.map(({ id }) => id)).toContain(answer.body.decision);
    for (const entry of entries)
      expect(entry).toMatchObject({ kind: 'refusal', code: 'NO_RELATION', face: 'portal', patient: { id: tolvan } });
  });

  it('has the records of all councils, every contract that they deliver, and an entry for each', async () => {
    await inCareWithConsent(gunnar);
    const answer = await physician.post('/overview', { patient: gunnar, choice: true });
    expect(answer.status).toBe(200);
    const { patient, answers, refused, notes } = answer.body;
    expect(patient).toMatchObject({ identity: { id: gunnar }, known: true, protected: false });
    expect({ refused, notes }).toEqual({ refused: [], notes: [] });
    const contracts = answers.map(({ contract }: { contract: string }) => contract);
    expect(contracts).toContain('GetCareContacts:3');
    expect(contracts).not.toContain('GetCareContacts:2');
    expect(new Set(contracts).size).toBe(contracts.length);
    const sources = answers.flatMap(({ records }: { records: { source: string }[] }) =>
      records.map(({ source }) => source),
    );
    expect(new Set(sources)).toEqual(new Set([addresses.norrbotten, addresses.vasterbotten]));
    // Where there is more is told of no single kind of information.
    for (const answer of answers) expect(Object.keys(answer)).not.toContain('outcome');
    for (const { decision, contract } of answers)
      expect(await correlated(answer)).toContainEqual(
        expect.objectContaining({
          id: decision,
          contract,
          kind: 'access',
          patient: expect.objectContaining({ id: gunnar }),
        }),
      );
    await expect
      .poll(async () => (await correlated(answer)).filter(({ kind }) => kind === 'closing').length)
      .toBe(answers.length);
  });

  it('is asked for by name of contract', async () => {
    await inCareWithConsent(gunnar);
    const { body } = await physician.post('/overview', { patient: gunnar, contracts: diagnoses, choice: true });
    expect(body.answers).toHaveLength(1);
    expect(body.answers[0].records[0]).toMatchObject({
      source: expect.any(String),
      careProvider: expect.any(String),
      careUnit: expect.any(String),
      time: expect.stringMatching(/^\d{14}$/),
      data: expect.any(Object),
    });
    expect(body.answers[0].coverage.map(({ source }: { source: string }) => source)).toContain(
      addresses.vasternorrland,
    );
  });

  it('goes no further than the own unit until the reader has chosen to', async () => {
    await inCareWithConsent(tolvan);
    const before = await physician.post('/overview', { patient: tolvan, contracts: diagnoses, choice: false });
    const after = await physician.post('/overview', { patient: tolvan, contracts: diagnoses, choice: true });
    const units = ({ body }: typeof after) =>
      new Set(
        (body.answers ?? []).flatMap((each: { records: { careUnit: string }[] }) =>
          each.records.map(({ careUnit }) => careUnit),
        ),
      );
    expect(units(after).size).toBeGreaterThan(1);
    for (const unit of units(before)) expect(unit).toBe('SE2321000230-DEMOMED');
  });

  it.each([
    ['demo-sekreterare', assignments.office, 'PURPOSE_NOT_ALLOWED'],
    ['demo-lakare', assignments.quality, 'PURPOSE_NOT_ALLOWED'],
    // Under no care unit nobody reads at all.
    ['demo-sakerhet', assignments.logs, 'ASSIGNMENT_INVALID'],
    ['demo-integration', assignments.operations, 'ASSIGNMENT_INVALID'],
  ])('is nothing for %s under %s', async (who, assignment, code) => {
    const client = await signedIn(running, who, assignment);
    const answer = await client.post('/overview', { patient: gunnar, contracts: diagnoses, choice: true });
    expect(answer).toMatchObject({ status: 403, body: { code } });
    expect(await correlated(answer)).toMatchObject([{ kind: 'refusal', actor: { commission: assignment } }]);
  });

  it('says that an identity is protected, and none of its other numbers', async () => {
    await inCareWithConsent(ylva);
    const { status, body } = await physician.post('/overview', { patient: ylva, contracts: diagnoses, choice: true });
    expect(status).toBe(200);
    expect(body.patient).toMatchObject({ protected: true });
    expect(JSON.stringify(body.patient)).not.toMatch(/linked/);
  });

  it.each([
    ['a contract that nobody knows', { contracts: ['GetSecrets:1'], choice: true }, 'MESSAGE_INVALID'],
    ['a contract that is no name', { contracts: ['../x'], choice: true }, 'MESSAGE_INVALID'],
    ['no choice', {}, 'MESSAGE_INVALID'],
    ['a choice that is none', { choice: 'true' }, 'MESSAGE_INVALID'],
    ['an emergency of the caller’s own', { choice: true, emergency: true }, 'MESSAGE_INVALID'],
    ['a number that is none', { patient: '191212121213', choice: true }, 'PATIENT_ID_INVALID'],
  ])('is refused for %s', async (_what, body, code) => {
    const answer = await physician.post('/overview', { patient: gunnar, ...body });
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(await correlated(answer)).toMatchObject([{ kind: 'refusal', code }]);
  });

  it('leaves no number of a patient in what operators see', () => {
    const all = told.join('\n');
    expect(all).toContain('source:query:answered');
    for (const patient of [gunnar, ylva, tolvan]) expect(all).not.toContain(patient);
  });
});
