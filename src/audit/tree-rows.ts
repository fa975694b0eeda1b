import type { Pool, Store } from '../store/index.ts';
import { columnsOf } from './columns.ts';
import { erasedColumns } from './erase.ts';
import { readHead, type SignedHead } from './heads/index.ts';
import type { ErasedLeaf, Leaf } from './leaf.ts';
import { append, type Frontier, HASH_BYTES, isKept, rootOf, type Subtree, type TreeHashes } from './tree/index.ts';

/** The tree as it stands in the store. */
export interface TreeState {
  readonly frontier: Frontier;
  /** The newest; undefined before the first. */
  readonly head: SignedHead | undefined;
}

/** A state that follows another, and what must be written to reach it. */
export interface Growth {
  readonly from: TreeState;
  readonly to: TreeState & { readonly head: SignedHead };
  readonly leaves: readonly (Leaf | ErasedLeaf)[];
  readonly subtrees: readonly Subtree[];
}

type SignHead = (head: { readonly size: number; readonly root: Buffer }) => SignedHead;

/** Appends leaves, which must be numbered on from where the tree ends, and signs what becomes of it. */
export function grow(from: TreeState, leaves: Growth['leaves'], sign: SignHead): Growth {
  const subtrees: Subtree[] = [];
  const frontier = append(
    from.frontier,
    leaves.map(({ hash }) => hash),
    (subtree) => void (isKept(subtree) && subtrees.push(subtree)),
  );
  return { from, to: { frontier, head: sign({ size: frontier.size, root: rootOf(frontier) }) }, leaves, subtrees };
}

/** Reads the state; inside a transaction `lock` keeps every other writer out until its end. */
export async function readTree(database: Pick<Pool, 'query'>, lock?: 'for update'): Promise<TreeState> {
  const { rows } = await database.query<{ size: number; peaks: Buffer; head: string | null }>(
    `SELECT size, peaks, head FROM bridge.audit_tree ${lock ?? ''}`,
  );
  const [row] = rows;
  if (!row) throw new Error('The log’s tree is missing from the store.');
  const peaks = Array.from({ length: row.peaks.length / HASH_BYTES }, (_, nr) =>
    Buffer.from(row.peaks.subarray(nr * HASH_BYTES, (nr + 1) * HASH_BYTES)),
  );
  return { frontier: { size: row.size, peaks }, head: row.head === null ? undefined : readHead(row.head) };
}

/**
 * Writes a growth, all or nothing, in one statement and so in one commit. False when the tree was not, or is no longer,
 * what the growth starts from: another process has appended.
 */
export async function writeGrowth(
  database: Pick<Pool, 'query'>,
  { from, to, leaves, subtrees }: Growth,
  keepHead: boolean,
): Promise<boolean> {
  const values = [
    from.frontier.size,
    to.frontier.size,
    Buffer.concat(to.frontier.peaks).toString('hex'),
    to.head.note,
    JSON.stringify(leaves.map(rowOf)),
    JSON.stringify(subtrees.map(({ level, index, hash }) => ({ level, index, hash: hash.toString('hex') }))),
    to.head.at,
    keepHead,
  ];
  const { rows } = await database.query<{ grown: number }>({ name: 'audit-growth', text: GROWTH, values });
  return rows[0]?.grown === 1;
}

const COLUMNS = {
  sequence: 'bigint',
  id: 'text',
  at: 'timestamptz',
  entry: 'text',
  kind: 'text',
  action: 'text',
  outcome: 'text',
  correlation_id: 'text',
  contract: 'text',
  purpose: 'text',
  emergency: 'boolean',
  caller_hsa_id: 'text',
  actor_hsa_id: 'text',
  certificate_fingerprint: 'text',
  certificate_serial: 'text',
  patient_ids: 'text[]',
  units: 'text[]',
  controllers: 'text[]',
} as const;
const NAMES = Object.keys(COLUMNS).join(', ');
const TYPED = Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** The update is where writers wait for each other; who comes second finds another size, and nothing is written. */
const GROWTH = `
  WITH grown AS (
    UPDATE bridge.audit_tree SET size = $2, peaks = decode($3, 'hex'), head = $4 WHERE size = $1::bigint RETURNING size
  ), leaves AS (
    INSERT INTO bridge.audit_entry (leaf_hash, ${NAMES})
    SELECT decode(leaf.leaf_hash, 'hex'), ${Object.keys(COLUMNS)
      .map((name) => `leaf.${name}`)
      .join(', ')}
    FROM grown, json_to_recordset($5::json) AS leaf (leaf_hash text, ${TYPED})
  ), nodes AS (
    INSERT INTO bridge.audit_node (level, index, hash)
    SELECT node.level, node.index, decode(node.hash, 'hex')
    FROM grown, json_to_recordset($6::json) AS node (level smallint, index bigint, hash text)
  ), heads AS (
    INSERT INTO bridge.audit_head (size, at, note)
    SELECT size, $7::timestamptz, $4 FROM grown WHERE $8::boolean
    ON CONFLICT (size) DO NOTHING
  )
  SELECT count(*)::int AS grown FROM grown`;

function rowOf(leaf: Leaf | ErasedLeaf): { readonly [Name in keyof typeof COLUMNS | 'leaf_hash']: unknown } {
  const { sequence, id, text, hash } = leaf;
  const columns = leaf.text === undefined ? erasedColumns(leaf.at) : columnsOf(leaf.entry);
  return { sequence, id, leaf_hash: hash.toString('hex'), entry: text ?? null, ...columns };
}

/** The hashes that proofs are made of. */
export function storedHashes(db: Store['db']): TreeHashes {
  return {
    async hashes(level, first, count) {
      if (level === 0) {
        const rows = await db
          .selectFrom('bridge.audit_entry')
          .select('leaf_hash')
          .where('sequence', '>=', first)
          .where('sequence', '<', first + count)
          .orderBy('sequence')
          .execute();
        return rows.map((row) => row.leaf_hash);
      }
      const rows = await db
        .selectFrom('bridge.audit_node')
        .select('hash')
        .where('level', '=', level)
        .where('index', '>=', first)
        .where('index', '<', first + count)
        .orderBy('index')
        .execute();
      return rows.map((row) => row.hash);
    },
  };
}
