import type { BridgeRecord, ContractId } from '../../../contracts/index.ts';
import type { Naming } from '../naming.ts';
import type { ShownRecord } from '../shapes/reading.ts';

export async function shownRecord(
  contract: ContractId,
  { header, data, likenessOf }: BridgeRecord,
  named: Naming,
): Promise<ShownRecord> {
  const { sourceSystem: source, documentId, careProvider, careUnit, time, approvedForPatient, nullified } = header;
  return {
    contract,
    source,
    documentId,
    careProvider: careProvider === undefined ? undefined : await named(careProvider),
    careUnit: careUnit === undefined ? undefined : await named(careUnit),
    time,
    approvedForPatient,
    nullified,
    possibleDuplicate: likenessOf !== undefined,
    data,
  };
}

/** What one event holds at most, in records and in characters of JSON; a record alone may be longer. */
const most = { records: 250, characters: 256 * 1024 };

/** Cut so that a page can show the first while the next is on its way. One that is empty where there is nothing. */
export function batchesOf(records: readonly ShownRecord[]): readonly (readonly ShownRecord[])[] {
  const batches: ShownRecord[][] = [[]];
  let characters = 0;
  for (const record of records) {
    const length = JSON.stringify(record).length;
    const last = batches.at(-1);
    const isFull = last && last.length > 0 && (last.length >= most.records || characters + length > most.characters);
    if (last && !isFull) last.push(record);
    else batches.push([record]);
    characters = isFull ? length : characters + length;
  }
  return batches;
}
