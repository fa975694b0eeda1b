import type { AssuranceLevel, Caller } from '../siths/index.ts';

/** What a session rests on. */
export type Proof = HeldCertificate | VouchedFor;

export interface HeldCertificate {
  readonly method: 'siths';
  /** DER. */
  readonly certificate: Buffer;
}

/** What an identity provider (OpenID Connect) has said of a person. */
export interface VouchedFor {
  readonly method: 'oidc';
  /** Upper-case. */
  readonly hsaId: string;
  readonly name: string;
  readonly issuer: string;
  /** How the person was authenticated, in the provider's words; and the level that the configuration makes of it. */
  readonly acr: string | undefined;
  readonly loa: AssuranceLevel | undefined;
}

/** Who it is that an identity provider vouches for. */
export function callerVouchedFor({ hsaId, name, loa }: VouchedFor): Caller {
  return { hsaId, kind: 'person', name, organisation: undefined, loa, certificate: undefined };
}

/** As the access log tells of it. */
export function loggedProof(proof: Proof): Readonly<Record<string, string | undefined>> {
  return proof.method === 'siths'
    ? { method: 'siths' }
    : { method: 'oidc', issuer: proof.issuer, acr: proof.acr, level: proof.loa && `loa${proof.loa}` };
}
