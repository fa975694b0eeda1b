import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedis } from '../support/redis.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';
import { type ReceivedSpan, startTraceCollector, type TraceCollector } from '../support/trace-collector.ts';

/** Serve and work apart, over Redis, with a collector: what an engineer sees in her tracing tool. */
const redis = await startRedis();
let collector: TraceCollector;
let running: RunningBridge;

beforeAll(async () => {
  if (!redis) return;
  collector = await startTraceCollector();
  running = await startRunningBridge({
    environment: { BUS_URL: redis.url, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    change: (config) => {
      config.busKeyFile = undefined;
    },
  });
});
afterAll(async () => {
  await running?.close();
  await collector?.stop();
  await redis?.stop();
});

const parentTrace = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${parentTrace}-00f067aa0ba902b7-01`;
const ask = (headers: Record<string, string>, who = 'ehr-norrbotten') =>
  running.call(who === 'nobody' ? undefined : who, diagnosisPath, {
    headers: { ...soapHeaders, ...headers },
    body: soapRequest(),
  });

/** The spans of one call, once the face's and those of so many workers have come: each process sends its own. */
async function spansOf(correlationId: string, workers = 0): Promise<readonly ReceivedSpan[]> {
  const own = ({ kind, attributes }: ReceivedSpan) => kind === 2 && attributes['correlation.id'] === correlationId;
  const all = () => collector.spans.filter(({ traceId }) => traceId === collector.spans.find(own)?.traceId);
  const firsts = () => all().filter(({ kind }) => kind === 2 || kind === 5);
  await expect.poll(() => firsts().length, { timeout: 10_000 }).toBe(1 + workers);
  return all();
}

describe.skipIf(!redis)('a call over several processes', () => {
  it('is one tree of steps from the face to the sources and back', async () => {
    expect((await ask({ 'x-skltp-correlation-id': 'one-trace-1' })).status).toBe(200);
    const spans = await spansOf('one-trace-1', 3);
    const ofName = (name: string) => spans.filter((span) => span.name === name);
    const parentOf = ({ parentSpanId }: ReceivedSpan) => spans.find(({ spanId }) => spanId === parentSpanId)?.name;
    expect(spans.filter((span) => span.parentSpanId === undefined).map(({ name }) => name)).toEqual([
      'soap GetDiagnosis:2',
    ]);
    expect(spans.map((span) => [span.name, parentOf(span)])).toEqual(
      expect.arrayContaining([
        ['overview', 'soap GetDiagnosis:2'],
        ['plan', 'overview'],
        ['person register', 'overview'],
        ['gate', 'overview'],
        ['ask source', 'overview'],
        ['work', 'ask source'],
        ['call', 'work'],
        ['judge', 'overview'],
        ['merge', 'overview'],
        ['access log', 'overview'],
      ]),
    );
    expect(
      ofName('work')
        .map(({ attributes }) => attributes.source)
        .sort(),
    ).toEqual([addresses.vasternorrland, addresses.vasterbotten, addresses.norrbotten]);
    expect(ofName('ask source').map(({ events }) => events)).toEqual(Array(3).fill(['taken', 'chunk']));
    for (const { events, attributes } of ofName('call')) {
      expect(events).toEqual(['answer-begins']);
      expect(attributes.status).toBe(200);
    }
    const [asked, worked] = [ofName('overview'), ofName('work')].map(
      (some) => new Set(some.map((span) => span.process)),
    );
    expect([...(asked ?? [])][0]).toMatch(/ serve$/);
    expect([...(worked ?? [])][0]).toMatch(/ work$/);
  });

  it('is part of the caller’s own trace where a system that is let in sends one', async () => {
    await ask({ 'x-skltp-correlation-id': 'one-trace-2', traceparent });
    await ask({ 'x-skltp-correlation-id': 'one-trace-3', traceparent }, 'nobody');
    expect((await spansOf('one-trace-2', 3))[0]?.traceId).toBe(parentTrace);
    expect((await spansOf('one-trace-3'))[0]?.traceId).not.toBe(parentTrace);
  });

  it('names no patient in any step', async () => {
    await ask({ 'x-skltp-correlation-id': 'one-trace-4' });
    await spansOf('one-trace-4', 3);
    const sent = collector.bodies.join('');
    expect(sent).toContain('one-trace-4');
    for (const written of ['191212121212', '1212121212', '19121212-1212']) expect(sent).not.toContain(written);
  });
});
