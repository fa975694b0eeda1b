import type { Contract, ContractId } from '../../../src/contracts/index.ts';
import type { ShownRecord } from '../../../src/faces/portal-api/shapes/reading.ts';

/** A record of the contract as the API tells it. */
export function shown(contract: ContractId, data: unknown, more: Partial<ShownRecord> = {}): ShownRecord {
  return {
    contract,
    source: 'SE2321000230-DEMOVAS',
    documentId: 'doc-1',
    careProvider: { hsaId: 'SE2321000230-DEMOVG', name: 'Region Norrbotten (demo)' },
    careUnit: { hsaId: 'SE2321000230-DEMOMED', name: 'Medicinkliniken' },
    time: '20261101101500',
    approvedForPatient: true,
    nullified: false,
    possibleDuplicate: false,
    data,
    ...more,
  };
}

export function shownAs(contract: Contract, data: object): ShownRecord {
  const header = contract.headerOf(data as Parameters<Contract['headerOf']>[0]);
  return shown(contract.id, data, { documentId: header.documentId, time: header.time });
}
