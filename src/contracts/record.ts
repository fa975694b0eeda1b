/**
 * A record as it travels through the bridge, whatever dialect its source speaks: the contract's own record type as
 * plain data, and a header in one shape for every contract, which the gate, the merge and the log read.
 */
export interface PatientId {
  /** Twelve characters, no separator. */
  readonly id: string;
  /** OID of the kind of identity, e.g. 1.2.752.129.2.1.3.1 (personal number). */
  readonly type: string;
}

export interface RecordHeader {
  /** Unique within the source system and stable over time. May embed a personal number: never log it in clear. */
  readonly documentId: string;
  /** HSA-id of the record system that holds the record. */
  readonly sourceSystem: string;
  readonly patient: PatientId;
  /** `YYYYMMDDhhmmss`, Swedish local time; when the information was registered. Orders the overview, newest first. */
  readonly time: string;
  /** HSA-id of the information-owning care unit (vårdenhet); a record without it is not shown in shared records. */
  readonly careUnit: string | undefined;
  /** HSA-id of the information-owning care provider (vårdgivare). */
  readonly careProvider: string | undefined;
  /** Organisation number of the care provider, where that is all that names it: the care directory says which it is. */
  readonly careProviderNumber?: string | undefined;
  readonly approvedForPatient: boolean;
  /** Withdrawn (makulerad) by its source. */
  readonly nullified: boolean;
}

/** `Name:major`, e.g. `GetDiagnosis:2`. */
export type ContractId = `${string}:${number}`;

export interface BridgeRecord<Data = unknown> {
  readonly contract: ContractId;
  readonly header: RecordHeader;
  /** The contract's record type (e.g. DiagnosisType), as its reader gives it. */
  readonly data: Data;
  /** Where `data` is left out because the record is only passed on: its element in an answer of its contract; bytes are UTF-8. */
  readonly written?: string | Uint8Array;
  /** What is wrong with it against its contract (element paths and rules, never values). Such a record is withheld. */
  readonly problems?: readonly string[];
  /** The times that blocks are compared with (`Contract.comparedBy`), where `data` is left out or does not tell them. */
  readonly comparedBy?: readonly string[] | undefined;
  /** A record of another system that may be the same one, marked when records are merged; both are shown. */
  readonly likenessOf?: { readonly source: string; readonly documentId: string };
}
