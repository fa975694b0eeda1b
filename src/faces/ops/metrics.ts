import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Events } from '../../events.ts';

/** Prometheus metrics from the rooms' events. No label carries anything about a patient. */
export function createMetrics(events: Events): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'norrbryggan_' });
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

  const requests = new Histogram({
    name: 'norrbryggan_request_seconds',
    help: 'Time from request to answer, by face, contract and outcome code.',
    labelNames: ['face', 'contract', 'code'],
    buckets,
    registers,
  });
  const answers = new Histogram({
    name: 'norrbryggan_source_seconds',
    help: 'Time a record system took, by source, contract and outcome.',
    labelNames: ['source', 'contract', 'outcome'],
    buckets,
    registers,
  });
  const refused = new Counter({
    name: 'norrbryggan_certificates_refused_total',
    help: 'Refused client certificates, by reason.',
    labelNames: ['code'],
    registers,
  });
  const broke = new Counter({
    name: 'norrbryggan_requests_broken_total',
    help: 'Requests that met a bug of the bridge.',
    labelNames: ['face'],
    registers,
  });
  const strays = new Counter({
    name: 'norrbryggan_strays_total',
    help: 'Calls outside every face, and bytes that are no HTTP.',
    registers,
  });
  const late = new Counter({
    name: 'norrbryggan_replies_late_total',
    help: 'Replies nobody waited for.',
    labelNames: ['source'],
    registers,
  });
  const withheld = new Counter({
    name: 'norrbryggan_records_withheld_total',
    help: 'Records that a source gave and nobody was shown, by reason.',
    labelNames: ['source', 'contract', 'reason'],
    registers,
  });
  const logged = new Histogram({
    name: 'norrbryggan_access_log_seconds',
    help: 'Time to make a group of access-log entries durable.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1],
    registers,
  });
  const logFailures = new Counter({
    name: 'norrbryggan_access_log_failures_total',
    help: 'Failed writes to the access log.',
    registers,
  });
  const copies = new Counter({
    name: 'norrbryggan_log_copies_total',
    help: 'Log entries sent to security services as copies, by service and outcome.',
    labelNames: ['service', 'outcome'],
    registers,
  });
  const questions = new Counter({
    name: 'norrbryggan_security_service_failures_total',
    help: 'Questions that a security service did not answer, by service and reason.',
    labelNames: ['service', 'reason'],
    registers,
  });

  const witnessed = new Gauge({
    name: 'norrbryggan_witnessed_timestamp_seconds',
    help: 'When each witnessed log was last believed and co-signed, in seconds since 1970.',
    labelNames: ['log'],
    registers,
  });
  const suspected = new Counter({
    name: 'norrbryggan_witness_alarms_total',
    help: 'Heads of logs that were not believed, by log and reason.',
    labelNames: ['log', 'suspicion'],
    registers,
  });

  const table = new Gauge({
    name: 'norrbryggan_routing_entries',
    help: 'Routes and permissions of the table in force that has entries of an address catalogue.',
    labelNames: ['kind'],
    registers,
  });
  const tableTime = new Gauge({
    name: 'norrbryggan_routing_table_timestamp_seconds',
    help: 'When the address catalogue gave the table in force, in seconds since 1970.',
    registers,
  });
  const tables = new Counter({
    name: 'norrbryggan_routing_reloads_total',
    help: 'Tables taken from the address catalogue or its local copy, and attempts refused, by outcome.',
    labelNames: ['outcome'],
    registers,
  });

  events.on('request:face:finished', ({ face, contract, code, milliseconds }) =>
    requests.observe({ face, contract, code }, milliseconds / 1000),
  );
  events.on('source:query:answered', ({ source, contract, milliseconds }) =>
    answers.observe({ source, contract, outcome: 'answered' }, milliseconds / 1000),
  );
  events.on('source:query:failed', ({ source, contract, reason, milliseconds }) =>
    answers.observe({ source, contract, outcome: reason }, milliseconds / 1000),
  );
  events.on('caller:certificate:refused', ({ code }) => refused.inc({ code }));
  events.on('request:face:broke', ({ face }) => broke.inc({ face }));
  events.on('request:door:refused', () => strays.inc());
  events.on('bus:reply:late', ({ source }) => late.inc({ source }));
  events.on('routing:table:loaded', ({ from, asOf, routes, permissions }) => {
    tables.inc({ outcome: from });
    tableTime.set(Date.parse(asOf) / 1000);
    table.set({ kind: 'route' }, routes);
    table.set({ kind: 'permission' }, permissions);
  });
  events.on('routing:table:refused', ({ code }) => tables.inc({ outcome: code }));
  events.on('records:withheld:counted', ({ counts }) => {
    for (const { source, contract, reason, count } of counts) withheld.inc({ source, contract, reason }, count);
  });
  events.on('audit:entry:written', ({ milliseconds }) => logged.observe(milliseconds / 1000));
  events.on('audit:entry:failed', () => logFailures.inc());
  events.on('witness:head:cosigned', ({ log }) => witnessed.set({ log }, Date.now() / 1000));
  events.on('witness:head:refused', ({ log, suspicion }) => suspected.inc({ log, suspicion }));
  events.on('log:copy:sent', ({ service, count }) => copies.inc({ service, outcome: 'sent' }, count));
  events.on('log:copy:failed', ({ service, count, reason }) => copies.inc({ service, outcome: reason }, count));
  events.on('security:question:failed', ({ service, reason }) => questions.inc({ service, reason }));
  return registry;
}
