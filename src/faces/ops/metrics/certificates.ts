import { ownCertificates } from '../../../alerts/index.ts';
import type { Config } from '../../../config.ts';
import type { KeyWatch } from '../../../keys/index.ts';
import { expiriesOf, type Trust } from '../../../siths/index.ts';
import type { Meter } from './meter.ts';

/**
 * How long certificates and revocation lists are good, the bridge's own those that it shows now. `trust` is that of a process
 * that callers meet.
 */
export function measureCertificates(
  meter: Meter,
  files: Pick<Config, 'tls' | 'outgoing'>,
  keys: Pick<KeyWatch, 'troubles'>,
  trust?: Trust,
): void {
  meter.readings<{ readonly name: string; readonly until: Date; readonly use: string }>(
    () => [...ownCertificates(files, trust !== undefined), ...(trust ? expiriesOf(trust) : [])],
    {
      name: 'norrbryggan_certificate_remaining_seconds',
      help: 'How long a certificate or revocation list is still good, by use and name; negative when it no longer is.',
      labels: ['use', 'name'],
      value: ({ until }) => (until.getTime() - Date.now()) / 1000,
    },
  );
  meter.readings(keys.troubles, {
    name: 'norrbryggan_key_file_refused_seconds',
    help: 'How long a certificate or key of the bridge’s own has been changed on disk without being taken into use, by file.',
    labels: ['file'],
    value: ({ since }) => (Date.now() - Date.parse(since)) / 1000,
  });
}
