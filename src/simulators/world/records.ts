import type { ContractId } from '../../contracts/index.ts';
import type { History } from './history.ts';
import { type ItemOf, type ToldContract, tellers } from './tell/index.ts';

/** Everything one record system holds about one patient, by contract; each list oldest first. */
export type PatientRecords = <Id extends ToldContract>(contract: Id) => readonly ItemOf<Id>[];

/** What happened is worked out once, the records of a contract when they are asked for. */
export function recordsOf(tell: () => History): PatientRecords {
  let history: History | undefined;
  const told = new Map<ContractId, readonly object[]>();
  return <Id extends ToldContract>(contract: Id) => {
    let items = told.get(contract);
    if (!items) {
      history ??= tell();
      items = tellers[contract](history);
      told.set(contract, items);
    }
    return items as readonly ItemOf<Id>[];
  };
}
