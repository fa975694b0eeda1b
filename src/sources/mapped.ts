import { type BridgeRecord, type Contract, toRecord, validate } from '../contracts/index.ts';
import type { SourceQuery } from './query.ts';

/** A value under construction: any part may be missing. The contract's validator says which of them had to be there. */
export type Draft<T> = T extends readonly (infer E)[]
  ? readonly (Draft<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> | undefined }
    : T;

/** What a dialect makes of one of its documents: the contract's item, and what the bridge needs to know beside it. */
export interface Mapped<Item extends object> {
  readonly item: Draft<Item>;
  /** HSA-ids of the information owner; they count also where the item has no place for them. */
  readonly careUnit: string | undefined;
  readonly careProvider: string | undefined;
  /** The care contact it was made at; for a care contact, its own id. */
  readonly careContact: string | undefined;
  /** What is wrong with the document itself; never values. */
  readonly problems?: readonly string[];
}

/** The mapped item without its empty parts, checked against the contract. */
export function finishRecord(contract: Contract, mapped: Mapped<object>): BridgeRecord {
  const item = (pruned(mapped.item) ?? {}) as object;
  const record = toRecord(contract, item, validate(contract.item, item, contract.itemElement));
  const { careUnit, careProvider } = mapped;
  const problems = [...(mapped.problems ?? []), ...(record.problems ?? [])];
  const header = { ...record.header, careUnit, careProvider };
  return { ...record, header, ...(problems.length > 0 && { problems }) };
}

/**
 * Applies the filters that a dialect without them cannot send. Broken records pass: they are withheld and counted
 * later, and their dates cannot be trusted to sort them out.
 */
export function asked(contract: Contract, query: SourceQuery, mapped: Mapped<object>, record: BridgeRecord): boolean {
  const { period, careUnits, careContacts, specific } = query;
  if (mapped.problems) return true;
  const unit = mapped.careUnit?.toUpperCase();
  if (careUnits.length > 0 && !careUnits.some((wanted) => wanted.toUpperCase() === unit)) return false;
  if (careContacts.length > 0 && !careContacts.includes(mapped.careContact ?? '')) return false;
  if (record.problems) return true;
  const item = record.data as Parameters<Contract['inPeriod']>[0];
  if (specific && contract.selects && !contract.selects(item, specific)) return false;
  return !period || contract.inPeriod(item, period);
}

/** Without undefined, empty strings, and objects and lists in which nothing is left: RIV-TA never sends those. */
function pruned(value: unknown): unknown {
  if (value === '' || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const rest = value.map(pruned).filter((item) => item !== undefined);
    return rest.length > 0 ? rest : undefined;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, pruned(part)] as const);
  const rest = entries.filter(([, part]) => part !== undefined);
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}
