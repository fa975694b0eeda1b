import type { ColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface ReferralTables {
  'bridge.referral': ReferralTable;
  'bridge.referral_message': ReferralMessageTable;
}

/** Referrals between care units and how far they have come. HSA-ids of units in upper case. */
interface ReferralTable {
  id: string;
  request_key: Buffer;
  requesting_unit: string;
  receiving_unit: string;
  major: number;
  version: number;
  state: string;
  said: string | null;
  consultation: boolean;
  sealed: Buffer;
  accepted_at: ColumnType<Date, Date, never>;
  changed_at: ColumnType<Date, Date, Date>;
}

interface ReferralMessageTable {
  /** Of its delivery. */
  id: string;
  referral: string;
  message_key: Buffer;
  digest: Buffer;
  kind: string;
  type: string;
  version: number;
  from_unit: string;
  to_unit: string;
  destination: string;
  attachments: number;
  accepted_at: ColumnType<Date, Date, never>;
  delivered_at: ColumnType<Date | null, null, Date>;
  receipt: string | null;
}
