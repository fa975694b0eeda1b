import type { Events } from '../../../events.ts';
import type { Meter } from './meter.ts';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What callers meet: requests by face, contract and outcome, and who was turned away. */
export function measureRequests(meter: Meter, events: Events): void {
  const requests = meter.histogram(
    'norrbryggan_request_seconds',
    'Time from request to answer, by face, contract and outcome code.',
    buckets,
    'face',
    'contract',
    'code',
  );
  const refused = meter.counter(
    'norrbryggan_certificates_refused_total',
    'Refused client certificates, by reason.',
    'code',
  );
  const broke = meter.counter('norrbryggan_requests_broken_total', 'Requests that met a bug of the bridge.', 'face');
  const strays = meter.counter('norrbryggan_strays_total', 'Calls outside every face, and bytes that are no HTTP.');

  events.on('request:face:finished', ({ face, contract, code, milliseconds }) =>
    requests.observe({ face, contract, code }, milliseconds / 1000),
  );
  events.on('caller:certificate:refused', ({ code }) => refused.inc({ code }));
  events.on('request:face:broke', ({ face }) => broke.inc({ face }));
  events.on('request:door:refused', () => strays.inc());
}
