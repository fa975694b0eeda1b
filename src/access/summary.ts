import { localityOf, type Owner } from './decide-record.ts';
import type { Decision } from './decision.ts';
import type { Reader } from './reader.ts';

/** What became of the records of an answer, as a whole. */
export interface AnswerSummary {
  /** For the log: whether all, some or none of what there was is shown. Tells the reader that there was something. */
  readonly outcome: 'permit' | 'partial' | 'deny';
  /** The two indicators, which may be said to the reader; nothing more may: no number, no kind, no place. */
  readonly unblockedExists: boolean;
  readonly blockedExists: boolean;
  /** HSA-ids that may be named: of care providers, and inside the reader's own of care units. In the order of the ids. */
  readonly holders: readonly string[];
  readonly blockers: readonly string[];
  /** Which of these are care units. */
  readonly ownUnits: readonly string[];
}

/** One record's decision with whose it is. */
export interface Decided {
  readonly decision: Decision;
  readonly owner: Owner;
}

export function summarize(reader: Reader, decided: readonly Decided[]): AnswerSummary {
  const withheld = decided.filter(({ decision }) => decision.shown !== 'content');
  const shown = (...kinds: readonly Decision['shown'][]) =>
    withheld.filter(({ decision }) => kinds.includes(decision.shown));
  const permitted = decided.length - withheld.length;
  const some = permitted > 0 ? 'partial' : 'deny';
  const named = shown('holder-named', 'blocker-named');
  return {
    outcome: permitted === decided.length ? 'permit' : some,
    unblockedExists: shown('unblocked-exists', 'holder-named').some(
      ({ owner }) => localityOf(reader, owner) === 'other-provider',
    ),
    blockedExists: shown('blocked-exists', 'blocker-named').length > 0,
    holders: namesOf(reader, shown('holder-named')),
    blockers: namesOf(reader, shown('blocker-named')),
    ownUnits: namesOf(
      reader,
      named.filter(({ owner }) => localityOf(reader, owner) !== 'other-provider'),
    ),
  };
}

function namesOf(reader: Reader, decided: readonly Decided[]): readonly string[] {
  const names = decided.flatMap(({ owner }) => {
    const named = localityOf(reader, owner) === 'other-provider' ? owner.careProvider : owner.careUnit;
    return named ?? [];
  });
  return [...new Set(names)].sort();
}
