import type { WithholdingReason } from '../access/index.ts';
import type { ContractId } from '../contracts/record.ts';
import type { FailureReason } from '../sources/query.ts';

/**
 * Coverage: for every source that could hold data about the patient, per information type, whether it is in the
 * answer and if not why. The vocabulary is closed; there is no "unknown".
 */
export type NotAskedReason =
  | 'does-not-deliver'
  | 'no-engagement'
  | 'no-permission'
  | 'route-unusable'
  | 'filtered-out'
  | 'identity-is-local'
  | 'would-loop'
  | 'provider-not-connected';

export type CoverageNote =
  | 'slow'
  | 'delivers-from'
  | 'index-unavailable'
  | 'index-may-lag'
  | 'source-read-only'
  | 'source-archive'
  | 'possible-duplicates'
  | 'aliased'
  | 'records-withheld'
  | 'source-warned'
  | 'sources-not-stated'
  | 'from-cache'
  | 'duplicate-id'
  | 'translated';

/** What could not be told in the asked version of a contract: element path in the source's → in how many records. */
export type Lost = Readonly<Record<string, number>>;

interface Translated {
  readonly from: ContractId;
  readonly lost: Lost;
}

interface CoverageBase {
  /** HSA-id of the record system, or of the care provider for `provider-not-connected`. */
  readonly source: string;
  readonly name: string;
  readonly contract: ContractId;
  readonly notes: readonly CoverageNote[];
  /** ISO date from which the source delivers this type, where the agreement says so. */
  readonly deliversFrom: string | undefined;
  /** What the configuration tells of a system that is read-only or an archive. */
  readonly lifecycleText?: string;
  /** HSA-id of the aggregating platform that asked the source for us. */
  readonly through?: string;
}

export type SourceCoverage =
  | (CoverageBase & {
      readonly outcome: 'answered';
      readonly records: number;
      readonly milliseconds: number;
      readonly withheld: number;
      readonly withheldFor?: Readonly<Partial<Record<WithholdingReason, number>>>;
      readonly duplicateIds: number;
      /** Records for which another system's stands, by an alias of the configuration. */
      readonly aliased?: number;
      /** Records that may be the same as another system's; all are shown, marked. */
      readonly possibleDuplicates?: number;
      /** Where the source was asked in another version of the contract. */
      readonly translated?: Translated;
      /** Given by a platform from its memory: when that was renewed (`YYYYMMDDhhmmss`), and the code of why it could not be now. */
      readonly cache?: { readonly asOf: string | undefined; readonly failure?: string };
    })
  | (CoverageBase & {
      readonly outcome: 'failed';
      readonly reason: FailureReason;
      readonly status: number;
      /** A platform's own code where it is not the status. */
      readonly code?: string | undefined;
      readonly text: string;
      readonly milliseconds: number;
    })
  | (CoverageBase & { readonly outcome: 'not-asked'; readonly reason: NotAskedReason });

export type Coverage = readonly SourceCoverage[];
