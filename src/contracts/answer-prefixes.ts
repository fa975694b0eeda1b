import type { Contract } from './contract.ts';
import { type Prefixes, prefixesFor } from './write.ts';

const prefixesByContract = new WeakMap<Contract, Prefixes>();

/** The prefixes of the bridge's own answers in a contract. */
export function answerPrefixes(contract: Contract): Prefixes {
  let prefixes = prefixesByContract.get(contract);
  if (!prefixes) {
    prefixes = prefixesFor(contract.namespace, contract.response);
    prefixesByContract.set(contract, prefixes);
  }
  return prefixes;
}
