import type { ContractId } from '../../contracts/index.ts';
import type { CouncilSource } from '../sources.ts';
import type { CareUnit } from './care-units.ts';
import { type History, historyOf, type World } from './history.ts';
import type { Patient } from './patient.ts';
import { type ItemOf, type ToldContract, tellers } from './tell/index.ts';

/** Everything one record system holds about one patient, by contract; each list oldest first. */
export type PatientRecords = <Id extends ToldContract>(contract: Id) => readonly ItemOf<Id>[];

/**
 * The same for a seed and a day, whatever was asked before. What happened is worked out once, the records of a contract
 * when they are asked for. The patient must be known to the source.
 */
export function recordsOf(
  world: World,
  patient: Patient,
  source: CouncilSource,
  units: readonly CareUnit[],
): PatientRecords {
  let history: History | undefined;
  const told = new Map<ContractId, readonly object[]>();
  return <Id extends ToldContract>(contract: Id) => {
    let items = told.get(contract);
    if (!items) {
      history ??= historyOf(world, patient, source, units);
      items = tellers[contract](history);
      told.set(contract, items);
    }
    return items as readonly ItemOf<Id>[];
  };
}
