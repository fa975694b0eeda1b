import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLiftRequests, type LiftRequests } from '../../src/lift-requests/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

const dayMs = 24 * 3_600_000;
const key = Buffer.alloc(32, 7);
const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let store: Store;
let requests: LiftRequests;
const now = { at: Date.parse('2026-05-01T12:00:00Z') };
beforeAll(async () => {
  dataDir = await temporaryDataDir();
  store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
  requests = createLiftRequests(store, key, () => now.at);
}, 60_000);
afterAll(async () => {
  await store?.close();
  await dataDir?.remove();
});

const ask = (id: string, careUnit = 'SE1-ASKS') =>
  requests.ask({
    id,
    patient,
    ground: 'emergency',
    text: 'Blöder.',
    from: { careProvider: 'SE1', careUnit, employee: 'SE1-DEMOA' },
    toProvider: 'SE2',
    askedAt: new Date(now.at).toISOString(),
  });
const answer = (id: string, careUnit: string) =>
  requests.answer(id, {
    careUnit,
    by: 'SE2-DEMOB',
    outcome: 'declined',
    text: undefined,
    answeredAt: new Date(now.at).toISOString(),
  });
const waiting = async (careUnit = 'se2-unit') =>
  (await requests.waitingFor(['se2'], [careUnit, 'SE2-UNIT-BEFORE'])).map(({ id }) => id).toSorted();

it('keeps what waits for a unit, however many others it has answered, and forgets it in the end', async () => {
  await ask('first');
  await ask('own', 'SE2-UNIT');
  for (let index = 0; index < 105; index++) {
    await ask(`later-${index}`);
    await answer(`later-${index}`, 'SE2-UNIT');
  }
  expect(await waiting()).toEqual(['first']);
  await ask('before', 'SE2-UNIT-BEFORE');
  await ask('answered-before');
  await answer('answered-before', 'SE2-UNIT-BEFORE');
  expect(await waiting()).toEqual(['first']);
  expect(await requests.fromUnit(['SE2-UNIT', 'se2-unit-before'])).toHaveLength(2);
  expect(await waiting('SE2-OTHER')).toHaveLength(107);
  expect(await requests.countAnswers(['se1-before', 'se1-asks'])).toBe(106);
  expect(await requests.countAnswers(['SE2-UNIT'])).toBe(0);
  now.at += 8 * dayMs;
  expect(await waiting('SE2-OTHER')).toEqual([]);
  expect(await requests.countAnswers(['SE1-ASKS'])).toBe(0);
  now.at += 30 * dayMs;
  await waiting();
  expect(await store.db.selectFrom('bridge.lift_request').selectAll().execute()).toEqual([]);
});
