/** Seals what stays in the store: a former key is needed as long as that is. Where it stands: kept/places.ts. */
export type KeptPurpose =
  | 'contents'
  | 'referrals'
  | 'captured-messages'
  | 'long-work'
  | 'portal-open-patients'
  | 'launches'
  | 'lift-requests';

/** What a key is derived for. Beside what is kept: what is in others' hands for a time, names only, or is derived from. */
export type Purpose =
  | KeptPurpose
  | 'deliveries'
  | 'keys'
  | 'npo-continuations'
  | 'access-tokens'
  | 'fhir-identities'
  | 'portal-cursors';
