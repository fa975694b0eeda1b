import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/index.ts';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import type { Engineer } from '../../src/operations/message-tools.ts';
import { openUnmasking } from '../../src/operations/unmasking/open-unmasking.ts';
import { patientsIn } from '../../src/operations/unmasking/patients-in.ts';
import { createUnmaskingTools } from '../../src/operations/unmasking/unmasking.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { deadLetter, standInDesk } from './stand-in-desk.ts';

const config = demoConfig();
const key = Buffer.alloc(32, 7);
const desk = standInDesk([deadLetter(1), deadLetter(2)]);
const [message = '', other = ''] = desk.lines.map(({ id }) => id);
const subject = { kind: 'message', message } as const;

let data: Awaited<ReturnType<typeof temporaryDataDir>>;
let store: Store;
let room: ReturnType<typeof openUnmasking>;
let log: AuditEntry[] = [];
let logDown = false;

beforeAll(async () => {
  data = await temporaryDataDir();
  store = await openStore({ databaseUrl: undefined, dataDir: data.path });
  room = openUnmasking(store, key, createEvents());
});
afterAll(async () => {
  await room.captures.close();
  await store.close();
  await data.remove();
});
beforeEach(() => {
  log = [];
  logDown = false;
  desk.contents.set(message, Buffer.from('<id>191212121212</id><id>19510417-9816</id><id>191212121213</id>'));
});

const engineer = (hsaId: string, face: Engineer['face'] = 'portal'): Engineer => ({
  correlationId: 'call',
  face,
  caller: undefined,
  certificate: undefined,
  actor: { hsaId, name: undefined, commission: undefined },
  controller: 'SE2321000230-DEMOVG',
});
const one = engineer('SE2321000230-DEMOINTEGRATION');
const two = engineer('SE2321000230-DEMODRIFTTEKNIKER');

const tools = () =>
  createUnmaskingTools({
    config,
    store: room.store,
    desk,
    append: async (entries) => {
      if (logDown) throw new BridgeError('AUDIT_UNAVAILABLE');
      log.push(...entries);
    },
    opened: room.captures.refresh,
  });
const ask = () => tools().ask({ engineer: one, subject, reason: 'the receiver finds it unreadable' });
async function approved(): Promise<string> {
  const { id } = await ask();
  await tools().approve({ engineer: two, id });
  return id;
}
const closed = { code: 'UNMASKING_CLOSED' };

