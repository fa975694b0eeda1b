import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { readingOf, readToEnd, startReading } from '../../support/reading-stream.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

let running: RunningBridge;
let physician: PortalClient;
const [gunnar, saga, tolvan] = ['195104179816', '200001252386', '191212121212'] as const;
const end = new Date(Date.now() + 24 * 3_600_000).toISOString();

beforeAll(async () => {
  running = await startRunningBridge();
  physician = await signedIn(running, 'demo-lakare', assignments.care);
  for (const patient of [gunnar, saga]) {
    expect((await physician.post('/relations', { patient, end })).status).toBe(200);
    expect((await physician.post('/consents', { patient, kind: 'given', for: 'me', end })).status).toBe(200);
  }
});
afterAll(() => running?.close());

const diagnoses = { choice: { kind: 'contracts', contracts: ['GetDiagnosis:2'] } } as const;
const correlated = (stream: { headers: Readonly<Record<string, unknown>> }) =>
  running.log({ correlationId: String(stream.headers['x-skltp-correlation-id']) });
const open = async (patient: string) => (await physician.post('/patient/open', { patient })).body.opening as string;

describe('a reading', () => {
  it('asks for what was chosen and nothing else, and says of each part what it is', async () => {
    const { events, parts, done } = await readToEnd(running, physician, gunnar, { choice: { kind: 'acute' } });
    const [started] = events;
    if (started?.kind !== 'started') throw new Error('It does not begin with its beginning.');
    const contracts = new Set(started.asked.map(({ contract }) => contract));
    expect([...contracts].toSorted()).toEqual([
      'GetAlertInformation:2',
      'GetCareContacts:3',
      'GetDiagnosis:2',
      'GetMedicationHistory:2',
    ]);
    const from = started.asked.map((each) => [each.contract, each.from?.length]);
    expect(from).toContainEqual(['GetCareContacts:3', 8]);
    expect(from).toContainEqual(['GetDiagnosis:2', undefined]);
    const answered = parts.filter(({ coverage }) => coverage).map(({ contract, source }) => `${contract} ${source}`);
    expect(answered.toSorted()).toEqual(
      started.asked.map(({ contract, source }) => `${contract} ${source}`).toSorted(),
    );
    expect(done.coverage.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
    const records = parts.flatMap((part) => part.records);
    expect(new Set(records.map(({ source }) => source))).toEqual(
      new Set([addresses.norrbotten, addresses.vasterbotten]),
    );
    for (const { careUnit, documentId, time } of records) {
      expect(careUnit?.name).toEqual(expect.any(String));
      expect([documentId, time]).toEqual([expect.any(String), expect.stringMatching(/^\d{14}$/)]);
    }
    // Västerbotten's dialect has no word for what the patient may see.
    const told = new Set(records.map(({ source, approvedForPatient }) => `${source} ${typeof approvedForPatient}`));
    expect(told).toEqual(new Set([`${addresses.norrbotten} boolean`, `${addresses.vasterbotten} undefined`]));
    expect(done).toMatchObject({ notes: [], refused: [], emergency: false });
    expect(done.coverage).toHaveLength(started.asked.length);
  });

  it('names no place of somebody with a protected identity, until that is asked for', async () => {
    const ylva = '198605149809';
    await physician.post('/relations', { patient: ylva, end });
    await physician.post('/emergencies', { patient: ylva, reasonCode: 'danger-to-life', text: 'Medvetslös.' });
    const { parts } = await readToEnd(running, physician, ylva, { choice: { kind: 'everything' } });
    expect(parts.flatMap(({ records }) => records).length).toBeGreaterThan(3);
    expect(JSON.stringify(parts)).not.toMatch(/kliniken|centralen|SE\d{10}-DEMO(?!VAS|NCS|FHIR|ARKIV|P0)/);
    const centre = await signedIn(running, 'demo-lakare', 'SE2321000230-DEMOHC1VOB');
    await centre.post('/blocks', { patient: ylva, kind: 'inner' });
    const { done } = await readToEnd(running, physician, ylva, { choice: { kind: 'everything' } });
    expect(done.blockers).toMatchObject([{ hsaId: 'SE2321000230-DEMOVG' }]);
    await physician.post('/patient/places', { reason: 'Remiss' });
    const stream = await startReading(running, physician, { choice: { kind: 'everything' } });
    await stream.ended;
    expect(stream.text()).toMatch(/kliniken|centralen/);
    expect(stream.events().at(-1)).toMatchObject({ blockers: [{ hsaId: 'SE2321000230-DEMOHC1' }] });
  });

  it('is of everything when that is chosen, each contract in its newest version, and names nobody to operators', async () => {
    const told: string[] = [];
    const events = running.bridge.events as unknown as { emit(...event: unknown[]): boolean };
    const emit = events.emit.bind(events);
    events.emit = (...event) => {
      told.push(JSON.stringify(event));
      return emit(...event);
    };
    const { records, done } = await readingOf(physician, gunnar, { kind: 'everything' });
    events.emit = emit;
    const contracts = new Set(records.map(({ contract }) => contract));
    expect(contracts).toContain('GetCareContacts:3');
    expect(contracts).not.toContain('GetCareContacts:2');
    expect(done?.decisions.length).toBeGreaterThan(contracts.size);
    expect(told.join('\n')).toContain('source:query:answered');
    expect(told.join('\n')).not.toContain(gunnar);
  });

  it('is a choice on the log, then accesses, parts and their end, all under one id', async () => {
    await open(gunnar);
    const stream = await startReading(running, physician, diagnoses);
    await stream.ended;
    await expect.poll(async () => (await correlated(stream)).map(({ kind }) => kind)).toContain('closing');
    const entries = (await correlated(stream)).toReversed();
    expect(entries[0]).toMatchObject({
      kind: 'act',
      action: 'choice',
      patient: { id: gunnar },
      details: { ...diagnoses, contracts: ['GetDiagnosis:2'] },
    });
    expect(entries[1]).toMatchObject({ kind: 'access', outcome: 'empty', records: 0, contract: 'GetDiagnosis:2' });
    const parts = entries.filter(({ kind, records }) => kind === 'continuation' && records > 0);
    const given = stream.events().flatMap((event) => (event.kind === 'part' ? event.records : []));
    expect(parts.flatMap(({ units }) => units).reduce((sum, { records }) => sum + records, 0)).toBe(given.length);
    expect(entries.at(-1)).toMatchObject({ kind: 'closing', outcome: 'released', records: given.length });
    const done = stream.events().at(-1);
    const [decision] = done?.kind === 'done' ? done.decisions : [];
    expect(entries.find(({ id }) => id === decision?.decision)).toMatchObject({ kind: 'continuation', records: 0 });
  });

  it('shows what has come while a council hangs, and ends with the patient', async () => {
    await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
    await open(gunnar);
    const stream = await startReading(running, physician, diagnoses);
    const shown = await stream.next((event) => event.kind === 'part' && event.records.length > 0);
    expect(shown).toMatchObject({ source: addresses.norrbotten, coverage: { outcome: 'answered' } });
    expect(stream.events().some((event) => event.kind === 'part' && event.source === addresses.vasterbotten)).toBe(
      false,
    );
    await open(tolvan);
    expect(await stream.next(({ kind }) => kind === 'failed')).toMatchObject({ code: 'PATIENT_CHANGED' });
    await stream.ended;
    await expect
      .poll(async () => (await correlated(stream)).find(({ kind }) => kind === 'closing'))
      .toMatchObject({ outcome: 'failed' });
    await running.councils.setFault(addresses.vasterbotten, undefined);
  });

  it('is called off when the page hangs up', async () => {
    await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
    await open(gunnar);
    const failures: string[] = [];
    running.bridge.events.on('source:query:failed', ({ reason }) => failures.push(reason));
    const stream = await startReading(running, physician, diagnoses);
    await stream.next(({ kind }) => kind === 'part');
    stream.close();
    await expect.poll(() => failures).toContain('abandoned');
    await expect
      .poll(async () => (await correlated(stream)).find(({ kind }) => kind === 'closing'))
      .toMatchObject({ outcome: 'failed', reason: expect.stringContaining('broke') });
    await running.councils.setFault(addresses.vasterbotten, undefined);
  });

  it('asks one record system once more, and tells of no other', async () => {
    const again = { source: addresses.norrbotten, contracts: ['GetDiagnosis:2'] } as const;
    const { events } = await readToEnd(running, physician, gunnar, { choice: { kind: 'acute' }, again });
    expect(events[0]).toMatchObject({
      asked: [{ source: addresses.norrbotten, contract: 'GetDiagnosis:2' }],
      notAsked: [],
    });
  });

  it.each([
    ['RIV-TA', gunnar, addresses.norrbotten, 'application/xml', /^<([\w:]*)diagnosis[ >].*<\/\1diagnosis>$/s],
    ['RIV 13606', gunnar, addresses.vasterbotten, 'application/xml', /^<all_compositions[ >].*<\/all_compositions>$/s],
    ['FHIR', saga, addresses.vasternorrland, 'application/json', /^\{\s+"resourceType": "Condition"/],
  ] as const)('has what each record was read from, of %s', async (_what, patient, source, mediaType, form) => {
    const { parts } = await readToEnd(running, physician, patient, diagnoses);
    const record = parts.flatMap(({ records }) => records).find((each) => each.source === source);
    const name = { contract: 'GetDiagnosis:2', source, documentId: record?.documentId };
    const answer = await physician.post('/readings/original', name);
    expect(answer).toMatchObject({ status: 200, body: { mediaType, cut: false } });
    expect(answer.body.text.trim()).toMatch(form);
    await expect.poll(async () => (await correlated(answer)).map(({ kind }) => kind)).toEqual(['closing', 'access']);
    const [, access] = await correlated(answer);
    expect(access).toMatchObject({ action: 'read:original', outcome: 'released', records: 1 });
  });

  it('has no original of a record that is not there, and that is on the log', async () => {
    await open(gunnar);
    const name = { contract: 'GetDiagnosis:2', source: addresses.norrbotten, documentId: 'nothing' };
    const answer = await physician.post('/readings/original', name);
    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await correlated(answer)).toContainEqual(expect.objectContaining({ kind: 'access', outcome: 'empty' }));
  });

  it.each([
    ['who is not in care here', tolvan, diagnoses, 403, 'NO_RELATION'],
    ['in a contract that nobody knows', gunnar, { choice: { kind: 'contracts', contracts: ['GetSecrets:1'] } }, 400],
    ['at a system that nobody knows', gunnar, { choice: { kind: 'source', source: 'SE1-X' } }, 400],
    ['by a choice that is none', gunnar, { choice: { kind: 'all' } }, 400],
  ])('is refused of a patient %s', async (_who, patient, body, status, code = 'MESSAGE_INVALID') => {
    await open(patient);
    const answer = await physician.post('/readings', body);
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it('is refused while no patient is open, or another than the page shows', async () => {
    const stale = await open(tolvan);
    await open(gunnar);
    const headers = { 'x-norrbryggan-opening': stale };
    expect(await physician.post('/readings', diagnoses, { headers })).toMatchObject({ status: 409 });
    await physician.delete('/patient');
    expect(await physician.post('/readings', diagnoses)).toMatchObject({
      status: 409,
      body: { code: 'PATIENT_CHANGED' },
    });
  });
});
