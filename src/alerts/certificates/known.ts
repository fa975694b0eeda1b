import { expiriesOf, type Trust } from '../../siths/index.ts';
import type { OwnCertificate } from './own.ts';
import type { SeenCertificate } from './seen.ts';

type TrustExpiry = ReturnType<typeof expiriesOf>[number];

/** A certificate or revocation list that something rests on. */
export interface KnownCertificate {
  readonly use: OwnCertificate['use'] | TrustExpiry['use'] | 'caller' | 'source';
  /** Common name of its subject, or of who issues the list. */
  readonly name: string;
  readonly until: Date;
  /** Of a list: how old it may become, where anybody says. */
  readonly maxAgeMs?: number;
  /** HSA-id of the caller or record system that shows it. */
  readonly party?: string;
  readonly serial?: string;
  /** SHA-256 of the DER; of callers and record systems. */
  readonly fingerprint?: string;
  /** Of authorities and lists: the issuing CAs whose certificates are refused once it has ended. */
  readonly issuers?: TrustExpiry['issuers'];
}

/** All of them but persons', who are counted: soonest end first. `trust` is that of a process that callers meet. */
export function knownCertificates(
  own: readonly OwnCertificate[],
  trust: Trust | undefined,
  seen: readonly SeenCertificate[],
): readonly KnownCertificate[] {
  const all: readonly KnownCertificate[] = [
    ...own,
    ...(trust ? expiriesOf(trust) : []),
    ...seen.flatMap(({ shownBy, party, subject, serial, fingerprint, until }) =>
      shownBy === 'person' ? [] : [{ use: shownBy, name: nameIn(subject), party, serial, fingerprint, until }],
    ),
  ];
  return all.toSorted((one, other) => one.until.getTime() - other.until.getTime());
}

/** Of a distinguished name in one line. */
export function nameIn(subject: string): string {
  return /(?:^|[,+] ?)CN=((?:\\.|[^,+\\])*)/.exec(subject)?.[1] ?? subject;
}
