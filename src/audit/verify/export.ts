import type { AccessLogReader } from '../access-log.ts';
import type { StoredEntry } from '../entry.ts';
import { entryOf } from '../leaf.ts';
import type { LogPart } from '../officer.ts';
import type { AuditFilter } from '../rows.ts';
import type { StoredLeaf } from '../stored-leaves.ts';
import type { LogProofs } from '../stored-proofs.ts';
import { subtreesOf } from '../tree/index.ts';

/** The last line of an exported file: what proves the lines before it. */
export interface Trailer {
  /** Version of the form. */
  readonly norrbryggan: 1;
  /** The head that all of it is proved against, and the kept ones before it. */
  readonly head: string;
  readonly heads: readonly string[];
  readonly keys: readonly { readonly publicKey: string; readonly endorsement: string | null }[];
  /** Subtrees of entries that are not in the file: level, index, hash in base64; by place. */
  readonly leftOut: readonly (readonly [level: number, index: number, hash: string])[];
  /** First bytes of each line’s leaf hash, base64: they prove nothing, and tell which line was altered. */
  readonly marks: string;
}

/** Of each leaf hash in {@link Trailer.marks}. */
export const MARK_BYTES = 4;
const PAGE = 500;

/**
 * The line of an entry that is not shown whole. Its leaf's text would tell the rest: the hash proves that the entry is
 * in the log, and nothing about the part.
 */
export interface PartLine {
  /** Base64. Stands first, as in no line of a whole entry: those have their names in order. */
  readonly leafHash: string;
  readonly part: StoredEntry;
}

/** What to export: a choice of entries, each whole or in its part. */
export type ExportedPart = Pick<LogPart, 'filter'> & Partial<LogPart>;

/** The lines of an export, each with its line feed: entries, then the trailer. */
export async function* exportLines(
  log: AccessLogReader & LogProofs,
  { filter, of }: ExportedPart,
  progress: (done: number, all: number) => void = () => undefined,
): AsyncGenerator<string> {
  const head = await log.head();
  const marks: Buffer[] = [];
  const leftOut: [number, number, string][] = [];
  let next = 0;
  for await (const { sequence, text, hash } of leavesOf(log, filter, head.size)) {
    const line = text === null ? undefined : lineOf(text, hash, of);
    if (line === undefined) continue;
    await leaveOut(next, sequence);
    marks.push(Buffer.from(hash, 'base64').subarray(0, MARK_BYTES));
    next = sequence + 1;
    progress(next, head.size);
    yield `${line}\n`;
  }
  await leaveOut(next, head.size);
  const heads = [];
  for (let page = await log.keptHeads(-1); page.length > 0; page = await log.keptHeads(page.at(-1)?.size ?? 0))
    heads.push(...page.filter(({ size }) => size <= head.size).map(({ note }) => note));
  const trailer: Trailer = {
    norrbryggan: 1,
    head: head.note,
    heads,
    keys: await log.storedKeys(),
    leftOut,
    marks: Buffer.concat(marks).toString('base64'),
  };
  yield `${JSON.stringify(trailer)}\n`;

  async function leaveOut(from: number, to: number): Promise<void> {
    for (const { level, index } of subtreesOf([from, to]))
      leftOut.push([level, index, (await log.subtree(level, index)).toString('base64')]);
  }
}

function lineOf(text: string, leafHash: string, of: LogPart['of'] | undefined): string | undefined {
  const entry = entryOf(text);
  const seen = of ? of(entry) : entry;
  if (seen === entry) return text;
  const line: PartLine | undefined = seen && { leafHash, part: seen };
  return line && JSON.stringify(line);
}

/** What a filter asks for of the first `size` leaves. */
export async function* leavesOf(log: AccessLogReader, filter: AuditFilter, size: number): AsyncGenerator<StoredLeaf> {
  for (let from = 0; ; ) {
    const page = await log.leaves(from, PAGE, filter);
    const last = page.at(-1);
    if (!last) return;
    yield* page.filter(({ sequence }) => sequence < size);
    from = last.sequence + 1;
  }
}
