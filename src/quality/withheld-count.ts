import type { WithholdingReason } from '../access/record-gate.ts';
import type { ContractId } from '../contracts/record.ts';

/** How many records of a source were withheld for one reason; for broken ones, by the rule that broke first. */
export interface WithheldCount {
  readonly source: string;
  readonly contract: ContractId;
  readonly reason: WithholdingReason;
  /** Element path and rule without values; empty where the reason says all. */
  readonly rule: string;
  readonly count: number;
}
