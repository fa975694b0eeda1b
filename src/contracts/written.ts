import type { Contract } from './contract.ts';
import { readItem, writeItem } from './item.ts';
import type { BridgeRecord } from './record.ts';
import { contractById } from './registry.ts';

/**
 * The record as text, for those who pass it on and look at nothing but its header. A broken one is withheld, and is
 * neither text nor data.
 */
export function asWritten(contract: Contract, record: BridgeRecord): BridgeRecord {
  const { data } = record;
  if (record.problems) return { ...record, data: undefined };
  const comparedBy = record.comparedBy ?? contract.comparedBy?.(data as never);
  return { ...record, data: undefined, written: record.written ?? writeItem(contract, data as object), comparedBy };
}

/** The record's element in an answer of its contract, in UTF-8. */
export function writtenOf(contract: Contract, { written, data }: BridgeRecord): Uint8Array {
  const known = written ?? writeItem(contract, data as object);
  return typeof known === 'string' ? Buffer.from(known) : known;
}

/** The record's data, read again where it travelled as text. For what few records need: it costs what reading costs. */
export function dataOf({ contract: id, written, data }: BridgeRecord): unknown {
  const contract = written && contractById(id);
  if (!contract) return data;
  return readItem(contract, typeof written === 'string' ? written : Buffer.from(written).toString());
}
