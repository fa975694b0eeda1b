import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/index.ts';
import type { Permissions, Routing, TableIndex } from '../routing/index.ts';

/** A call that somebody wonders about. */
export interface CallQuestion {
  readonly caller: string;
  readonly contract: ContractId;
  readonly address: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What the steps are taken with, all at the instant of the question. */
export interface Explaining {
  readonly question: CallQuestion;
  readonly config: Config;
  readonly index: TableIndex;
  readonly routing: Routing;
  readonly permissions: Permissions;
}
