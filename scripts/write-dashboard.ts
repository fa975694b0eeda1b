import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Writes deploy/grafana-dashboard.json: rows of panels, each a title, a unit and what Prometheus is asked. */

type Panel = readonly [title: string, unit: string, ...queries: (readonly [legend: string, query: string])[]];

const rate = (metric: string, by: string) => `sum by (${by}) (rate(norrbryggan_${metric}[5m]))`;
const p95 = (metric: string, by: string) =>
  `histogram_quantile(0.95, sum by (le, ${by}) (rate(norrbryggan_${metric}_bucket[5m])))`;
const most = (metric: string, by: string) => `max by (${by}) (norrbryggan_${metric})`;

const rows: readonly (readonly [title: string, ...panels: Panel[]])[] = [
  [
    'Callers',
    ['Calls', 'reqps', ['{{contract}} {{code}}', rate('request_seconds_count', 'contract, code')]],
    ['Slowest twentieth', 's', ['{{contract}}', p95('request_seconds', 'contract')]],
    ['Refused certificates', 'reqps', ['{{code}}', rate('certificates_refused_total', 'code')]],
  ],
  [
    'Record systems',
    ['Answers and failures', 'reqps', ['{{source}} {{outcome}}', rate('source_seconds_count', 'source, outcome')]],
    ['Slowest twentieth', 's', ['{{source}}', p95('source_seconds', 'source')]],
    ['Breakers that are open', 'none', ['{{target}}', most('breaker_state{state="open"}', 'target')]],
    ['Waiting', 'none', ['{{source}}', most('queue_waiting', 'source')]],
    ['Oldest that waits', 's', ['{{source}}', most('queue_oldest_seconds', 'source')]],
    [
      'Late, expired, lost',
      'none',
      ['late {{source}}', rate('replies_late_total', 'source')],
      ['expired {{source}}', rate('queries_expired_total', 'source')],
      ['lost', 'sum(rate(norrbryggan_queries_lost_total[5m]))'],
    ],
  ],
  [
    'Messages that must arrive',
    ['On their way and set aside', 'none', ['{{destination}} {{state}}', most('deliveries', 'destination, state')]],
    ['Oldest that waits', 's', ['{{destination}}', most('delivery_oldest_seconds', 'destination')]],
    ['Attempts', 'ops', ['{{destination}} {{outcome}}', rate('delivery_attempts_total', 'destination, outcome')]],
  ],
  [
    'Access log',
    ['Entries', 'ops', ['entries', 'sum(rate(norrbryggan_access_log_entries_total[5m]))']],
    ['Lag', 's', ['{{instance}}', most('access_log_lag_seconds', 'instance')]],
    ['Failed writes', 'none', ['{{instance}}', rate('access_log_failures_total', 'instance')]],
  ],
  [
    'Certificates, registers, processes',
    ['Certificates and lists end in', 's', ['{{use}} {{name}}', most('certificate_remaining_seconds', 'use, name')]],
    [
      'Age of the directory’s word and of the address catalogue',
      's',
      ['directory', 'max(norrbryggan_directory_age_seconds)'],
      ['address catalogue', 'max(time() - (norrbryggan_routing_table_timestamp_seconds > 0))'],
    ],
    ['Not ready', 'none', ['{{instance}} {{part}}', '1 - norrbryggan_ready']],
    ['Processes', 'none', ['{{role}} {{state}}', most('processes', 'role, state')]],
    ['Event loop delay', 's', ['{{instance}}', 'norrbryggan_nodejs_eventloop_lag_p99_seconds']],
    ['Memory', 'bytes', ['{{instance}}', 'norrbryggan_process_resident_memory_bytes']],
  ],
];

const width = 8;
const height = 7;

export function dashboard(): string {
  let y = 0;
  let id = 0;
  const panels = rows.flatMap(([title, ...charts]) => {
    const head = { id: ++id, type: 'row', title, collapsed: false, gridPos: { x: 0, y: y++, w: 24, h: 1 } };
    const top = y;
    y += Math.ceil(charts.length / 3) * height;
    return [
      head,
      ...charts.map(([name, unit, ...queries], nr) => ({
        id: ++id,
        type: 'timeseries',
        title: name,
        datasource: { type: 'prometheus', uid: '$datasource' },
        gridPos: { x: (nr % 3) * width, y: top + Math.floor(nr / 3) * height, w: width, h: height },
        fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
        targets: queries.map(([legendFormat, expr], at) => ({ refId: 'ABC'[at], expr, legendFormat })),
      })),
    ];
  });
  const variable = { name: 'datasource', type: 'datasource', query: 'prometheus' };
  const board = {
    uid: 'norrbryggan',
    title: 'Norrbryggan',
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    templating: { list: [variable] },
    panels,
  };
  return `${JSON.stringify(board, undefined, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync('deploy/grafana-dashboard.json', dashboard());
