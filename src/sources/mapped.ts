import { type BridgeRecord, type Contract, type Draft, prunedFor, toRecord, validate } from '../contracts/index.ts';
import type { SourceQuery } from './query.ts';

export type { Draft };

/** What a dialect makes of one of its documents: the contract's item, and what the bridge needs to know beside it. */
export interface Mapped<Item extends object> {
  readonly item: Draft<Item>;
  /** HSA-ids of the information owner; they count also where the item has no place for them. */
  readonly careUnit: string | undefined;
  readonly careProvider: string | undefined;
  /** The care contact it was made at; for a care contact, its own id. */
  readonly careContact: string | undefined;
  /** Whether it does not say when it was written: the time of its header then is another one, that the contract demands. */
  readonly undated?: boolean;
  /** Whether what its contract compares with blocks is such a time too. */
  readonly incomparable?: boolean;
  /** What it was read from, where the dialect says it here. */
  readonly readFrom?: object;
  /** What is wrong with the document itself; never values. */
  readonly problems?: readonly string[];
}

/** The mapped item without its empty parts, checked against the contract. */
export function finishRecord(contract: Contract, mapped: Mapped<object>): BridgeRecord {
  const item = prunedFor(contract.item, mapped.item);
  const record = toRecord(contract, item, validate(contract.item, item, contract.itemElement));
  const { careUnit, careProvider } = mapped;
  const problems = [...(mapped.problems ?? []), ...(record.problems ?? [])];
  const header = { ...record.header, careUnit, careProvider };
  const comparedBy = ofAnyTime(contract, mapped, record) ? ['', record.header.time] : undefined;
  return { ...record, header, ...(comparedBy && { comparedBy }), ...(problems.length > 0 && { problems }) };
}

/** To a block. One that is undated is not, where the contract compares other times, which are there. */
function ofAnyTime({ comparedBy }: Contract, mapped: Mapped<object>, { data }: BridgeRecord): boolean {
  if (mapped.incomparable) return true;
  return mapped.undated === true && !comparedBy?.(data as never).some(Boolean);
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
