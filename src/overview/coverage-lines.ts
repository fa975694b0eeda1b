import type { Contract } from '../contracts/index.ts';
import type { SourceFailure } from '../sources/query.ts';
import type { Collected } from './collection.ts';
import type { CoverageNote, Lost, SourceCoverage } from './coverage.ts';
import type { AskedUnder } from './identities.ts';
import type { Merged } from './merge.ts';
import type { Planned } from './plan.ts';

/** What one source answered. */
export interface Answered extends Collected {
  readonly planned: AskedUnder;
  readonly milliseconds: number;
  /** Where its records were translated. */
  readonly lost?: Lost;
}

/** What the lines of Coverage are made from, beside the answers. */
export interface Telling {
  readonly contract: Contract;
  readonly merged: Merged;
  /** A source that took longer is noted. */
  readonly slowMs: number;
}

/** The line of a source that was asked. */
export function askedCoverage(answered: Answered, { contract, merged, slowMs }: Telling): SourceCoverage {
  const { planned, failure, milliseconds, shown } = answered;
  const { hsaId: source, name, deliversFrom, lifecycleText } = planned.ask;
  const base = { source, name, contract: contract.id, deliversFrom, ...(lifecycleText && { lifecycleText }) };
  if (failure) {
    const { reason, status } = failure;
    const text = ourWordsFor(failure);
    return { ...base, notes: planned.notes, outcome: 'failed', reason, status, text, milliseconds };
  }
  const withheld = withheldBy(answered);
  const duplicateIds = merged.duplicateIds.get(source.toUpperCase()) ?? 0;
  const aliased = merged.aliased.get(source.toUpperCase()) ?? 0;
  const possibleDuplicates = merged.possibleDuplicates.get(source.toUpperCase()) ?? 0;
  const notes: CoverageNote[] = [
    ...planned.notes,
    ...(answered.notes ?? []),
    ...(milliseconds > slowMs ? (['slow'] as const) : []),
    ...(withheld > 0 ? (['records-withheld'] as const) : []),
    ...(duplicateIds > 0 ? (['duplicate-id'] as const) : []),
    ...(aliased > 0 ? (['aliased'] as const) : []),
    ...(possibleDuplicates > 0 ? (['possible-duplicates'] as const) : []),
    ...(planned.translation ? (['translated'] as const) : []),
  ];
  const translated = planned.translation && { from: planned.translation.from, lost: answered.lost ?? {} };
  const withheldFor = Object.fromEntries(answered.withheld);
  const counts = {
    records: shown.length,
    milliseconds,
    withheld,
    withheldFor,
    duplicateIds,
    aliased,
    possibleDuplicates,
  };
  return { ...base, notes, outcome: 'answered', ...counts, ...(translated && { translated }) };
}

export function withheldBy({ withheld }: Collected): number {
  return [...withheld.values()].reduce((total, count) => total + count, 0);
}

/** What a record system says itself may name the patient, or its own insides: it stands on the access log alone. */
export function ourWordsFor({ reason, status, message }: SourceFailure): string {
  return reason === 'refused' ? `The record system refused or failed the query, with status ${status}.` : message;
}

export function skippedCoverage(
  { skip, reason }: Extract<Planned, { skip: unknown }>,
  contract: Contract,
): SourceCoverage {
  return {
    source: skip.hsaId,
    name: skip.name,
    contract: contract.id,
    notes: [],
    deliversFrom: skip.deliversFrom,
    outcome: 'not-asked',
    reason,
  };
}
