import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from '../../config.ts';

/** A certificate that the bridge shows, or by which it trusts record systems. */
export interface OwnCertificate {
  readonly use: 'server' | 'outgoing' | 'outgoing-ca';
  /** Common name of its subject. */
  readonly name: string;
  readonly serial: string;
  readonly until: Date;
}

/**
 * The bridge's own, as they are on disk now: read at its start, they are the ones it shows. `isServing`: whether callers
 * meet the process.
 */
export function ownCertificates(
  { tls, outgoing }: Pick<Config, 'tls' | 'outgoing'>,
  isServing: boolean,
): OwnCertificate[] {
  return [
    ...(isServing ? certificatesIn(tls.certificate, 'server').slice(0, 1) : []),
    ...certificatesIn(outgoing.certificate, 'outgoing').slice(0, 1),
    ...certificatesIn(outgoing.ca, 'outgoing-ca'),
  ];
}

/** Of each certificate in a PEM file, the leaf first. */
function certificatesIn(file: string, use: OwnCertificate['use']): OwnCertificate[] {
  const blocks = readFileSync(file, 'latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks
    .map((pem) => new X509Certificate(pem))
    .map(({ subject, serialNumber, validTo }) => ({
      use,
      name: commonNameIn(subject),
      serial: serialNumber.toLowerCase(),
      until: new Date(validTo),
    }));
}

/** Node writes one attribute a line. */
function commonNameIn(subject: string): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}
