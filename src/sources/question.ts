import type { Contract } from '../contracts/index.ts';
import type { Endpoint, Source } from './http.ts';
import type { SourceQuery } from './query.ts';

/** What a dialect needs to know of the system that it asks. */
export type AskedSource = Pick<
  Source,
  'hsaId' | 'name' | 'url' | 'careProvider' | 'defaultCareUnit' | 'profile' | 'extract' | 'aggregates'
>;

/** A query on its way to one record system: everything a dialect needs to ask it. */
export interface Question {
  readonly source: AskedSource;
  readonly endpoint: Pick<Endpoint, 'base' | 'converse'>;
  readonly contract: Contract;
  readonly query: SourceQuery;
  /** The bridge's own HSA-id. */
  readonly bridgeHsaId: string;
  readonly signal: AbortSignal;
}
