import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf } from '../../../src/audit/columns.ts';
import { createHeadSigner } from '../../../src/audit/head-signer.ts';
import { publicPem, type SignedHead, signingKey } from '../../../src/audit/heads/index.ts';
import { type AccessLog, createAccessLog, readAccessLog } from '../../../src/audit/index.ts';
import { entryOf, leafOf, readLeaf } from '../../../src/audit/leaf.ts';
import { append, emptyFrontier, isKept, rootOf, type Subtree } from '../../../src/audit/tree/index.ts';
import { type Expectations, logSource, verifyLog } from '../../../src/audit/verify/index.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { temporaryDataDir } from '../../support/data-dir.ts';
import { logConfig } from '../../support/log-config.ts';
import { startPostgres } from '../../support/postgres.ts';
import { sampleEntry } from '../sample-entry.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const ENTRIES = 600;

/** Everything the log has in the database, as somebody with full access would copy, change and put back. */
const TABLES = ['audit_entry', 'audit_tree', 'audit_node', 'audit_head', 'audit_key'];

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])('tampering, %s', { timeout: 60_000 }, (engine) => {
  const releases: (() => Promise<unknown>)[] = [];
  let store: Store;
  let log: AccessLog;
  let earlier: SignedHead;

  beforeAll(async () => {
    const dataDir = await temporaryDataDir();
    releases.push(dataDir.remove);
    const databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
    store = await openStore({ databaseUrl, dataDir: dataDir.path });
    releases.push(store.close);
    log = await createAccessLog({ store, config: logConfig(dataDir.path) });
    releases.push(log.close);
    await log.append(Array.from({ length: ENTRIES }, () => sampleEntry()));
    earlier = await log.head();
    await log.append(Array.from({ length: 50 }, () => sampleEntry()));
    for (const table of TABLES) await sql(`CREATE TABLE public.${table}_saved AS TABLE bridge.${table}`);
  });
  afterAll(async () => {
    for (const release of releases.reverse()) await release();
  });

  const sql = (text: string, ...values: unknown[]) => store.pool.query(text, values);

  /** What verification finds after a deed, which is then undone. */
  async function faultAfter(deed: () => Promise<unknown>, expected: Partial<Expectations> = {}) {
    await deed();
    try {
      // By somebody who cannot sign: the log itself would sign a head that is some seconds old anew, and find out.
      const source = await logSource(readAccessLog(store));
      return (await verifyLog(source, { earlier: [], keys: log.keys, ...expected })).fault;
    } finally {
      for (const table of TABLES) {
        await sql(`DELETE FROM bridge.${table}`);
        await sql(`INSERT INTO bridge.${table} SELECT * FROM public.${table}_saved`);
      }
    }
  }

  /** Changes an entry so that everything beside it fits: text, leaf hash and columns. */
  async function rewrite(sequence: number): Promise<void> {
    const { rows } = await sql('SELECT entry FROM bridge.audit_entry WHERE sequence = $1', sequence);
    const leaf = readLeaf(rows[0].entry.replace('191212121212', '191212121213'));
    await sql(
      'UPDATE bridge.audit_entry SET entry = $1, leaf_hash = $2, patient_ids = $3 WHERE sequence = $4',
      leaf.text,
      leaf.hash,
      columnsOf(entryOf(leaf.text)).patient_ids,
      sequence,
    );
  }

  /** Makes tree and heads anew from the leaves that are there, signed with a key of one's own. */
  async function resign(): Promise<void> {
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = signingKey(earlier.origin, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'own');
    const { rows } = await sql('SELECT leaf_hash FROM bridge.audit_entry ORDER BY sequence');
    const nodes: Subtree[] = [];
    const frontier = append(
      emptyFrontier,
      rows.map((row) => row.leaf_hash),
      (one) => isKept(one) && nodes.push(one),
    );
    const head = createHeadSigner({
      signing: key,
      believed: [key],
      file: 'log.key',
      live: { look: () => 'same' },
    }).sign({ size: frontier.size, root: rootOf(frontier) });
    const peaks = Buffer.concat(frontier.peaks);
    await sql('UPDATE bridge.audit_tree SET size = $1, peaks = $2, head = $3', frontier.size, peaks, head.note);
    await sql('DELETE FROM bridge.audit_head');
    await sql('UPDATE bridge.audit_key SET key_id = $1, public_key = $2', key.keyId, publicPem(key));
    await sql('DELETE FROM bridge.audit_node');
    for (const { level, index, hash } of nodes)
      await sql('INSERT INTO bridge.audit_node (level, index, hash) VALUES ($1, $2, $3)', level, index, hash);
  }

  const closeUp = (from: number, by: number) =>
    // Twice, since the numbers are a key and may not meet on the way.
    sql('UPDATE bridge.audit_entry SET sequence = -sequence WHERE sequence >= $1', from).then(() =>
      sql('UPDATE bridge.audit_entry SET sequence = -sequence + $1 WHERE sequence < 0', by),
    );

  it('finds nothing where nothing was done', async () => {
    const found = await verifyLog(await logSource(log), { earlier: [earlier], keys: log.keys });
    expect(found).toMatchObject({ fault: undefined, entries: ENTRIES + 50, hashesOnly: 0 });
  });

  it('finds an altered entry', async () => {
    const deed = () =>
      sql("UPDATE bridge.audit_entry SET entry = replace(entry, 'DEMOVE7', 'DEMOVE8') WHERE sequence = 123");
    expect(await faultAfter(deed)).toEqual({ kind: 'altered', sequence: 123 });
    expect(await faultAfter(() => sql("UPDATE bridge.audit_entry SET entry = '…' WHERE sequence = 5"))).toEqual({
      kind: 'altered',
      sequence: 5,
    });
  });

  it('finds an entry hidden from search', async () => {
    const deed = () => sql("UPDATE bridge.audit_entry SET patient_ids = '{}' WHERE sequence = 77");
    expect(await faultAfter(deed)).toEqual({ kind: 'columns', sequence: 77 });
    const time = () => sql("UPDATE bridge.audit_entry SET at = at - interval '1 year' WHERE sequence = 77");
    expect(await faultAfter(time)).toEqual({ kind: 'columns', sequence: 77 });
  });

  it('finds an entry altered with its hash, as far as heads reach', async () => {
    expect(await faultAfter(() => rewrite(300)), 'a kept head').toMatchObject({ kind: 'rewritten', to: ENTRIES - 1 });
    expect(await faultAfter(() => rewrite(300), { earlier: [earlier] })).toMatchObject({
      kind: 'rewritten',
      to: ENTRIES - 1,
      signedAt: earlier.at,
    });
    expect(await faultAfter(() => rewrite(ENTRIES + 3), { earlier: [earlier] })).toMatchObject({
      kind: 'rewritten',
      from: ENTRIES,
      to: ENTRIES + 49,
    });
  });

  it('finds deleted entries', async () => {
    const deed = () => sql('DELETE FROM bridge.audit_entry WHERE sequence BETWEEN 40 AND 42');
    expect(await faultAfter(deed)).toEqual({ kind: 'missing', from: 40, to: 42 });
    const closed = async () => {
      await deed();
      await closeUp(43, -3);
    };
    expect(await faultAfter(closed), 'the others moved up').toEqual({ kind: 'missing', from: 40, to: 42 });
    const last = () => sql('DELETE FROM bridge.audit_entry WHERE sequence >= $1', ENTRIES + 48);
    expect(await faultAfter(last)).toEqual({ kind: 'missing', from: ENTRIES + 48, to: ENTRIES + 49 });
  });

  it('finds an inserted entry', async () => {
    const insert = async (sequence: number) => {
      await closeUp(sequence, 1);
      const leaf = leafOf(sampleEntry(), sequence);
      await sql(
        `INSERT INTO bridge.audit_entry
         SELECT ($1::bigint), $2, at, $3, $4, kind, action, outcome, correlation_id, contract, purpose, emergency,
           caller_hsa_id, actor_hsa_id, certificate_fingerprint, certificate_serial, patient_ids, units, controllers
         FROM bridge.audit_entry WHERE sequence = 0`,
        sequence,
        leaf.id,
        leaf.hash,
        leaf.text,
      );
    };
    expect(await faultAfter(() => insert(88))).toEqual({ kind: 'inserted', sequence: 88 });
    expect(await faultAfter(() => insert(ENTRIES + 50))).toEqual({ kind: 'inserted', sequence: ENTRIES + 50 });
  });

  it('finds entries that changed places', async () => {
    const swap = (one: number, other: number) => async () => {
      await sql('UPDATE bridge.audit_entry SET sequence = -1 WHERE sequence = $1', one);
      await sql('UPDATE bridge.audit_entry SET sequence = $1 WHERE sequence = $2', one, other);
      await sql('UPDATE bridge.audit_entry SET sequence = $1 WHERE sequence = -1', other);
    };
    expect(await faultAfter(swap(10, 400))).toEqual({ kind: 'reordered', sequence: 10, found: 400 });
    expect(await faultAfter(swap(10, 11))).toEqual({ kind: 'reordered', sequence: 10, found: 11 });
  });

  it('finds a tail cut off and signed with another key', async () => {
    const deed = async () => {
      await sql('DELETE FROM bridge.audit_entry WHERE sequence >= 500');
      await resign();
    };
    expect(await faultAfter(deed)).toMatchObject({ kind: 'signature', size: 500 });
    expect(await faultAfter(deed, { earlier: [earlier], keys: [] })).toMatchObject({ kind: 'signature' });
    expect(await faultAfter(deed, { keys: [] }), 'without head or key nobody can tell').toBeUndefined();
  });

  it('finds a rewritten log signed with another key', async () => {
    const deed = async () => {
      await rewrite(7);
      await resign();
    };
    expect(await faultAfter(deed)).toMatchObject({ kind: 'signature', size: ENTRIES + 50 });
    expect(await faultAfter(deed, { earlier: [earlier], keys: [] })).toMatchObject({ kind: 'signature' });
  });

  it('finds an old backup put back, given a head from after it', async () => {
    const later = await log.head();
    const deed = async () => {
      await sql('DELETE FROM bridge.audit_entry WHERE sequence >= $1', earlier.size);
      const { rows } = await sql('SELECT leaf_hash FROM bridge.audit_entry ORDER BY sequence');
      const { peaks } = append(
        emptyFrontier,
        rows.map((row) => row.leaf_hash),
      );
      await sql(
        'UPDATE bridge.audit_tree SET size = $1, peaks = $2, head = $3',
        earlier.size,
        Buffer.concat(peaks),
        earlier.note.replace(/\n$/, '\n'),
      );
      await sql('DELETE FROM bridge.audit_head WHERE size > $1', earlier.size);
    };
    expect(await faultAfter(deed, { earlier: [later] })).toEqual({
      kind: 'cut',
      size: earlier.size,
      was: later.size,
      signedAt: later.at,
    });
  });

  it('finds content that was erased without an act of disposal', async () => {
    const deed = () => sql('UPDATE bridge.audit_entry SET entry = NULL WHERE sequence = 9');
    expect(await faultAfter(deed)).toEqual({ kind: 'erased', sequence: 9 });
  });

  it('does not sign on from what was tampered with while it ran', async () => {
    const deed = async () => {
      await sql('DELETE FROM bridge.audit_entry WHERE sequence >= 500');
      await resign();
    };
    await deed();
    await expect(log.append(sampleEntry())).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });
});
