import type { BridgeRecord, ContractId } from '../../../contracts/index.ts';
import type { Clinical, ClinicalType } from './clinical.ts';
import type { MappingContext } from './context.ts';

/** What one record becomes. */
export interface MappedRecord {
  /** Every resource the record holds, the main one first. Among themselves they refer as `Type/id`. */
  readonly resources: readonly Clinical[];
  /** `YYYYMMDDhhmmss`, for Provenance.recorded where it is another time than the header's. */
  readonly recorded?: string | undefined;
  /** Why the source withdrew the record, where the resources have no element for it. */
  readonly withdrawnBecause?: string | undefined;
  /** Elements of the record whose code could not be translated. */
  readonly doubts?: readonly string[];
}

/** How the records of one service contract become resources: one of these for each contract. */
export interface RecordMapping {
  readonly contract: ContractId;
  /** Where every record becomes one resource and no more, of this type, and leaves nothing in doubt. */
  readonly becomes?: ClinicalType;
  map(record: BridgeRecord, context: MappingContext): MappedRecord;
}

/** `Data` is the contract's record type, as its reader gives it. */
export function recordMapping<Data>(
  contract: { readonly id: ContractId },
  map: (record: BridgeRecord<Data>, context: MappingContext) => MappedRecord,
): RecordMapping {
  // A record of the contract holds the contract's type: the reader made it so.
  return { contract: contract.id, map: (record, context) => map(record as BridgeRecord<Data>, context) };
}

/** The mapping of a contract whose every record becomes one resource of a type, and leaves nothing in doubt. */
export function singleMapping<Data>(
  contract: { readonly id: ContractId },
  becomes: ClinicalType,
  map: (record: BridgeRecord<Data>, context: MappingContext) => Clinical,
): RecordMapping {
  return { ...recordMapping<Data>(contract, (record, context) => ({ resources: [map(record, context)] })), becomes };
}

/** The reason, when the record is withdrawn and its source gave one. */
export function withdrawalReason(header: { nullified?: boolean; nullifiedReason?: string }): string | undefined {
  return header.nullified ? header.nullifiedReason?.trim() || undefined : undefined;
}
