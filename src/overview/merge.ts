import type { BridgeRecord } from '../contracts/index.ts';
import { type Aliases, noAliases } from './aliases.ts';
import { contentHash } from './content.ts';
import { markLikenesses } from './likeness.ts';

export interface Merged {
  /** Newest first; equal times in a stable order. Those that may be one with another's carry `likenessOf`. */
  readonly records: readonly BridgeRecord[];
  /** Per source HSA-id: how many document ids came with more than one content. */
  readonly duplicateIds: ReadonlyMap<string, number>;
  /** Per source HSA-id: how many records another system's stands for, by an alias of the configuration. */
  readonly aliased: ReadonlyMap<string, number>;
  /** Per source HSA-id: how many records may be the same as another system's. */
  readonly possibleDuplicates: ReadonlyMap<string, number>;
}

export interface MergeRules {
  readonly aliases: Aliases;
  /** Which of two systems goes first when they hold the same record: the smaller. */
  rankOf(source: string): number;
}

const noRules: MergeRules = { aliases: noAliases, rankOf: () => 0 };

/**
 * Puts the sources' records together. Records equal in source, contract, document id and content become one; the same
 * id with another content stays, and is counted, because nobody here can know which is right. Of records that an alias
 * says are the same, the one of the system that lives on stays. Those that only look alike are marked.
 */
export function mergeRecords(records: readonly BridgeRecord[], { aliases, rankOf }: MergeRules = noRules): Merged {
  const duplicateIds = new Map<string, number>();
  const aliased = new Map<string, number>();
  const kept: BridgeRecord[] = [];
  for (const group of grouped(records, aliases).values()) {
    if (!Array.isArray(group)) {
      kept.push(group);
      continue;
    }
    const chosen = group.reduce((best, record) => (rankOf(systemOf(record)) < rankOf(systemOf(best)) ? record : best));
    const isSame = (record: BridgeRecord): boolean =>
      systemOf(record) === systemOf(chosen) && record.header.documentId === chosen.header.documentId;
    for (const record of group) if (!isSame(record)) countUp(aliased, systemOf(record));
    const same = group.filter(isSame);
    const distinct = same.length === 1 ? same : distinctByContent(same);
    for (const record of distinct) kept.push(record);
    if (distinct.length > 1) countUp(duplicateIds, systemOf(chosen));
  }
  const marked = markLikenesses(kept.sort(newestFirst));
  const possibleDuplicates = new Map<string, number>();
  for (const record of marked) if (record.likenessOf) countUp(possibleDuplicates, systemOf(record));
  return { records: marked, duplicateIds, aliased, possibleDuplicates };
}

/** As a rule each is by itself. */
function grouped(records: readonly BridgeRecord[], aliases: Aliases): Map<string, BridgeRecord | BridgeRecord[]> {
  const groups = new Map<string, BridgeRecord | BridgeRecord[]>();
  for (const record of records) {
    const key = `${record.contract} ${aliases.keyOf(record.header)}`;
    const group = groups.get(key);
    if (!group) groups.set(key, record);
    else if (Array.isArray(group)) group.push(record);
    else groups.set(key, [group, record]);
  }
  return groups;
}

/** Two records with the same are one. */
export function recordIdentity(record: BridgeRecord): string {
  const { documentId } = record.header;
  return JSON.stringify([systemOf(record), record.contract, documentId, contentHash(record)]);
}

/** In the order of their hashes: the sort after it is stable, so that equal times and ids have an order too. */
function distinctByContent(group: readonly BridgeRecord[]): BridgeRecord[] {
  const byHash = new Map(group.map((record) => [contentHash(record), record]));
  return [...byHash].sort(([a], [b]) => compare(a, b)).map(([, record]) => record);
}

function countUp(counts: Map<string, number>, source: string): void {
  counts.set(source, (counts.get(source) ?? 0) + 1);
}

function systemOf({ header }: BridgeRecord): string {
  return header.sourceSystem.toUpperCase();
}

function newestFirst(a: BridgeRecord, b: BridgeRecord): number {
  return (
    compare(b.header.time, a.header.time) ||
    compare(systemOf(a), systemOf(b)) ||
    compare(a.header.documentId, b.header.documentId)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
