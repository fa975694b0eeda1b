import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/hsa/index.ts';
import { createOpenPatients } from '../../src/sign-in/index.ts';
import { createSessionStore } from '../../src/sign-in/store.ts';
import type { Store } from '../../src/store/index.ts';
import { startPostgres } from '../support/postgres.ts';
import { openTestStore, type TestStore } from '../support/store.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
const other = { ...patient, id: '195104179816' };
const care = assignment('SE2321000230-DEMOMEDVOB');
const key = Buffer.alloc(32, 7);

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])('open patients over %s', (engine) => {
  let store: Store;
  let close: TestStore['close'];
  beforeAll(async () => {
    ({ store, close } = await openTestStore(engine, postgres));
  }, 60_000);
  afterAll(() => close());

  async function session(name: string) {
    const at = new Date();
    const started = { tokenHash: name, person: 'SE2321000230-DEMOLAKARE', startedAt: at, seenAt: at };
    await createSessionStore(store.db).start({
      ...started,
      proof: { method: 'siths', certificate: Buffer.of(1) },
      assignment: undefined,
    });
    return { key: name, assignment: care };
  }

  it('is one at a time, known by a new name each time', async () => {
    const patients = createOpenPatients(store.db, key);
    const here = await session('one');
    const first = await patients.open(here, patient);
    const second = await patients.open(here, other);
    expect(await patients.find(here)).toEqual({ opening: second.opening, patient: other, placesShown: false });
    await expect(patients.demand(here, first.opening)).rejects.toMatchObject({ code: 'PATIENT_CHANGED' });
    expect(await patients.demand(here, second.opening)).toEqual(await patients.demand(here, undefined));
    await patients.close(here);
    await expect(patients.demand(here, undefined)).rejects.toMatchObject({ code: 'PATIENT_CHANGED' });
  });

  it('has places shown from when they are asked for, until the next opening', async () => {
    const patients = createOpenPatients(store.db, key);
    const here = await session('places');
    const { opening } = await patients.open(here, patient);
    await patients.showPlaces(here, opening);
    expect(await patients.demand(here, opening)).toMatchObject({ placesShown: true });
    await patients.open(here, patient);
    expect(await patients.find(here)).toMatchObject({ placesShown: false });
    await expect(patients.showPlaces(here, opening)).rejects.toMatchObject({ code: 'PATIENT_CHANGED' });
  });

  it('keeps the name it had in a session that has run out, for the same patient and in nobody’s place', async () => {
    const patients = createOpenPatients(store.db, key);
    const [before, here] = [await session('ran out'), await session('anew')];
    const { opening } = await patients.open(before, patient);
    await patients.showPlaces(before, opening);
    expect(await patients.open(before, patient, opening)).toEqual({ opening, patient, placesShown: true });
    expect(await patients.open(here, patient, opening)).toEqual({ opening, patient, placesShown: false });
    const present = await patients.open(here, other);
    for (const [one, name] of [
      [patient, opening],
      [other, opening],
      [patient, present.opening],
    ] as const)
      await expect(patients.open(here, one, name)).rejects.toMatchObject({ code: 'PATIENT_CHANGED' });
    expect(await patients.find(here)).toEqual(present);
  });

  it('is closed with the session, and not opened after it', async () => {
    const patients = createOpenPatients(store.db, key);
    const here = await session('ends');
    await patients.open(here, patient);
    await createSessionStore(store.db).end('ends');
    expect(await patients.find(here)).toBeUndefined();
    await expect(patients.open(here, patient)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('is open under the assignment alone under which it was opened', async () => {
    const patients = createOpenPatients(store.db, key);
    const here = await session('assigned');
    await patients.open(here, patient);
    expect(await patients.find({ ...here, assignment: assignment('SE2321000230-DEMOMEDKVAL') })).toBeUndefined();
    expect(await patients.find({ ...here, assignment: 'ended' })).toBeUndefined();
    await createSessionStore(store.db).choose('assigned', {
      assignment: care.commission.hsaId,
      tokenHash: 'assigned anew',
    });
    expect(await patients.find({ ...here, key: 'assigned anew' })).toBeUndefined();
  });

  it('stands in the store as nobody that can be read, for this session alone', async () => {
    const patients = createOpenPatients(store.db, key);
    const [here, there] = [await session('mine'), await session('theirs')];
    await patients.open(here, patient);
    const { rows } = await store.pool.query('SELECT * FROM bridge.open_patient');
    expect(JSON.stringify(rows)).not.toContain(patient.id);
    await store.pool.query("UPDATE bridge.open_patient SET token_hash = 'theirs' WHERE token_hash = 'mine'");
    expect(await patients.find(there)).toBeUndefined();
    await patients.open(here, patient);
    expect(await createOpenPatients(store.db, Buffer.alloc(32, 8)).find(here)).toBeUndefined();
  });
});

/** Of an assignment, its commission's id is all that counts here. */
function assignment(hsaId: string): Assignment {
  return { commission: { hsaId } } as Assignment;
}
