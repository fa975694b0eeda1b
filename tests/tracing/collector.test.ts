import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryFailure } from '../../src/deliveries/delivery.ts';
import { createEvents } from '../../src/events.ts';
import { span } from '../../src/tracing/index.ts';
import { createTracing } from '../../src/tracing/tracing.ts';
import { startTraceCollector, type TraceCollector } from '../support/trace-collector.ts';

let collector: TraceCollector;
beforeAll(async () => {
  collector = await startTraceCollector();
});
afterAll(() => collector.stop());

function tracingTo(url: string) {
  const events = createEvents();
  const lost: number[] = [];
  events.on('trace:export:failed', ({ count }) => lost.push(count));
  const config = {
    bridge: { hsaId: 'SE2321000230-DEMOBRIDGE', name: 'Norrbryggan', kind: 'test' },
    tracing: { collector: url, keepDays: 7, ordinaryPerSecond: 20 },
    overview: { deadlineMs: 27_000, slowMs: 5_000, shownAtMost: 3_000 },
  } as const;
  return { ...createTracing({ config, store: undefined, roles: { serve: true, work: false }, events }), lost };
}

const call = (correlationId: string, parent?: string) =>
  ({ name: 'soap', kind: 'server', correlationId, facts: {}, parent }) as const;

describe('the collector', () => {
  it('gets what happened in a call, with codes for what was thrown and nothing of its text', async () => {
    const { begin, close } = tracingTo(collector.url);
    const { run, end } = begin(call('collector-1'));
    await run(() => span('fine', { records: 3 }, async () => 'well'));
    const thrown = Object.assign(new Error('19121212-1212 is not known'), { code: 'NOT_FOUND' });
    await expect(run(() => span('broken', {}, () => Promise.reject(thrown)))).rejects.toBe(thrown);
    expect(() =>
      run(() =>
        span('worse', {}, () => {
          throw new RangeError('19121212-1212');
        }),
      ),
    ).toThrow(RangeError);
    end();
    await close();
    expect(collector.spans.map(({ name, error }) => [name, error])).toEqual([
      ['fine', undefined],
      ['broken', 'NOT_FOUND'],
      ['worse', 'RangeError'],
      ['soap', undefined],
    ]);
    expect(collector.bodies.join('')).not.toContain('1212');
  });

  it('does not get what the caller’s own trace leaves out', async () => {
    const { begin, close } = tracingTo(collector.url);
    const before = collector.spans.length;
    begin(call('collector-2', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`)).end();
    begin(call('collector-3', `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`)).end();
    await close();
    expect(collector.spans.slice(before).map(({ traceId }) => traceId)).toEqual(['c'.repeat(32)]);
  });

  it('gets each attempt to deliver under the id of the call that the message came with, and why it failed', async () => {
    const { delivered, close } = tracingTo(collector.url);
    const before = collector.spans.length;
    const { send } = delivered({
      name: 'index-elsewhere',
      concurrency: 1,
      send: async () => {
        throw new DeliveryFailure('not-sent', 'unreachable', 'Nobody is there.');
      },
    });
    const message = {
      id: 'm-1',
      kind: 'notification',
      correlationId: 'collector-5',
      facts: {},
      attempts: 2,
      doubtful: false,
    } as const;
    const sending = send({ ...message, content: Buffer.from('191212121212') }, new AbortController().signal);
    await expect(sending).rejects.toBeInstanceOf(DeliveryFailure);
    await close();
    expect(collector.spans.slice(before)).toMatchObject([
      {
        name: 'deliver',
        error: 'unreachable',
        attributes: { 'correlation.id': 'collector-5', destination: 'index-elsewhere', id: 'm-1' },
      },
    ]);
    expect(collector.bodies.join('')).not.toContain('1212');
  });

  it('costs no call anything while it is away, and is told of once', async () => {
    collector.answerWith(400);
    const { begin, close, lost } = tracingTo(collector.url);
    for (let nr = 0; nr < 20_000; nr++) begin(call(`collector-4-${nr}`)).end();
    await close();
    expect(lost).toHaveLength(1);
    collector.answerWith(200);
  });
});
