import type { SearchColumns } from '../columns.ts';
import type { SignedHead } from '../heads/index.ts';
import type { Subtree } from '../tree/index.ts';

/** What stands in the log’s next place, as it is kept. */
export type Piece =
  | {
      readonly kind: 'entry';
      /** The place it is kept at. */
      readonly sequence: number;
      /** Undefined once disposed of. */
      readonly text: string | undefined;
      /** First bytes, or all, of the leaf’s hash that is kept beside it. */
      readonly mark: Buffer;
      /** Undefined where nothing is searched. */
      readonly columns?: SearchColumns | undefined;
    }
  /** Entries that were left out, of which only the hash is told. */
  | ({ readonly kind: 'left-out' } & Subtree);

/** A key that has signed, and the signed note by which the one before introduced it. */
export interface KnownKey {
  readonly publicKey: string;
  readonly endorsement: string | undefined;
}

/** A log to be verified: the store’s, another process’s, or an exported file. Read once, in order. */
export interface LogSource {
  /** The newest; undefined when it cannot be read. */
  readonly head: SignedHead | undefined;
  /** Heads kept along the way, smallest first. */
  heads(): AsyncIterable<SignedHead | undefined>;
  /** From the first place up to the head’s size; more only when something was put in. */
  pieces(): AsyncIterable<Piece>;
  readonly keys: readonly KnownKey[];
}
