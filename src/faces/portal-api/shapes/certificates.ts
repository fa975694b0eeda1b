/** Certificates by when they end, as `GET /api/ops/certificates` tells them. Shared with the pages; types alone. */
import type { Named } from './reading.ts';

export interface ShownCertificates {
  /** Soonest end first. */
  readonly certificates: readonly ShownCertificate[];
  /** How many persons' certificates have been seen in the last ninety days, by rung. */
  readonly persons: readonly { readonly rung: Rung; readonly count: number }[];
  /** Where it is learnt what is revoked. */
  readonly revocation: readonly ShownRevocationSource[];
}

export interface ShownRevocationSource {
  /** A list on disk, one that is fetched, or who is asked (OCSP). */
  readonly kind: 'file' | 'address' | 'responder';
  /** Path or URL. */
  readonly where: string;
  /** Common name of the CA that says; undefined: it says nothing of any that is trusted. */
  readonly authority: string | undefined;
  /** Since the latest list was issued, or the latest answer; undefined: nothing has come. */
  readonly ageSeconds: number | undefined;
  /** How old it may become; undefined: what issues it says how long it holds. */
  readonly maxAgeSeconds: number | undefined;
  /** When more is promised, ISO 8601. */
  readonly nextUpdate: string | undefined;
  /** Why the latest attempt failed; undefined: it did not. */
  readonly failure: string | undefined;
}

/** It has ended, ends within so many days, or later than that. */
export type Rung = 'ended' | 1 | 7 | 14 | 30 | 60 | 90 | 'later';

export interface ShownCertificate {
  readonly use: 'server' | 'outgoing' | 'outgoing-ca' | 'root' | 'issuer' | 'revocation-list' | 'caller' | 'source';
  /** Common name of its subject, or of who issues the list. */
  readonly name: string;
  /** ISO 8601. A list that is not there, or that nobody can believe, has been good until 1970. */
  readonly until: string;
  /** HSA-id of the caller or record system that shows it. */
  readonly party: string | undefined;
  readonly serial: string | undefined;
  readonly rung: Rung;
  /** What stops when it has ended. */
  readonly stops: {
    readonly callers: readonly Named[];
    readonly sources: readonly Named[];
    readonly contracts: readonly string[];
    readonly persons: number;
  };
}

/** What would stop, as `GET /api/ops/certificates/impact/{of}` tells it. */
export interface ShownImpact {
  /** What would be revoked, distrusted or ended, soonest end first. */
  readonly certificates: readonly Pick<ShownCertificate, 'use' | 'name' | 'party' | 'serial' | 'until'>[];
  /** `hasAnother`: it has lately shown another certificate that would still be good. */
  readonly callers: readonly (Named & { readonly dailyCalls: number; readonly hasAnother: boolean })[];
  readonly sources: readonly Named[];
  readonly contracts: readonly string[];
  readonly persons: number;
  readonly careUnits: readonly (Named & { readonly dailyCalls: number })[];
  readonly dailyCalls: number;
  /** How many whole days have been counted, at most seven; 0: nothing but what there is of today. */
  readonly days: number;
}

/** Systems that have shown more than one certificate, as `GET /api/ops/certificates/rotations` tells them. */
export interface ShownRotations {
  /** Whoever still uses the old one first. */
  readonly rotations: readonly ShownRotation[];
}

export interface ShownRotation {
  readonly shownBy: 'caller' | 'source';
  readonly party: string;
  /** `old-only`: the newest is known, and yet an old one is used instead. */
  readonly standing: 'moved' | 'both' | 'old-only';
  /** Newest first. */
  readonly certificates: readonly {
    readonly name: string;
    readonly serial: string;
    readonly fingerprint: string;
    readonly until: string;
    readonly lastSeen: string;
    readonly dailyCalls: number | undefined;
  }[];
}
