/** What faces map to a status. */
export type ErrorKind =
  | 'bad-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'too-large'
  | 'not-acceptable'
  | 'throttled'
  | 'overloaded'
  | 'upstream'
  | 'timeout'
  | 'internal'
  | 'operator';

/** What an error is to those who meet it. */
interface CatalogueEntry {
  readonly kind: ErrorKind;
  readonly sv: string;
  readonly en: string;
  /** What to do, in English, for the person who runs or connects to the bridge. */
  readonly remedy: string;
}

/** The errors of one area, by code. */
export type ErrorTable = Readonly<Record<string, CatalogueEntry>>;
