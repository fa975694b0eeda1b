import type { AccessLog } from '../../../audit/index.ts';
import type { Events } from '../../../events.ts';
import type { Meter } from './meter.ts';

/** How the access log keeps up, where its copies go, and whether others believe it. */
export function measureAccessLog(meter: Meter, events: Events, accessLog: Pick<AccessLog, 'backlog'>): void {
  const logged = meter.histogram(
    'norrbryggan_access_log_seconds',
    'Time to make a group of access-log entries durable.',
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
  );
  const entries = meter.counter('norrbryggan_access_log_entries_total', 'Entries made durable.');
  const failures = meter.counter('norrbryggan_access_log_failures_total', 'Failed writes to the access log.');
  meter.readings(
    () => [accessLog.backlog()],
    {
      name: 'norrbryggan_access_log_waiting',
      help: 'Entries that are not durable yet.',
      labels: [],
      value: ({ items }) => items,
    },
    {
      name: 'norrbryggan_access_log_lag_seconds',
      help: 'How long the oldest entry that is not durable yet has waited; 0 when none does.',
      labels: [],
      value: ({ oldestMilliseconds }) => oldestMilliseconds / 1000,
    },
  );
  const copies = meter.counter(
    'norrbryggan_log_copies_total',
    'Log entries sent to security services as copies, by service and outcome.',
    'service',
    'outcome',
  );
  const witnessed = meter.gauge(
    'norrbryggan_witnessed_timestamp_seconds',
    'When each witnessed log was last believed and co-signed, in seconds since 1970.',
    'log',
  );
  const suspected = meter.counter(
    'norrbryggan_witness_alarms_total',
    'Heads of logs that were not believed, by log and reason.',
    'log',
    'suspicion',
  );

  events.on('audit:entry:written', ({ count, milliseconds }) => {
    logged.observe(milliseconds / 1000);
    entries.inc(count);
  });
  events.on('audit:entry:failed', () => failures.inc());
  events.on('log:copy:sent', ({ service, count }) => copies.inc({ service, outcome: 'sent' }, count));
  events.on('log:copy:failed', ({ service, count, reason }) => copies.inc({ service, outcome: reason }, count));
  events.on('witness:head:cosigned', ({ log }) => witnessed.set({ log }, Date.now() / 1000));
  events.on('witness:head:refused', ({ log, suspicion }) => suspected.inc({ log, suspicion }));
}
