import type { JWTPayload } from 'jose';
import type { CertificateFacts } from '../siths/caller.ts';

/** The claim that ties a token to the certificate of its holder (RFC 8705 §3.1): no use to whoever else gets hold of it. */
export function confirmationOf({ fingerprint }: Pick<CertificateFacts, 'fingerprint'>): { 'x5t#S256': string } {
  return { 'x5t#S256': Buffer.from(fingerprint, 'hex').toString('base64url') };
}

/** `none` for a token that is not tied to any certificate. */
export function bindingOf(payload: JWTPayload, certificate: Pick<CertificateFacts, 'fingerprint'>) {
  const confirmation = payload.cnf as { readonly 'x5t#S256'?: unknown } | undefined;
  if (confirmation === undefined) return 'none';
  return confirmation?.['x5t#S256'] === confirmationOf(certificate)['x5t#S256'] ? 'bound' : 'other';
}
