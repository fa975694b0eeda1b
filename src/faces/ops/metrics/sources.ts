import type { Bus } from '../../../bus/index.ts';
import { sourceOf } from '../../../bus/job.ts';
import type { Events } from '../../../events.ts';
import type { Meter } from './meter.ts';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What record systems do, and what is lost on the way from them. */
export function measureSources(meter: Meter, events: Events): void {
  const answers = meter.histogram(
    'norrbryggan_source_seconds',
    'Time a record system took, by source, contract and outcome.',
    buckets,
    'source',
    'contract',
    'outcome',
  );
  const late = meter.counter('norrbryggan_replies_late_total', 'Replies nobody waited for.', 'source');
  const taken = meter.counter('norrbryggan_queries_taken_total', 'Queries that this process has worked on.', 'source');
  const expired = meter.counter(
    'norrbryggan_queries_expired_total',
    'Queries that a worker found past their deadline, and dropped unasked.',
    'source',
  );
  const breaker = meter.gauge(
    'norrbryggan_breaker_state',
    'Circuit breakers of this process that have ever opened: 1 for the state it is in.',
    'target',
    'state',
  );
  const withheld = meter.counter(
    'norrbryggan_records_withheld_total',
    'Records that a source gave and nobody was shown, by reason.',
    'source',
    'contract',
    'reason',
  );

  events.on('source:query:answered', ({ source, contract, milliseconds }) =>
    answers.observe({ source, contract, outcome: 'answered' }, milliseconds / 1000),
  );
  events.on('source:query:failed', ({ source, contract, reason, milliseconds }) =>
    answers.observe({ source, contract, outcome: reason }, milliseconds / 1000),
  );
  events.on('bus:reply:late', ({ source }) => late.inc({ source }));
  events.on('bus:query:taken', ({ queue }) => taken.inc({ source: sourceOf(queue) }));
  events.on('bus:query:expired', ({ queue }) => expired.inc({ source: sourceOf(queue) }));
  events.on('breaker:state:changed', ({ target, state }) => {
    for (const each of ['closed', 'half-open', 'open']) breaker.set({ target, state: each }, each === state ? 1 : 0);
  });
  events.on('records:withheld:counted', ({ counts }) => {
    for (const { source, contract, reason, count } of counts) withheld.inc({ source, contract, reason }, count);
  });
}

/** The queues of record systems, as every process that shares the bus sees them. */
export function measureQueues(meter: Meter, events: Events, bus: Pick<Bus, 'status'>): void {
  meter.readings(
    () => bus.status(),
    {
      name: 'norrbryggan_queue_waiting',
      help: 'Queries that wait for a worker.',
      labels: ['source'],
      value: ({ waiting }) => waiting,
    },
    {
      name: 'norrbryggan_queue_active',
      help: 'Queries that workers have taken.',
      labels: ['source'],
      value: ({ active }) => active,
    },
    {
      name: 'norrbryggan_queue_oldest_seconds',
      help: 'How long the oldest query on the queue has waited; 0 when none does.',
      labels: ['source'],
      value: ({ oldestMilliseconds = 0 }) => oldestMilliseconds / 1000,
    },
    {
      name: 'norrbryggan_queue_workers',
      help: 'Worker processes on the queue, where Redis tells.',
      labels: ['source'],
      value: ({ workers }) => workers,
    },
  );
  const stalled = meter.counter('norrbryggan_queue_stalls_total', 'Times that a queue came to a stand.', 'source');
  const unopened = meter.counter(
    'norrbryggan_bus_payloads_refused_total',
    'Jobs and frames on the bus that could not be opened.',
  );
  const failures = meter.counter(
    'norrbryggan_bus_failures_total',
    'Failures of the bus and its connections, as the operational log tells them.',
  );
  const vanished = meter.counter(
    'norrbryggan_queries_lost_total',
    'Queries whose worker vanished; the caller was told.',
  );
  events.on('bus:worker:vanished', ({ queries }) => vanished.inc(queries));
  events.on('bus:work:stalled', ({ queue }) => stalled.inc({ source: sourceOf(queue) }));
  events.on('bus:payload:refused', () => unopened.inc());
  events.on('bus:backend:failed', () => failures.inc());
}
