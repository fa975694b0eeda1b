/** What of the store belongs here; made by the migrations in src/store/. */
export interface RevocationTables {
  'bridge.revocation_list': RevocationListTable;
  'bridge.revocation_answer': RevocationAnswerTable;
}

/** Fetched revocation lists. */
interface RevocationListTable {
  url: string;
  content: Buffer | null;
  etag: string | null;
  last_modified: string | null;
  fetched_at: Date | null;
  next_at: Date;
  failures: number;
  failure: string | null;
}

interface RevocationAnswerTable {
  fingerprint: string;
  answer: Buffer;
  status: 'good' | 'revoked';
  reason: number | null;
  this_update: Date;
  next_update: Date;
  learnt_at: Date;
}
