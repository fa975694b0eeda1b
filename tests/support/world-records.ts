import type { Contract } from '../../src/contracts/index.ts';
import { norrbotten } from '../../src/simulators/index.ts';
import { dayOf } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData, isTold } from '../../src/simulators/world/council-data.ts';
import { tolvan } from '../../src/simulators/world/patient.ts';
import { storyPersons } from '../../src/simulators/world/story-persons.ts';

const councils = createCouncilData(
  { seed: 'norrbryggan', today: dayOf('2026-11-20') },
  await loadCareUnits('config/hsa/demo.ldif'),
);
const data = councils[norrbotten];

/** Who has something in every contract between them: he is a man, she expected a child. */
const people = [tolvan, storyPersons.saga.identity.id];

/** Without attachments near the contracts' limit, so that a thousand are no test of that. */
const largest = 20_000;

/** Somebody of the simulated world who has records in the contract. */
export function patientWith(contract: Contract): string {
  const one = people.find((number) => told(contract, number).length > 0);
  if (one === undefined) throw new Error(`Nobody has anything in ${contract.id}`);
  return one;
}

/** Real records of that patient as if another system had written them, repeated under new ids until there are enough. */
export function recordsOf(contract: Contract, source: string, count: number): readonly object[] {
  const pool = told(contract, patientWith(contract));
  return Array.from({ length: count }, (_, index) => {
    // Every id in the world begins with its system's; the round sets those of repeated records apart.
    const round = Math.floor(index / pool.length);
    const text = pool[index % pool.length] ?? '';
    const moved = text.replaceAll(`${norrbotten}-`, `${source}-${round}-`).replaceAll(`"${norrbotten}"`, `"${source}"`);
    return JSON.parse(moved) as object;
  });
}

/** All that the councils have written of everybody with a story of her own, in the contract. */
export function storyRecords(contract: Contract): readonly object[] {
  const { id } = contract;
  if (!isTold(id)) return [];
  const everybody = [tolvan, ...Object.values(storyPersons).map(({ identity }) => identity.id)];
  return Object.values(councils).flatMap((council) =>
    everybody.flatMap((number): readonly object[] => council.records(number)?.(id) ?? []),
  );
}

/** As JSON. Withdrawn ones are left out: some contracts forbid to send them. */
function told(contract: Contract, number: string): string[] {
  if (!isTold(contract.id)) return [];
  const items: readonly object[] = data.records(number)?.(contract.id) ?? [];
  return items
    .filter((item) => !contract.headerOf(item as Parameters<Contract['headerOf']>[0]).nullified)
    .map((item) => JSON.stringify(item))
    .filter((text) => text.length < largest);
}
