import { ownCertificates } from '../../../alerts/index.ts';
import type { Config } from '../../../config.ts';
import type { KeyWatch } from '../../../keys/index.ts';
import { expiriesOf, type Trust, troubleOf } from '../../../siths/index.ts';
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
  const lists = () =>
    (trust ? expiriesOf(trust) : []).flatMap(({ name, issuedAt, maxAgeMs }) =>
      issuedAt ? [{ name, issuedAt, maxAgeMs }] : [],
    );
  meter.readings(lists, {
    name: 'norrbryggan_revocation_list_age_seconds',
    help: 'Since what an authority said last about revocations was issued, by its name.',
    labels: ['name'],
    value: ({ issuedAt }) => (Date.now() - issuedAt.getTime()) / 1000,
  });
  meter.readings(() => lists().flatMap(({ name, maxAgeMs }) => (maxAgeMs === undefined ? [] : [{ name, maxAgeMs }])), {
    name: 'norrbryggan_revocation_list_max_age_seconds',
    help: 'How old that may become, by name of the authority; by the configuration, else by its own word.',
    labels: ['name'],
    value: ({ maxAgeMs }) => maxAgeMs / 1000,
  });
  meter.readings(() => (trust ? [{ isRefused: troubleOf(trust) !== undefined }] : []), {
    name: 'norrbryggan_trust_files_refused',
    help: '1 while roots or issuing CAs were changed on disk without being taken into use.',
    labels: [],
    value: ({ isRefused }) => Number(isRefused),
  });
  meter.readings(keys.troubles, {
    name: 'norrbryggan_key_file_refused_seconds',
    help: 'How long a certificate or key of the bridge’s own has been changed on disk without being taken into use, by file.',
    labels: ['file'],
    value: ({ since }) => (Date.now() - Date.parse(since)) / 1000,
  });
}