describe('unmasking one message', () => {
  it('takes a second person', async () => {
    const { id } = await ask();
    await expect(tools().look({ engineer: one, id })).rejects.toMatchObject(closed);
    for (const same of [one, engineer('se2321000230-demointegration')])
      await expect(tools().approve({ engineer: same, id })).rejects.toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    expect(await tools().approve({ engineer: two, id })).toMatchObject({ state: 'open' });
    expect(await tools().look({ engineer: one, id })).toMatchObject([
      { text: expect.stringContaining('191212121212') },
    ]);
  });

  it('is for whoever asked, and not for whoever approved', async () => {
    await expect(tools().look({ engineer: two, id: await approved() })).rejects.toMatchObject(closed);
  });

  it('is on the access log at each look, as a reading about each patient in it', async () => {
    const id = await approved();
    log = [];
    await tools().look({ engineer: one, id });
    await tools().look({ engineer: one, id });
    expect(log.map(({ action, patient }) => [action, patient?.id])).toEqual([
      ['message:unmask', '191212121212'],
      ['message:unmask', '195104179816'],
      ['message:unmask', '191212121212'],
      ['message:unmask', '195104179816'],
    ]);
    expect(log[0]).toMatchObject({
      activity: 'Läsa',
      actor: { hsaId: 'SE2321000230-DEMOINTEGRATION' },
      reader: { careProvider: 'SE2321000230-DEMOVG' },
      reason: 'the receiver finds it unreadable',
      details: { message, approvedBy: 'SE2321000230-DEMODRIFTTEKNIKER' },
    });
  });

  it('shows nothing that the log does not take', async () => {
    const id = await approved();
    logDown = true;
    await expect(tools().look({ engineer: one, id })).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  it('lasts thirty minutes, also over a restart', async () => {
    const id = await approved();
    const { endsAt = '' } = (await room.store.find(id)) ?? {};
    expect(Date.parse(endsAt) - Date.now()).toBeGreaterThan(29 * 60_000);
    expect(Date.parse(endsAt) - Date.now()).toBeLessThanOrEqual(30 * 60_000);
    const restarted = openUnmasking(store, key, createEvents());
    expect(await restarted.store.find(id)).toMatchObject({ state: 'open' });
    await restarted.captures.close();
    await expire(id);
    await expect(tools().look({ engineer: one, id })).rejects.toMatchObject(closed);
  });

  it('is answered once, and a no is a no', async () => {
    const { id } = await ask();
    expect(await tools().refuse({ engineer: two, id })).toMatchObject({ state: 'refused' });
    await expect(tools().approve({ engineer: two, id })).rejects.toMatchObject(closed);
    await expect(tools().look({ engineer: one, id })).rejects.toMatchObject(closed);
  });

  it('opens that message alone', async () => {
    desk.contents.set(other, Buffer.from('secret'));
    const shown = await tools().look({ engineer: one, id: await approved() });
    expect(JSON.stringify(shown)).not.toContain('secret');
    await expect(
      tools().ask({ engineer: one, subject: { kind: 'message', message: 'none' }, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is for people who have signed in', async () => {
    const account = { ...engineer('SE2321000230-DEMOINTEGRATION', 'cli'), account: 'root' };
    await expect(tools().ask({ engineer: account, subject, reason: 'x' })).rejects.toMatchObject({
      code: 'ROLE_REQUIRED',
    });
    await expect(tools().ask({ engineer: one, subject, reason: ' ' })).rejects.toMatchObject({
      code: 'PARAMETER_INVALID',
    });
  });
});

describe('capturing', () => {
  const parties = { consumer: 'SE2321000230-DEMOEHR', producer: 'SE2321000230-DEMOVAS' };
  const wish = { kind: 'capture', ...parties, exchanges: 2 } as const;

  async function capturing(): Promise<string> {
    const { id } = await tools().ask({ engineer: one, subject: wish, reason: 'sent without a unit' });
    expect(room.captures.between({ ...parties, correlationId: 'before' })).toBeUndefined();
    await tools().approve({ engineer: two, id });
    return id;
  }
  /** As the exchanges pass; what is written beside them is waited for. */
  async function pass(...correlationIds: readonly string[]): Promise<void> {
    for (const correlationId of correlationIds) {
      const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
      const tape = room.captures.between({ ...parties, correlationId });
      tape?.take('source-request', Buffer.from(`request ${correlationId}`), patient);
      tape?.take('source-answer', Buffer.from(`answer ${correlationId}`), patient);
      await expect.poll(() => room.captures.waiting()).toBe(0);
    }
  }

  it('takes the next exchanges, both ways, and no more', async () => {
    const id = await capturing();
    await pass('a', 'b', 'c');
    const seen = await tools().look({ engineer: one, id });
    expect(seen.map(({ text }) => text).toSorted()).toEqual(['answer a', 'answer b', 'request a', 'request b']);
    expect(log.filter(({ action }) => action === 'message:unmask')).toMatchObject([
      { patient: { id: '191212121212' }, units: [{ source: 'SE2321000230-DEMOVAS' }] },
    ]);
    await expire(id);
  });

  it('keeps it sealed, and destroys it when the time is over, also when nobody ran then', async () => {
    const id = await capturing();
    await pass('secret');
    const stored = async () =>
      (await store.db.selectFrom('bridge.captured_message').selectAll().where('unmasking', '=', id).execute()).map(
        ({ sealed }) => sealed.toString('latin1'),
      );
    expect(await stored()).toHaveLength(2);
    expect((await stored()).join()).not.toMatch(/secret|1912/);
    await expire(id);
    const restarted = openUnmasking(store, key, createEvents());
    await expect.poll(stored).toEqual([]);
    await restarted.captures.close();
  });

  it('is of those two alone', async () => {
    const id = await capturing();
    for (const strangers of [
      { ...parties, consumer: 'SE2321000222-DEMOEHR' },
      { ...parties, producer: 'SE2321000222-DEMONCS' },
    ])
      expect(room.captures.between({ ...strangers, correlationId: 'x' })).toBeUndefined();
    await expire(id);
  });
});

async function expire(id: string): Promise<void> {
  await store.pool.query("UPDATE bridge.unmasking SET ends_at = now() - interval '1 second' WHERE id = $1", [id]);
  await room.captures.refresh();
}

it('patients are found by their numbers, with and without separator, and not by what is none', () => {
  const text = 'a191212121212 191212121212, 19510417-9816; 191212121213 20261126010203 tel 0980319203 191212121212';
  expect(patientsIn(Buffer.from(text)).map(({ id }) => id)).toEqual(['191212121212', '195104179816']);
});
