import type { ColumnType, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface SignInTables {
  'bridge.sign_in_code': SignInCodeTable;
  'bridge.portal_session': PortalSessionTable;
  'bridge.open_patient': OpenPatientTable;
}

/** One-time codes on their way from the sign-in to the portal. */
interface SignInCodeTable {
  /** SHA-256 of the code, hex. */
  code_hash: string;
  /** Base64 of the DER. */
  certificate: string;
  /** See sign-in/begun.ts; null when the sign-in was not begun at the portal. */
  state: string | null;
  made_at: ColumnType<Date, Date, never>;
}

/** Who is signed in to the portal. */
interface PortalSessionTable {
  /** SHA-256 of the cookie's token, hex. */
  token_hash: string;
  /** HSA-id. */
  person: string;
  /** Base64 of the DER; null when an identity provider vouched for the person. */
  certificate: string | null;
  vouched: JSONColumnType<object, string | null, never> | null;
  started_at: ColumnType<Date, Date, never>;
  seen_at: Date;
  /** HSA-id of the commission; null until one is chosen. */
  assignment: string | null;
}

/** The one patient that a session has open. */
interface OpenPatientTable {
  token_hash: string;
  opening: string;
  assignment: string;
  patient: string;
  opened_at: Date;
  places_shown_in: string | null;
}
