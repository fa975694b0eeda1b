import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from '../../../config.ts';
import { expiriesOf, type Trust } from '../../../siths/index.ts';
import type { Meter } from './meter.ts';

interface Expiry {
  /** What it is for. */
  readonly use: 'server' | 'outgoing' | 'outgoing-ca' | 'root' | 'issuer' | 'revocation-list';
  /** Common name of its subject; of a revocation list, of who issues it. */
  readonly name: string;
  readonly until: Date;
}

type Files = Pick<Config, 'tls' | 'outgoing'>;

/**
 * How long certificates and revocation lists are good. The bridge's own are those it read at its start, which are the
 * ones it shows; `trust` is that of a process that callers meet.
 */
export function measureCertificates(meter: Meter, { tls, outgoing }: Files, trust?: Trust): void {
  const own: readonly Expiry[] = [
    ...(trust ? expiriesIn(tls.certificate, 'server').slice(0, 1) : []),
    ...expiriesIn(outgoing.certificate, 'outgoing').slice(0, 1),
    ...expiriesIn(outgoing.ca, 'outgoing-ca'),
  ];
  meter.readings(() => [...own, ...(trust ? expiriesOf(trust) : [])], {
    name: 'norrbryggan_certificate_remaining_seconds',
    help: 'How long a certificate or revocation list is still good, by use and name; negative when it no longer is.',
    labels: ['use', 'name'],
    value: ({ until }) => (until.getTime() - Date.now()) / 1000,
  });
}

/** Of each certificate in a PEM file, the leaf first. */
function expiriesIn(file: string, use: Expiry['use']): Expiry[] {
  const blocks = readFileSync(file, 'latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks
    .map((pem) => new X509Certificate(pem))
    .map(({ subject, validTo }) => ({ use, name: commonNameIn(subject), until: new Date(validTo) }));
}

/** Node writes one attribute a line. */
function commonNameIn(subject: string): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}
