import type { ColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface WitnessTables {
  'bridge.witnessed_head': WitnessedHeadTable;
  'bridge.witness_evidence': WitnessEvidenceTable;
  'bridge.cosigned_head': CosignedHeadTable;
}

/** The last believed head of each log that is witnessed here. */
interface WitnessedHeadTable {
  origin: string;
  note: string;
}

interface WitnessEvidenceTable {
  digest: Buffer;
  origin: string;
  suspicion: string;
  explanation: string;
  notes: string[];
  found_at: ColumnType<Date, Date, never>;
}

/** The last head of this log that each witness has co-signed. */
interface CosignedHeadTable {
  witness: string;
  size: number;
  note: string;
}
