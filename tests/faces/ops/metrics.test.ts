import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dashboard } from '../../../scripts/write-dashboard.ts';
import { createMeter } from '../../../src/faces/ops/metrics/index.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';
import { type Family, readExposition } from './exposition.ts';

interface Rule {
  readonly alert: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<string, string>>;
}

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

async function scrape(): Promise<Family[]> {
  const answer = await fetch(`${running.adminUrl}/metrics`);
  expect(answer.status).toBe(200);
  return readExposition(await answer.text());
}

const familyIn = (families: readonly Family[], name: string) => families.find((family) => family.name === name);

describe('the metrics of a bridge', () => {
  it('are of the format, named and explained as Prometheus wants them', async () => {
    await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest() });
    const families = await scrape();
    expect(families.length).toBeGreaterThan(40);
    const faults = families.flatMap(({ name, help, type, samples }) => [
      ...(/^norrbryggan_[a-z0-9_]+$/.test(name) ? [] : [`${name}: not a name of ours`]),
      ...(help.length > 10 ? [] : [`${name}: not explained`]),
      ...(['counter', 'gauge', 'histogram', 'summary'].includes(type) ? [] : [`${name}: type ${type}`]),
      ...((type === 'counter') === name.endsWith('_total') ? [] : [`${name}: counters end in _total, others do not`]),
      ...(type === 'histogram' && !name.endsWith('_seconds') ? [`${name}: no base unit`] : []),
      ...(/_(milliseconds|ms|minutes|days|kb|percent)\b/.test(name) ? [`${name}: no base unit`] : []),
      ...(samples.some(({ value }) => Number.isNaN(value)) ? [`${name}: not a number`] : []),
    ]);
    // Node's own, from prom-client: gauges that it calls totals.
    expect(faults.filter((fault) => !/^norrbryggan_nodejs_active_\w+_total:/.test(fault))).toEqual([]);
  });

  it('tell of callers, sources, queues, the log, certificates, registers and the program', async () => {
    const families = await scrape();
    const samples = (name: string) => familyIn(families, name)?.samples.map(({ labels }) => labels) ?? [];
    expect(samples('norrbryggan_request_seconds')).toContainEqual(
      expect.objectContaining({ face: 'soap', contract: 'GetDiagnosis:2', code: 'OK' }),
    );
    expect(samples('norrbryggan_source_seconds')).toContainEqual(
      expect.objectContaining({ source: addresses.norrbotten, outcome: 'answered' }),
    );
    for (const name of ['waiting', 'active', 'oldest_seconds', 'workers'])
      expect(samples(`norrbryggan_queue_${name}`)).toContainEqual({ source: addresses.norrbotten });
    expect(familyIn(families, 'norrbryggan_access_log_entries_total')?.samples[0]?.value).toBeGreaterThan(0);
    expect(familyIn(families, 'norrbryggan_access_log_lag_seconds')?.samples).toHaveLength(1);
    expect(familyIn(families, 'norrbryggan_directory_age_seconds')?.samples[0]?.value).toBeLessThan(600);
    expect(samples('norrbryggan_build_info')).toEqual([expect.objectContaining({ role: 'both' })]);
    expect(familyIn(families, 'norrbryggan_reading_failures_total')?.samples).toEqual([]);
  });

  it('tell how long every certificate and revocation list is good', async () => {
    const found = familyIn(await scrape(), 'norrbryggan_certificate_remaining_seconds')?.samples ?? [];
    const uses = Map.groupBy(found, ({ labels }) => labels.use);
    expect([...uses.keys()].toSorted()).toEqual(
      ['issuer', 'outgoing', 'outgoing-ca', 'revocation-list', 'root', 'server'].toSorted(),
    );
    expect(uses.get('issuer')?.length).toBe(running.config.trust.issuers.length);
    for (const { value } of found) expect(value).toBeGreaterThan(0);
  });

  it('hold nothing that a caller wrote, and do not grow with what callers write', async () => {
    const call = (n: number) =>
      Promise.all([
        running.call('ehr-norrbotten', `/vp/made/up/Contract${n}/1/rivtabp21`, { headers: soapHeaders, body: '<x/>' }),
        running.call('ehr-norrbotten', diagnosisPath, {
          headers: { ...soapHeaders, 'x-skltp-correlation-id': `made-up-${n}`, 'x-vp-sender-id': `made-up-${n}` },
          body: soapRequest({ address: `SE2321000230-MADEUP${n}` }),
        }),
        running.call('ehr-norrbotten', `/fhir/MadeUp${n}?made-up-${n}=x`, { method: 'GET' }),
        running.call('ehr-norrbotten', `/api/made-up-${n}`, { method: 'GET' }),
      ]);
    const series = (families: readonly Family[]) => families.flatMap(({ samples }) => samples).length;
    await call(0);
    const before = series(await scrape());
    for (let n = 1; n <= 5; n++) await call(n);
    const after = await scrape();
    expect(series(after)).toBe(before);
    expect(JSON.stringify(after)).not.toMatch(/made.?up/i);
    expect(JSON.stringify(after)).not.toContain('191212121212');
  });
});

