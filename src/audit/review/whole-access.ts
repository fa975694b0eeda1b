import { entriesOf } from '../entries.ts';
import type { StoredEntry } from '../entry.ts';
import { TOGETHER_MS } from '../extract/accesses.ts';
import type { LogView } from '../officer.ts';

/** An access with all that it came to show: an answer in parts begins by showing nothing, and ends as its last part says. */
export async function wholeAccess(view: Pick<LogView, 'list'>, access: StoredEntry): Promise<StoredEntry> {
  if (access.kind !== 'access') return access;
  const parts: StoredEntry[] = [];
  for await (const entry of entriesOf(view, laterInCall(access))) if (isPartOf(access, entry)) parts.push(entry);
  const [last] = parts;
  if (!last) return access;
  const all = [access, ...parts.toReversed()];
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

function isPartOf({ action, contract, sourcesAsked }: StoredEntry, entry: StoredEntry): boolean {
  const asksNoOther = entry.sourcesAsked.every((source) => sourcesAsked.includes(source));
  return entry.action === action && entry.contract === contract && asksNoOther;
}
