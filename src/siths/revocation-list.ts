import type { KeyObject } from 'node:crypto';

/** A certificate revocation list (CRL, RFC 5280 §5) as read, its signature not yet checked. */
export interface RevocationList {
  /** DER of the issuer's name. */
  readonly issuerDer: Buffer;
  readonly thisUpdate: Date;
  /** Undefined = it never says when it ends, and can therefore not be known to be fresh. */
  readonly nextUpdate: Date | undefined;
  /** How many certificates it names. */
  readonly entries: number;
  /** Why the certificate of this X.509 serial number (lower-case hex) is on it (RFC 5280 §5.3.1); undefined = it is not. */
  reasonOf(serial: string): number | undefined;
  /** cRLNumber; undefined = it has none. */
  readonly number: bigint | undefined;
  /** Of a delta: the number of the list that it goes on from, or of an older one. */
  readonly base: bigint | undefined;
  /**
   * False for a list with a critical extension, on itself or an entry, other than that of a delta: a part of a partitioned
   * list or an indirect one. None of these says by itself that a certificate is not revoked.
   */
  readonly complete: boolean;
  isSignedBy(key: KeyObject): boolean;
}

/** Why a certificate is on a list, where it matters (RFC 5280 §5.3.1). */
export const reason = { unspecified: 0, certificateHold: 6, removeFromCrl: 8 } as const;

/**
 * A full list brought up to date by a delta (RFC 5280 §5.2.4); undefined where that one does not go on from it. Both must
 * be of the same issuer, and genuine. A delta that has ended takes nothing from a full list that has not.
 */
export function withDelta(full: RevocationList, delta: RevocationList): RevocationList | undefined {
  if (full.number === undefined || delta.number === undefined || delta.base === undefined) return undefined;
  if (full.number < delta.base || delta.number <= full.number) return undefined;
  const { thisUpdate, number } = delta;
  return {
    ...full,
    thisUpdate,
    nextUpdate: later(full.nextUpdate, delta.nextUpdate),
    number,
    reasonOf(serial) {
      const newer = delta.reasonOf(serial);
      return newer === reason.removeFromCrl ? undefined : (newer ?? full.reasonOf(serial));
    },
  };
}

const later = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one && other ? (one > other ? one : other) : (one ?? other);
