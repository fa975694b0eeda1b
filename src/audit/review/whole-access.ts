import { entriesOf } from '../entries.ts';
import type { StoredEntry } from '../entry.ts';
import { TOGETHER_MS } from '../extract/accesses.ts';
import type { LogView } from '../officer.ts';

/**
 * An access with all that it came to show: an answer in parts begins by showing nothing, and ends as its last part says.
 * One whose beginning is not in the view is its first part there.
 */
export async function wholeAccess(view: Pick<LogView, 'list'>, access: StoredEntry): Promise<StoredEntry> {
  if (access.kind !== 'access' && access.kind !== 'continuation') return access;
  const parts: StoredEntry[] = [];
  for await (const entry of entriesOf(view, laterInCall(access)))
    if (entry.id !== access.id && isPartOf(access, entry)) parts.push(entry);
  return joined(access, parts.toReversed());
}

/**
 * What the entries tell of, one for each access; they are given newest first. Whoever may see a part of an answer and not
 * its beginning, since that showed nothing of hers, has the first of her parts for it.
 */
export async function* wholeAccesses(
  entries: AsyncIterable<StoredEntry> | Iterable<StoredEntry>,
): AsyncGenerator<StoredEntry> {
  // By what they may have in common with their beginning, the newest first.
  const waiting = new Map<string, StoredEntry[]>();
  for await (const entry of entries) {
    for (const [key, parts] of waiting) {
      if (!parts[0] || timeOf(parts[0]) - timeOf(entry) <= TOGETHER_MS) break;
      waiting.delete(key);
      yield* beginnings(parts);
    }
    if (entry.kind === 'continuation') {
      const key = callOf(entry);
      waiting.set(key, [...(waiting.get(key) ?? []), entry]);
      continue;
    }
    const parts = (entry.kind === 'access' && waiting.get(callOf(entry))) || [];
    const own = parts.filter((part) => isPartOf(entry, part));
    if (own.length === parts.length) waiting.delete(callOf(entry));
    else if (own.length > 0)
      waiting.set(
        callOf(entry),
        parts.filter((part) => !own.includes(part)),
      );
    yield joined(entry, own.toReversed());
  }
  for (const parts of waiting.values()) yield* beginnings(parts);
}

/** Parts whose beginning never came: those of the same sources are one access. */
function beginnings(newestFirst: readonly StoredEntry[]): StoredEntry[] {
  const bySources = Map.groupBy(newestFirst.toReversed(), ({ sourcesAsked }) => JSON.stringify(sourcesAsked));
  return [...bySources.values()].flatMap(([first, ...rest]) => (first ? joined(first, rest) : []));
}

/** `parts`: oldest first. */
function joined(access: StoredEntry, parts: readonly StoredEntry[]): StoredEntry {
  const last = parts.at(-1);
  if (!last) return access;
  const all = [access, ...parts];
  const { outcome, reason, decision } = last;
  return {
    ...access,
    units: all.flatMap(({ units }) => units),
    records: all.reduce((sum, { records }) => sum + records, 0),
    outcome,
    reason,
    decision,
  };
}

function laterInCall({ at, correlationId }: StoredEntry) {
  return {
    correlationId,
    kind: 'continuation',
    from: at,
    to: new Date(Date.parse(at) + TOGETHER_MS).toISOString(),
  } as const;
}

function callOf({ correlationId, action, contract }: StoredEntry): string {
  return JSON.stringify([correlationId, action, contract]);
}

function isPartOf({ action, contract, sourcesAsked }: StoredEntry, entry: StoredEntry): boolean {
  const asksNoOther = entry.sourcesAsked.every((source) => sourcesAsked.includes(source));
  return entry.action === action && entry.contract === contract && asksNoOther;
}

function timeOf({ at }: StoredEntry): number {
  return Date.parse(at);
}
