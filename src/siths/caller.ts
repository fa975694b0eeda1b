import type { ErrorCode } from '../errors.ts';

/** What the access log keeps of a certificate, whether it was accepted or refused. */
export interface CertificateFacts {
  /**
   * Subject as one line, attributes in encoding order, e.g. `C=SE, L=Luleå, O=…, CN=…, serialNumber=…`. Left out are the
   * personal number of a personal-ID card, which its fingerprint identifies, and the names of a person: hers may be
   * protected, now or later, and the care directory tells what may be shown of the HSA-id.
   */
  readonly subject: string;
  readonly issuer: string;
  /** The X.509 serial number in lower-case hex; not the subject attribute serialNumber. */
  readonly serial: string;
  /** SHA-256 of the DER, lower-case hex without colons. */
  readonly fingerprint: string;
  /** ISO 8601 instants. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Why it could not be told whether it was revoked, where it was accepted all the same. */
  readonly undetermined?: string;
}

/** Someone the bridge recognises: by a SITHS certificate, or by what an identity provider says of a person. */
export interface Caller {
  /** Upper-case HSA-id from the subject attribute serialNumber (2.5.4.5). */
  readonly hsaId: string;
  /** `function`: a system (funktionscertifikat). `person`: a human being with a card. */
  readonly kind: 'function' | 'person';
  /** Common name. */
  readonly name: string;
  readonly organisation: string | undefined;
  /** Level of assurance of a person's certificate or sign-in; undefined for functions, and where it is not known. */
  readonly loa: AssuranceLevel | undefined;
  /** Undefined when an identity provider vouches in its place. */
  readonly certificate: CertificateFacts | undefined;
}

export type AssuranceLevel = 1 | 2 | 3 | 4;

export interface CertifiedCaller extends Caller {
  readonly certificate: CertificateFacts;
  /** Where in the subject the HSA-id was found; OU only where `trust.hsaIdFromOu` says so. */
  readonly hsaIdFrom: 'serialNumber' | 'OU';
}

/** Why a certificate (or its absence) did not become a Caller. `certificate` is absent when none was presented. */
export interface Refusal {
  readonly refused: Extract<ErrorCode, `CERT_${string}`>;
  readonly detail: string | undefined;
  readonly certificate: CertificateFacts | undefined;
}

/** Why a certificate is not accepted. */
export type Fault = Pick<Refusal, 'refused' | 'detail'>;

export type Verdict = { readonly caller: CertifiedCaller } | { readonly refusal: Refusal };