describe('what deploy/ gives to Prometheus and Grafana', () => {
  const alerts = readFileSync('deploy/prometheus-alerts.yaml', 'utf8');
  const board = readFileSync('deploy/grafana-dashboard.json', 'utf8');
  const autoscaling = readFileSync('deploy/kubernetes/prometheus-adapter.yaml', 'utf8');

  it('asks for metrics that are there', async () => {
    const known = (await scrape()).flatMap(({ name, type }) =>
      type === 'histogram' ? ['', '_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name],
    );
    const asked = new Set(
      [...`${alerts}${board}${autoscaling}`.matchAll(/norrbryggan_[a-z0-9_]+/g)].map(([name]) => name),
    );
    expect(asked.size).toBeGreaterThan(30);
    expect([...asked].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('says for each alert what happens to care, whom to ring, and what to do', () => {
    const { groups } = parse(alerts) as { groups: { rules: Rule[] }[] };
    const headings = [...readFileSync('docs/operations.md', 'utf8').matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    const rules = groups.flatMap((group) => group.rules);
    for (const { alert, annotations, labels } of rules) {
      expect(annotations).toEqual({
        summary: expect.stringMatching(/\.$/),
        care: expect.stringMatching(/\.$/),
        call: expect.stringMatching(/\w{3}/),
        runbook: `docs/operations.md#${alert.toLowerCase()}`,
      });
      expect(['warning', 'critical']).toContain(labels.severity);
    }
    expect(rules.map(({ alert }) => alert)).toEqual(headings);
  });

  it('has the dashboard that scripts/write-dashboard.ts writes', () => {
    expect(board).toBe(dashboard());
  });
});

describe('a reading', () => {
  it('that fails or hangs is absent and counted, and costs the others nothing', async () => {
    const meter = createMeter();
    const gauge = (name: string) => ({ name, help: 'A test.', labels: [], value: () => 1 });
    meter.readings(() => Promise.reject(new Error('away')), gauge('norrbryggan_failing'));
    meter.readings(() => new Promise<never[]>(() => undefined), gauge('norrbryggan_hanging'));
    meter.readings(() => [{}], gauge('norrbryggan_working'));
    const families = readExposition(await meter.registry.metrics());
    expect(familyIn(families, 'norrbryggan_working')?.samples).toMatchObject([{ value: 1 }]);
    for (const name of ['norrbryggan_failing', 'norrbryggan_hanging'])
      expect(familyIn(families, name)?.samples).toEqual([]);
    const failures = await meter.registry.getSingleMetric('norrbryggan_reading_failures_total')?.get();
    expect(failures?.values.map(({ labels }) => labels.metric).toSorted()).toEqual([
      'norrbryggan_failing',
      'norrbryggan_hanging',
    ]);
  });
});
