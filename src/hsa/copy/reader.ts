import type { DirectoryObject } from '../model.ts';
import type { Covers } from './generation.ts';

/** What an entry of the origin became. One that is no object (a county) is not told of. */
export type Read =
  | { readonly object: DirectoryObject }
  | { readonly omitted: { readonly dn: string; readonly hsaId: string | undefined; readonly reason: string } };

/** Takes what has been read before more is read; some hundreds at a time. */
export type Take = (batch: readonly Read[]) => Promise<void>;

/** Where a copy is read from. Everything throws `DIRECTORY_UNAVAILABLE` when it cannot be read to its end. */
export interface Reader {
  /** As it is told of: without passwords. */
  readonly origin: string;
  readonly covers: Covers;
  /** Everything. Gives from where changes are to be read on; undefined where changes cannot be asked for. */
  all(take: Take): Promise<string | undefined>;
  /** Where the origin can be asked for less. */
  readonly changes?: Changes;
  /** Where that can be told before anything is read; `known` is what `all` gave last time. */
  look?(known: string | undefined): Promise<Seen>;
}

/** What can be seen of an origin from outside. */
export interface Seen {
  /** Equal to what `all` gives for as long as nothing is new; undefined where that cannot be told. */
  readonly version: string | undefined;
  /** When the origin was so. */
  readonly asOf: Date;
}

export interface Changes {
  /** What has been changed since; gives from where to read on. */
  since(cursor: string, take: Take): Promise<string>;
  /** The names in the tree of all that there is. */
  names(take: (dns: readonly string[]) => Promise<void>): Promise<void>;
  /** The entries of those names. */
  entries(dns: readonly string[], take: Take): Promise<void>;
}

/** Objects that are written at a time. */
export const batchSize = 500;
