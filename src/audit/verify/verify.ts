import { columnsOf, type SearchColumns } from '../columns.ts';
import { disposedPlaces } from '../disposal.ts';
import type { StoredEntry } from '../entry.ts';
import { type SignedHead, type VerifierKey, verifierKey, verifyHead } from '../heads/index.ts';
import { append, appendSubtree, emptyFrontier, type Frontier, leafHash, rootOf } from '../tree/index.ts';
import { believedKeys } from './believed-keys.ts';
import type { Fault } from './fault.ts';
import { displaced } from './places.ts';
import { Ranges } from './ranges.ts';
import type { LogSource, Piece } from './source.ts';

export interface Verification {
  /** Undefined when the log is whole. */
  readonly fault: Fault | undefined;
  readonly head: SignedHead | undefined;
  /** Entries whose text was there and is as it was signed. */
  readonly entries: number;
  /** Entries of which only the hash is left, disposed of or left out of an export. */
  readonly hashesOnly: number;
  /** Signatures that were checked. */
  readonly signatures: number;
}

export interface Expectations {
  /** Heads that were had earlier, from anywhere but the log itself. */
  readonly earlier: readonly SignedHead[];
  /** Keys that are believed, whatever the log says of its keys; empty: those that the log itself names. */
  readonly keys: readonly VerifierKey[];
}

/**
 * Verifies a log in one pass and in bounded memory: each text against its leaf, places, what is searched, the roots of
 * every kept, newest and earlier head, their signatures. Ends at the first fault.
 */
export async function verifyLog(
  source: LogSource,
  expected: Expectations,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Verification> {
  const { head } = source;
  const counted = { entries: 0, hashesOnly: 0, signatures: 0 };
  const ended = (fault: Fault | undefined): Verification => ({ fault, head, ...counted });
  if (!head) return ended({ kind: 'unreadable', what: 'The log has no signed head that can be read.' });

  const named = source.keys.map(({ publicKey }) => verifierKey(head.origin, publicKey, 'A key of the log'));
  const keys = expected.keys.length > 0 ? believedKeys(expected.keys, source.keys, head.origin) : named;
  const earlier = expected.earlier.toSorted((one, other) => one.size - other.size);
  const wrong = unsigned(head) ?? earlier.map((one) => unlike(one) ?? unsigned(one)).find((fault) => fault);
  if (wrong) return ended(wrong);

  const heads = source.heads()[Symbol.asyncIterator]();
  const disposed = new Ranges();
  const erased = new Ranges();
  let kept = await heads.next();
  let frontier: Frontier = emptyFrontier;
  let good = 0;

  const first = (await atHeads()) ?? (await everyPiece());
  await heads.return?.();
  if (first) return ended(first);
  if (frontier.size < head.size) return ended({ kind: 'missing', from: frontier.size, to: head.size - 1 });
  const cut = earlier.find(({ size }) => size > head.size);
  if (cut) return ended({ kind: 'cut', size: head.size, was: cut.size, signedAt: cut.at });
  const unexplained = erased.firstOutside(disposed);
  return ended(unexplained === undefined ? undefined : { kind: 'erased', sequence: unexplained });

  async function everyPiece(): Promise<Fault | undefined> {
    let held: { readonly place: number; readonly found: number } | undefined;
    for await (const piece of source.pieces()) {
      if (held) return displaced(held.place, held.found, numberOf(piece));
      if (frontier.size >= (head?.size ?? 0)) return { kind: 'inserted', sequence: frontier.size };
      const found = numberOf(piece);
      if (found !== undefined && found !== frontier.size) held = { place: frontier.size, found };
      else {
        const fault = take(piece) ?? (await atHeads());
        if (fault) return fault;
      }
    }
    return held && displaced(held.place, held.found, undefined);
  }

  function take(piece: Piece): Fault | undefined {
    const sequence = frontier.size;
    if (piece.kind === 'left-out') {
      frontier = appendSubtree(frontier, piece.level, piece.hash);
      counted.hashesOnly += 2 ** piece.level;
      return undefined;
    }
    // A row was taken out, and the rows after it were left as they were.
    if (piece.sequence > sequence) return { kind: 'missing', from: sequence, to: piece.sequence - 1 };
    if (piece.text === undefined) {
      erased.add(sequence, sequence);
      counted.hashesOnly++;
      frontier = append(frontier, [piece.mark]);
      return undefined;
    }
    const hash = leafHash(piece.text);
    const entry = parsed(piece.text);
    if (!entry || !hash.subarray(0, piece.mark.length).equals(piece.mark)) return { kind: 'altered', sequence };
    if (piece.columns && !sameColumns(piece.columns, entry)) return { kind: 'columns', sequence };
    for (const [from, to] of disposedPlaces(entry)) disposed.add(from, to);
    frontier = append(frontier, [hash]);
    counted.entries++;
    if (frontier.size % 1_000 === 0) progress(frontier.size, head?.size ?? 0);
    return undefined;
  }

  /** Compares with all heads of the present size. */
  async function atHeads(): Promise<Fault | undefined> {
    for (; !kept.done && (kept.value?.size ?? 0) <= frontier.size; kept = await heads.next()) {
      if (!kept.value) return { kind: 'unreadable', what: 'A kept head cannot be read.' };
      const fault = unlike(kept.value) ?? unsigned(kept.value) ?? differing(kept.value);
      if (fault) return fault;
    }
    for (const one of [...earlier, head]) {
      const fault = one?.size === frontier.size ? differing(one) : undefined;
      if (fault) return fault;
    }
    return undefined;
  }

  function differing({ size, root, at }: SignedHead): Fault | undefined {
    if (size !== frontier.size) return undefined;
    if (!root.equals(rootOf(frontier)))
      return { kind: 'rewritten', from: good, to: Math.max(size - 1, 0), signedAt: at };
    good = size;
    return undefined;
  }

  function unlike({ origin }: SignedHead): Fault | undefined {
    return origin === head?.origin ? undefined : { kind: 'other-log', origin };
  }

  function unsigned({ note, size, keyId }: SignedHead): Fault | undefined {
    counted.signatures++;
    return keys.some((key) => verifyHead(note, key)) ? undefined : { kind: 'signature', size, keyId };
  }
}

/** The number an entry bears in its own text. */
function numberOf(piece: Piece): number | undefined {
  if (piece.kind === 'left-out' || piece.text === undefined) return undefined;
  const number = parsed(piece.text)?.sequence;
  return Number.isSafeInteger(number) ? number : undefined;
}

function parsed(text: string): StoredEntry | undefined {
  try {
    const entry = JSON.parse(text) as unknown;
    return typeof entry === 'object' && entry !== null ? (entry as StoredEntry) : undefined;
  } catch {
    // Then it has been altered, which is for the caller to say.
    return undefined;
  }
}

function sameColumns(columns: SearchColumns, entry: StoredEntry): boolean {
  const expected = columnsOf(entry);
  return (Object.keys(expected) as (keyof SearchColumns)[]).every((name) => {
    const [is, should] = [columns[name], expected[name]];
    return Array.isArray(should) && Array.isArray(is) ? should.join() === is.toSorted().join() : is === should;
  });
}
