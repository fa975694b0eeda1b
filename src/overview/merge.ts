import { hash } from 'node:crypto';
import type { BridgeRecord } from '../contracts/index.ts';

export interface Merged {
  /** Newest first; equal times in a stable order. */
  readonly records: readonly BridgeRecord[];
  /** Per source HSA-id: how many document ids came with more than one content. */
  readonly duplicateIds: ReadonlyMap<string, number>;
}

/**
 * Puts the sources' records together. Records equal in source, contract, document id and content become one; the same
 * id with another content stays, and is counted, because nobody here can know which is right.
 */
export function mergeRecords(records: readonly BridgeRecord[]): Merged {
  const groups = new Map<string, BridgeRecord[]>();
  for (const record of records) {
    const key = JSON.stringify([record.header.sourceSystem.toUpperCase(), record.contract, record.header.documentId]);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  const duplicateIds = new Map<string, number>();
  const kept: BridgeRecord[] = [];
  for (const group of groups.values()) {
    const distinct = group.length === 1 ? group : distinctByContent(group);
    for (const record of distinct) kept.push(record);
    const [first] = distinct;
    if (first && distinct.length > 1) {
      const source = first.header.sourceSystem.toUpperCase();
      duplicateIds.set(source, (duplicateIds.get(source) ?? 0) + 1);
    }
  }
  return { records: kept.sort(newestFirst), duplicateIds };
}

/** Two records with the same are one. */
export function recordIdentity(record: BridgeRecord): string {
  const { sourceSystem, documentId } = record.header;
  return JSON.stringify([sourceSystem.toUpperCase(), record.contract, documentId, contentHash(record)]);
}

/** In the order of their hashes: the sort after it is stable, so that equal times and ids have an order too. */
function distinctByContent(group: readonly BridgeRecord[]): BridgeRecord[] {
  const byHash = new Map(group.map((record) => [contentHash(record), record]));
  return [...byHash].sort(([a], [b]) => compare(a, b)).map(([, record]) => record);
}

/** SHA-256 over the data with keys sorted, so that the order in which a dialect lists elements does not matter. */
function contentHash(record: BridgeRecord): string {
  return hash('sha256', stableJson(record.data), 'base64');
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function newestFirst(a: BridgeRecord, b: BridgeRecord): number {
  return (
    compare(b.header.time, a.header.time) ||
    compare(a.header.sourceSystem.toUpperCase(), b.header.sourceSystem.toUpperCase()) ||
    compare(a.header.documentId, b.header.documentId)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
