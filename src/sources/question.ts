import type { Contract } from '../contracts/index.ts';
import type { Endpoint, Source } from './http.ts';
import type { SourceQuery } from './query.ts';

/** A query on its way to one record system: everything a dialect needs to ask it. */
export interface Question {
  readonly source: Source;
  readonly endpoint: Endpoint;
  readonly contract: Contract;
  readonly query: SourceQuery;
  /** The bridge's own HSA-id. */
  readonly bridgeHsaId: string;
  readonly signal: AbortSignal;
}
