import type { Events } from '../../../events.ts';
import type { Directory } from '../../../hsa/index.ts';
import type { Meter } from './meter.ts';

/** How fresh the bridge's knowledge is: address catalogue (TAK), care directory (HSA), security services, engagement index. */
export function measureRegisters(meter: Meter, events: Events, directory: Directory, self: string): void {
  const table = meter.gauge(
    'norrbryggan_routing_entries',
    'Routes and permissions of the table in force that has entries of an address catalogue.',
    'kind',
  );
  const tableTime = meter.gauge(
    'norrbryggan_routing_table_timestamp_seconds',
    'When the address catalogue gave the table in force, in seconds since 1970; 0 = never.',
  );
  const tables = meter.counter(
    'norrbryggan_routing_reloads_total',
    'Tables taken from the address catalogue or its local copy, and attempts refused, by outcome.',
    'outcome',
  );
  const questions = meter.counter(
    'norrbryggan_security_service_failures_total',
    'Questions that a security service did not answer, by service and reason.',
    'service',
    'reason',
  );
  const unanswered = meter.counter(
    'norrbryggan_directory_failures_total',
    'Lookups that the care directory did not answer.',
  );
  const stale = meter.counter(
    'norrbryggan_directory_stale_answers_total',
    'Lookups that were answered from memory because the care directory did not answer.',
  );
  meter.readings(async () => [await directory.object(self)], {
    name: 'norrbryggan_directory_age_seconds',
    help: 'How old the care directory’s word about the bridge itself is. It grows while the directory does not answer.',
    labels: [],
    value: ({ asOf }) => Math.max(Date.now() - Date.parse(asOf), 0) / 1000,
  });
  const engagements = meter.counter(
    'norrbryggan_engagement_changes_total',
    'Engagements that sources and other indexes told of, by what became of them.',
    'change',
  );

  events.on('engagements:change:applied', ({ created, updated, deleted, unindexed }) => {
    for (const [change, count] of Object.entries({ created, updated, deleted, unindexed }))
      engagements.inc({ change }, count);
  });
  events.on('routing:table:loaded', ({ from, asOf, routes, permissions }) => {
    tables.inc({ outcome: from });
    tableTime.set(Date.parse(asOf) / 1000);
    table.set({ kind: 'route' }, routes);
    table.set({ kind: 'permission' }, permissions);
  });
  events.on('routing:table:refused', ({ code }) => tables.inc({ outcome: code }));
  events.on('security:question:failed', ({ service, reason }) => questions.inc({ service, reason }));
  events.on('directory:lookup:stale', () => stale.inc());
  events.on('directory:lookup:failed', () => unanswered.inc());
}
