import { ownCertificates } from '../../../alerts/index.ts';
import type { Config } from '../../../config.ts';
import { expiriesOf, type Trust } from '../../../siths/index.ts';
import type { Meter } from './meter.ts';

/**
 * How long certificates and revocation lists are good. The bridge's own are those it read at its start, which are the
 * ones it shows; `trust` is that of a process that callers meet.
 */
export function measureCertificates(meter: Meter, files: Pick<Config, 'tls' | 'outgoing'>, trust?: Trust): void {
  const own = ownCertificates(files, trust !== undefined);
  meter.readings<Pick<(typeof own)[number], 'name' | 'until'> & { readonly use: string }>(
    () => [...own, ...(trust ? expiriesOf(trust) : [])],
    {
      name: 'norrbryggan_certificate_remaining_seconds',
      help: 'How long a certificate or revocation list is still good, by use and name; negative when it no longer is.',
      labels: ['use', 'name'],
      value: ({ until }) => (until.getTime() - Date.now()) / 1000,
    },
  );
}
