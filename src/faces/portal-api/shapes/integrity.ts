/** What proves the access log, and long work at it, as officers' pages see them. Shared with the pages; types alone. */
import type { LogVerified } from '../../../audit/log-work.ts';
import type { Work } from '../../../long-work/work.ts';

export interface ShownHead {
  /** What is signed. */
  readonly note: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** ISO 8601. */
  readonly at: string;
  readonly keyId: string;
}

/** The newest head of the log, whose signatures it may bear, and what witnesses have seen. */
export interface ShownLogHead extends ShownHead {
  /** The present key first, then those before it. */
  readonly keys: readonly ShownKey[];
  /** The last head that each witness has co-signed. */
  readonly cosigned: readonly (ShownHead & { readonly witness: string })[];
}

export interface ShownKey {
  readonly keyId: string;
  /** PEM (SPKI, Ed25519). */
  readonly publicKey: string;
}

/** That an entry is in the log of the head. Hashes in base64. */
export interface ShownProof {
  /** Version of the form. */
  readonly norrbryggan: 1;
  readonly entry: string;
  /** Number of the leaf. */
  readonly index: number;
  readonly leaf: string;
  /** What the leaf is the hash of; null for an entry of which only a part is one’s own: the text tells the rest. */
  readonly text: string | null;
  readonly proof: readonly string[];
  readonly head: ShownHead;
  readonly keys: readonly ShownKey[];
}

/** The latest, and of those of the last day before it the latest that found a fault. */
export type ShownVerification = VerificationRun & { readonly broken?: VerificationRun };

export type VerificationRun =
  | { readonly state: 'none' }
  /** `isOwn`: whether the one who looks began it: she alone stops it. */
  | (Pick<Work, 'id' | 'startedAt' | 'done' | 'all'> & { readonly state: 'running'; readonly isOwn: boolean })
  | (Pick<Work, 'id' | 'startedAt' | 'endedAt'> & LogVerified & { readonly state: 'whole' | 'broken' })
  /** It could not be carried out. */
  | (Pick<Work, 'id' | 'startedAt' | 'endedAt' | 'failure'> & { readonly state: 'failed' | 'interrupted' });

export interface ShownExport
  extends Pick<
    Work,
    'id' | 'state' | 'done' | 'all' | 'failure' | 'bytes' | 'startedAt' | 'endedAt' | 'goneAt' | 'owner'
  > {
  /** Whether the one who looks began it: she alone takes it. */
  readonly isOwn: boolean;
  /** Entries, once it is finished. */
  readonly entries: number | undefined;
}

export interface ShownExports {
  readonly exports: readonly ShownExport[];
}
