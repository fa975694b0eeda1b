import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBusKey } from '../../src/bus/index.ts';
import { derivedKey, type Keyring } from '../../src/bus/keyring.ts';
import { createSealer } from '../../src/bus/seal.ts';
import { keyUseLines } from '../../src/commands/bus-keys.ts';
import type { Config } from '../../src/config.ts';
import { createVault } from '../../src/deliveries/vault.ts';
import { countKeyUses } from '../../src/kept/key-use.ts';
import { placesOf } from '../../src/kept/places.ts';
import { createLaunchStore } from '../../src/launches/store.ts';
import { createLiftRequests } from '../../src/lift-requests/store.ts';
import { createResults } from '../../src/long-work/result.ts';
import { createUnmaskingStore } from '../../src/operations/unmasking/store.ts';
import { createKeeping } from '../../src/referrals/keeping.ts';
import { createOpenPatients } from '../../src/sign-in/open-patient.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';
import { printBus } from '../support/print-bus.ts';

const [fresh, old, first, lost] = [4, 3, 2, 1].map((byte) => Buffer.alloc(32, byte)) as [
  Buffer,
  Buffer,
  Buffer,
  Buffer,
];
const ring = (...opening: readonly [Buffer, ...Buffer[]]): Keyring => ({
  sealing: opening[0],
  opening,
  naming: opening.at(-1) as Buffer,
});
const patient = { type: '1.2.752.129.2.1.3.1', id: '191212121212' };
const care = { careProvider: 'SE2321000230-DEMOVG', careUnit: 'SE2321000230-DEMOVE' };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

/** One row in each place that holds envelopes. */
async function seal(store: Store, keys: Keyring, name: string): Promise<void> {
  const { db } = store;
  const content = createVault(derivedKey(keys, 'deliveries')).seal(name, Buffer.from('x'));
  await sql`INSERT INTO bridge.delivery (id, destination, kind, key, state, correlation_id, facts, bytes, content, gives_up_at)
    VALUES (gen_random_uuid(), ${name}, 'referral', ${Buffer.from(name)}, 'waiting', ${name}, '{}', 1, ${content}, now())`.execute(
    db,
  );
  const keeping = createKeeping(derivedKey(keys, 'referrals'));
  const referral = { id: name, request_key: keeping.keyOfReferral(name), requesting_unit: 'A', receiving_unit: 'B' };
  const sealed = keeping.seal({ requestId: name, patient, consultation: undefined }, name);
  const rest = { major: 2, version: 1, state: 'accepted', said: null, consultation: false, sealed };
  const times = { accepted_at: new Date(), changed_at: new Date() };
  await db
    .insertInto('bridge.referral')
    .values({ ...referral, ...rest, ...times })
    .execute();
  await db
    .insertInto('bridge.long_work')
    .values({ id: name, kind: 'log-export', owner: 'A', care_provider: 'B', state: 'running' })
    .execute();
  const writer = createResults(store, derivedKey(keys, 'long-work')).writer(name);
  await writer.write('x');
  await writer.end();
  const unmaskings = createUnmaskingStore(store, createSealer(derivedKey(keys, 'captured-messages')));
  const subject = { kind: 'capture', consumer: 'A', producer: 'B', exchanges: 2 } as const;
  await unmaskings.insert({ id: name, subject, reason: 'r', askedBy: 'A', careProvider: 'B' });
  await unmaskings.answer(name, 'C', inHours(0.5));
  await unmaskings.keep(name, {
    place: 'caller-request' as never,
    correlationId: name,
    patient,
    content: Buffer.of(1),
  });
  const session = { token_hash: name, person: 'A', certificate: 'x', vouched: null, started_at: new Date() };
  await db
    .insertInto('bridge.portal_session')
    .values({ ...session, seen_at: new Date(), assignment: 'U' })
    .execute();
  const openKey = derivedKey(keys, 'portal-open-patients');
  const signedIn = { key: name, assignment: { commission: { hsaId: 'U' } } } as never;
  await createOpenPatients(db, openKey).open(signedIn, patient);
  await createLaunchStore(store, derivedKey(openKey, 'launches')).keep(name, {} as never, new Date());
  const requests = createLiftRequests(store, derivedKey(keys, 'lift-requests'));
  const from = { ...care, employee: 'E' };
  const asked = { id: name, patient, ground: 'consent' as never, text: 't', from, toProvider: 'P' };
  await requests.ask({ ...asked, askedAt: new Date().toISOString() });
  const answeredAt = new Date().toISOString();
  await requests.answer(name, { careUnit: 'V', by: 'B', outcome: 'lifted' as never, text: 't', answeredAt });
}

