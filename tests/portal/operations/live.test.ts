import { describe, expect, it } from 'vitest';
import type { SourceLine } from '../../../src/operations/source-tools.ts';
import { callsPerSecond, lately, nothingYet } from '../../../src/portal/operations/live/lately.ts';
import { type Happening, happeningsIn } from '../../../src/portal/operations/live/listen.ts';
import { standingOf, worstFirst } from '../../../src/portal/operations/sources/standing.ts';

const start = Date.parse('2026-11-26T10:00:00.000Z');
const event = (name: string, facts: Happening['facts'] = {}, second = 0): Happening => ({
  id: `run-${second}`,
  name,
  facts,
  at: new Date(start + second * 1_000).toISOString(),
});

describe('what happened lately', () => {
  it('has what is alike together, the latest first, and leaves out what went well', () => {
    const failed = (source: string, second: number, correlationId: string) =>
      event('source:query:failed', { source, reason: 'timed-out', correlationId }, second);
    const { wrongs } = lately(
      nothingYet,
      [failed('SE-A', 1, 'c1'), failed('SE-B', 2, 'c2'), failed('SE-A', 3, 'c3'), event('source:query:answered')],
      start,
    );
    expect(wrongs).toMatchObject([
      { about: 'SE-A', reason: 'timed-out', count: 2, correlationId: 'c3' },
      { about: 'SE-B', count: 1 },
    ]);
  });

  it('stays small, however much happens', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => event('caller:certificate:refused', { code: `C${at}` }, at));
    expect(lately(nothingYet, many, start).wrongs).toHaveLength(20);
  });

  it('counts calls of the last ten seconds', () => {
    const calls = Array.from({ length: 20 }, (_, second) => event('request:face:finished', {}, second));
    expect(callsPerSecond(lately(nothingYet, calls, start + 19_500))).toBe(1);
  });
});

it('events are read as they come, cut anywhere', async () => {
  const text =
    'retry: 2000\n: listening\n\nid: r-1\nevent: a:b:failed\ndata: {"at":"2026-11-26T10:00:00Z","source":"å"}\n\n: here\n\n';
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const read: Happening[] = [];
  for await (const happening of happeningsIn(body)) read.push(happening);
  expect(read).toEqual([{ id: 'r-1', name: 'a:b:failed', at: '2026-11-26T10:00:00Z', facts: { source: 'å' } }]);
});

describe('how a record system does', () => {
  const line = (changes: Partial<SourceLine> = {}): SourceLine => ({
    ...{ source: 'SE-A', name: 'A', careProvider: 'SE-G', protocol: 'rivta21', contracts: [], lifecycle: 'active' },
    ...{ timeoutMs: 9_000, answered: 1_000, failed: 0, reasons: {}, milliseconds: { median: 200, p95: 900 } },
    ...{ lastFailure: undefined, breaker: undefined, brokenSince: undefined },
    queue: { waiting: 0, active: 0, oldestMilliseconds: undefined },
    ...changes,
  });
  it.each([
    ['works', {}],
    ['works', { failed: 5 }],
    ['failing-now-and-then', { failed: 6 }],
    ['failing', { failed: 1_000 }],
    ['slow', { milliseconds: { median: 200, p95: 4_501 } }],
    ['stuck', { queue: { waiting: 3, active: 0, oldestMilliseconds: 9_001 } }],
    ['quiet', { answered: 0 }],
    ['tried', { breaker: 'half-open', failed: 1_000 }],
    ['spared', { breaker: 'open', answered: 0 }],
    ['works', { queue: undefined }],
  ] as const)('is told as %s', (standing, changes) => expect(standingOf(line(changes))).toBe(standing));

  it('is told worst first', () => {
    const lines = [line(), line({ source: 'quiet', answered: 0 }), line({ source: 'spared', breaker: 'open' })];
    expect(worstFirst(lines).map(({ source }) => source)).toEqual(['spared', 'quiet', 'SE-A']);
  });
});
