import type { Contract } from './contract.ts';
import { type Prefixes, prefixesFor } from './write.ts';

/** The prefixes of the bridge's own answers in a contract. */
export function answerPrefixes(contract: Contract): Prefixes {
  return prefixesFor(contract.namespace, contract.response);
}
