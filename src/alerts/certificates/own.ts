import type { X509Certificate } from 'node:crypto';
import type { Config } from '../../config.ts';
import { openedPairs } from '../../keys/live-pair.ts';
import { certificatesIn } from '../../keys/pem.ts';

/** A certificate that the bridge shows, or by which it trusts record systems. */
export interface OwnCertificate {
  readonly use: 'server' | 'outgoing' | 'outgoing-ca';
  /** Common name of its subject. */
  readonly name: string;
  readonly serial: string;
  readonly until: Date;
}

/** The bridge's own that are in force now, as far as somebody uses them. `isServing`: whether callers meet the process. */
export function ownCertificates(
  { tls, outgoing }: Pick<Config, 'tls' | 'outgoing'>,
  isServing: boolean,
): OwnCertificate[] {
  const pairs = openedPairs(outgoing).map(({ live }) => live.current);
  return [
    ...(isServing ? openedPairs(tls) : []).map(({ live }) => owned(live.current.leaf, 'server')),
    ...pairs.map(({ leaf }) => owned(leaf, 'outgoing')),
    ...certificatesIn(pairs[0]?.ca ?? '').map((authority) => owned(authority, 'outgoing-ca')),
  ];
}

function owned({ subject, serialNumber, validTo }: X509Certificate, use: OwnCertificate['use']): OwnCertificate {
  return { use, name: commonNameIn(subject), serial: serialNumber.toLowerCase(), until: new Date(validTo) };
}

/** Node writes one attribute a line. */
function commonNameIn(subject: string): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}