const everything = [
  ...['durable messages', 'referrals', 'captured messages', 'parts of results of long work', 'open patients'],
  ...['launches', 'requests to lift blocks', 'answers to them'],
];

/** Bytes that are hashes, or signed by others and read by anybody. Whoever adds a column of bytes adds it here or to the places. */
const notSealed = new RegExp(
  [
    ...[
      /^audit_\w+\.\w+/,
      /^directory_object\.(key|parent|hash)/,
      /^(revocation_list\.content|revocation_answer\.answer)/,
    ],
    ...[/^(delivery|engagement|engagement_listed)\.key/, /^referral(_message)?\.\w+_key/, /\.digest/],
  ]
    .map(({ source }) => `${source}$`)
    .join('|'),
);

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'rows and the keys that sealed them (%s)',
  (engine) => {
    let data: Awaited<ReturnType<typeof temporaryDataDir>>;
    let store: Store;
    let config: Config;
    const count = (keys: Keyring) => countKeyUses({ store, keys, keptFor: { sessionHours: 10, referralDays: 400 } });
    const lines = async (keys: Keyring, tokensEnd = 0) => keyUseLines(await count(keys), tokensEnd, 1).join('\n');

    beforeAll(async () => {
      data = await temporaryDataDir();
      const databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
      store = await openStore({ databaseUrl, dataDir: data.path });
      const loaded = demoConfig(() => undefined, { DATA_DIR: data.path }) as Config;
      config = { ...loaded, databaseUrl, busKeyFile: join(data.path, 'ring.key') };
    }, 60_000);
    afterAll(async () => {
      await store.close();
      await data.remove();
    });

    it('nothing sealed: one that only opens may be removed, when tokens have ended', async () => {
      expect(await lines(ring(fresh, old, first))).toMatch(
        /line 1 .*seals.*\n.*line 2 .*: may be removed\n.*line 3 .*ever/,
      );
      expect(await lines(ring(fresh, old, first), 2)).toContain('may be removed from 1970-01-01 01:00:00+01:00, when');
    });

    it('looks into every column that holds what is sealed', async () => {
      const { rows } = await sql<{ at: string }>`
        SELECT table_name || '.' || column_name AS at FROM information_schema.columns
        WHERE table_schema = 'bridge' AND (data_type = 'bytea' OR column_name ~ 'sealed')`.execute(store.db);
      const looked = placesOf({ sessionHours: 10, referralDays: 400 }).map(({ column }) => column);
      // Named for itself alone: a patient's number in base64, which no type tells from a text.
      const sealed = [...rows.map(({ at }) => at).filter((at) => !notSealed.test(at)), 'open_patient.patient'];
      expect(looked.toSorted()).toEqual(sealed.sort());
    });

    it('tells of a ring of two what each has sealed, in every place, and until when', async () => {
      await seal(store, ring(old), 'before');
      await seal(store, ring(fresh, old), 'after');
      const { keys, strange } = await count(ring(fresh, old));
      expect(keys.map(({ line, role }) => [line, role])).toEqual([
        [1, 'sealing'],
        [2, 'naming'],
      ]);
      for (const { sealed } of keys) {
        expect(sealed.map(({ what }) => what)).toEqual(everything);
        expect(sealed.every(({ rows }) => rows === 1)).toBe(true);
        const ends = sealed.map(({ until }) =>
          'at' in until ? (Date.parse(until.at) - Date.now()) / 3_600_000 : until.when,
        );
        const near = (hours: number) => expect.closeTo(hours, 1);
        const message = 'until they are delivered or discarded';
        expect(ends).toEqual([message, near(9_600), near(0.5), near(24), near(10), near(1 / 6), near(720), near(720)]);
      }
      expect(strange).toEqual([]);
    });

    it('a referral that has not been forgotten yet needs its key, however old it is', async () => {
      await sql`UPDATE bridge.referral SET changed_at = now() - interval '500 days' WHERE id = 'before'`.execute(
        store.db,
      );
      const [, former] = (await count(ring(fresh, old, first))).keys;
      expect(former?.sealed).toContainEqual(expect.objectContaining({ what: 'referrals', rows: 1 }));
    });

    it('a former key stays while a row needs it, and is told of by the latest end', async () => {
      expect(await lines(ring(fresh, old, first))).toContain(
        ': stays: 8 rows until they are delivered or discarded\n    durable messages: 1 until they',
      );
      await sql`DELETE FROM bridge.referral WHERE id = 'before'`.execute(store.db);
      await sql`UPDATE bridge.delivery SET content = NULL WHERE destination = 'before'`.execute(store.db);
      const monthAway = new RegExp(`: stays: 6 rows until ${inHours(720).toISOString().slice(0, 8)}`);
      expect(await lines(ring(fresh, old, first))).toMatch(monthAway);
    });

    it('no key is let go while rows are there that no line opens, nor while it is being brought in', async () => {
      expect(await lines(ring(fresh, lost, first))).toMatch(
        /line 2 .*: nothing found, but let it stay[\s\S]*6 rows .* nobody/,
      );
      const { keys } = await count(ring(old, old, fresh, old));
      expect(keys.map(({ role }) => role)).toEqual(['sealing', 'sealing', 'coming', 'naming']);
      const uncounted = keyUseLines({ ...(await count(ring(fresh, lost, old))), uncounted: ['referrals'] }, 0, 1);
      expect(uncounted.join('\n')).toContain('stays until all is counted');
    });

    it('what is over needs no key', async () => {
      await sql`UPDATE bridge.lift_request SET asked_at = asked_at - interval '31 days'`.execute(store.db);
      await sql`UPDATE bridge.long_work SET seen_at = seen_at - interval '2 days'`.execute(store.db);
      await sql`UPDATE bridge.portal_session SET started_at = started_at - interval '11 hours'`.execute(store.db);
      await sql`UPDATE bridge.launch SET made_at = made_at - interval '1 hour'`.execute(store.db);
      await sql`UPDATE bridge.unmasking SET ends_at = now()`.execute(store.db);
      expect(await lines(ring(fresh, old, first))).toMatch(/line 2 .*: may be removed\n/);
    });

    it('npm run bus -- keys says so, with no bridge running', { timeout: 30_000 }, async () => {
      await mkdir(data.path, { recursive: true });
      const file = join(data.path, 'ring.key');
      await writeFile(file, [fresh, old, first].map((key) => key.toString('base64')).join('\n'), { mode: 0o600 });
      await utimes(file, inHours(-1), inHours(-1));
      expect((await loadBusKey({ busKeyFile: file, dataDir: data.path, allowGenerate: false })).sealing).toEqual(fresh);
      await store.close();
      const { code, text } = await printBus(config, 'keys');
      expect(code).toBe(0);
      expect(text).toMatch(
        /ring\.key\n {2}line 1 .*seals.*\n {4}durable messages: 1[\s\S]*line 2 \([0-9a-f]{8}\): may be removed\n/,
      );
      expect(text).toContain('Queries and answers on the bus, in Redis too, live for seconds');
    });
  },
);
