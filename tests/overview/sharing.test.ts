import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { createBell } from '../../src/bus/bell.ts';
import { createInbox } from '../../src/bus/inbox.ts';
import { type Behalf, sharingQueries } from '../../src/overview/sharing.ts';
import type { AnswerBatch, AnswerPart } from '../../src/sources/answer-part.ts';
import { SourceFailure, type SourceQuery } from '../../src/sources/query.ts';
import { gives, patient, record, request, vas } from './asking.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const later = () => Date.now() + 60_000;
let serial = 0;

function query(change: Partial<SourceQuery> = {}): SourceQuery {
  serial += 1;
  return {
    id: `q-${serial}`,
    correlationId: `c-${serial}`,
    contract: 'GetDiagnosis:2',
    source: vas,
    logicalAddress: vas,
    patient,
    period: undefined,
    careUnits: [],
    careContacts: [],
    originalConsumer: 'SE2321000230-DEMOEHR',
    deadline: later(),
    ...change,
  };
}

interface Call {
  readonly query: SourceQuery;
  readonly inbox: ReturnType<typeof createInbox<AnswerPart | 'end'>>;
  ended: boolean;
  /** It was cancelled. */
  why: unknown;
}

/** A source that answers when the test says, and says who asked it and how that ended. */
function source() {
  const calls: Call[] = [];
  const changed = createBell();
  const asker = sharingQueries({
    async *ask(asked, { signal }) {
      const call: Call = { query: asked as SourceQuery, inbox: createInbox(), ended: false, why: undefined };
      calls.push(call);
      changed.ring();
      signal?.addEventListener('abort', () => {
        call.why = signal.reason;
        call.inbox.fail(signal.reason);
      });
      try {
        for (let part = await call.inbox.take(); part !== 'end'; part = await call.inbox.take()) yield [part];
      } finally {
        call.ended = true;
        changed.ring();
      }
    },
  });
  const until = async (holds: () => boolean) => {
    while (!holds()) await changed.heard();
  };
  return { calls, asker, until };
}

const behalf: Behalf = request();
const options = { priority: 'interactive', behalf } as const;
const part = (id: string): AnswerPart => ({ kind: 'record', record: record(vas, id) });

async function ids(parts: AsyncIterable<AnswerBatch>): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of parts)
    for (const each of batch) if (each.kind === 'record') found.push(each.record.header.documentId);
  return found;
}

describe('identical queries under way', () => {
  it('are one call, and each gets the whole answer', async () => {
    const { calls, asker, until } = source();
    const all = [ids(asker.ask(query(), options)), ids(asker.ask(query(), options)), ids(asker.ask(query(), options))];
    await until(() => calls.length > 0);
    for (const each of [part('a'), part('b'), 'end'] as const) calls[0]?.inbox.put(each);
    expect(await Promise.all(all)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(calls).toHaveLength(1);
  });

  it('fail together', async () => {
    const { calls, asker } = source();
    const all = [ids(asker.ask(query(), options)), ids(asker.ask(query(), options))];
    const failure = new SourceFailure('unreachable', 503, 'x');
    const told = all.map((each) => expect(each).rejects.toBe(failure));
    calls[0]?.inbox.fail(failure);
    await Promise.all(told);
    expect(calls).toHaveLength(1);
  });

  const otherCaller: Behalf = { caller: { ...behalf.caller, hsaId: 'SE2321000230-DEMOEHR2' } };
  const reader = { hsaId: 'SE2321000230-DEMO1', commission: 'SE2321000230-DEMOA', issuer: 'i' } as never;
  const otherReader = { hsaId: 'SE2321000230-DEMO1', commission: 'SE2321000230-DEMOB', issuer: 'i' } as never;
  it.each<[string, Partial<SourceQuery>, Partial<Parameters<ReturnType<typeof source>['asker']['ask']>[1]>]>([
    ['another caller', {}, { behalf: otherCaller }],
    ['another original consumer', { originalConsumer: 'SE2321000230-DEMOEHR2' }, {}],
    ['a reader', {}, { behalf: { ...behalf, actor: reader } }],
    ['the same reader in another assignment', {}, { behalf: { ...behalf, actor: otherReader } }],
    ['an emergency', {}, { priority: 'emergency' }],
    ['another patient', { patient: { ...patient, id: '191212121213' } }, {}],
    ['another period', { period: { start: '20200101', end: '20201231' } }, {}],
    ['much more time', { deadline: later() + 60_000 }, {}],
  ])('are not those of %s', async (_what, change, otherwise) => {
    const { calls, asker } = source();
    const actor = { hsaId: 'SE2321000230-DEMO1', commission: 'SE2321000230-DEMOC', issuer: 'i' } as never;
    const all = [
      ids(asker.ask(query(), { ...options, behalf: { ...behalf, actor } })),
      ids(asker.ask(query(change), { ...options, behalf: { ...behalf, actor }, ...otherwise })),
    ];
    expect(calls).toHaveLength(2);
    for (const { inbox } of calls) inbox.put('end');
    await Promise.all(all);
  });

  it('may be joined until the first part has come', async () => {
    const { calls, asker } = source();
    const first = asker.ask(query(), options)[Symbol.asyncIterator]();
    const began = first.next();
    calls[0]?.inbox.put(part('a'));
    await began;
    const second = ids(asker.ask(query(), options));
    expect(calls).toHaveLength(2);
    for (const { inbox } of calls) inbox.put('end');
    expect(await second).toEqual([]);
    expect(await first.next()).toEqual({ done: true, value: undefined });
  });

  it('go on while one of them waits, and are cancelled when none does', async () => {
    const { calls, asker, until } = source();
    const [one, other] = [new AbortController(), new AbortController()];
    const all = [one, other].map(({ signal }) => ids(asker.ask(query(), { ...options, signal })));
    const told = all.map((each) => expect(each).rejects.toThrow('gone'));
    one.abort(new Error('gone'));
    await told[0];
    expect(calls[0]?.ended).toBe(false);
    other.abort(new Error('gone'));
    await told[1];
    await until(() => calls[0]?.ended === true);
    // What comes afterwards is a query of its own.
    const next = ids(asker.ask(query(), options));
    expect(calls).toHaveLength(2);
    calls[1]?.inbox.put('end');
    await next;
  });

  it('are waited for by each as long as it may wait', async () => {
    vi.useFakeTimers();
    try {
      const { calls, asker } = source();
      const [soon, now] = [ids(asker.ask(query({ deadline: Date.now() + 4_000 }), options)), Date.now()];
      const [sooner, later] = [3_000, 5_000].map((ms) => ids(asker.ask(query({ deadline: now + ms }), options)));
      const timedOut = { reason: 'timed-out', status: 504 };
      const told = [sooner, soon].map((each) => expect(each).rejects.toMatchObject(timedOut));
      await vi.advanceTimersByTimeAsync(3_000);
      await told[0];
      await vi.advanceTimersByTimeAsync(1_000);
      await told[1];
      for (const each of [part('a'), 'end'] as const) calls[0]?.inbox.put(each);
      expect(await later).toEqual(['a']);
      expect(calls).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['timed-out', 'when the time of the last of them is up', 20, false],
    ['abandoned', 'when the last of them goes', 60_000, true],
  ])('are cancelled as %s %s', async (reason, _when, waits, goes) => {
    const { calls, asker, until } = source();
    const reader = new AbortController();
    const asked = ids(asker.ask(query({ deadline: Date.now() + waits }), { ...options, signal: reader.signal }));
    const told = expect(asked).rejects.toBeDefined();
    if (goes) reader.abort(new Error('gone'));
    await told;
    await until(() => calls[0]?.ended === true);
    expect(calls[0]?.why).toMatchObject({ reason });
  });

  it('do not hold what has been read', async () => {
    let made = 0;
    const held = new Set<string>();
    const registry = new FinalizationRegistry<string>((id) => held.delete(id));
    const asker = sharingQueries({
      async *ask() {
        for (; made < 200; made++) {
          const each = part(`${made}`);
          registry.register(each, `${made}`);
          held.add(`${made}`);
          yield [each];
        }
      },
    });
    for await (const _ of asker.ask(query(), options)) {
      if (made < 199) continue;
      const stillHeld = () => {
        collectGarbage();
        return held.size;
      };
      await expect.poll(stillHeld).toBeLessThan(100);
    }
    expect(made).toBe(200);
  });

  it('give a lone reader what the source gives', async () => {
    const asker = sharingQueries({ ask: () => gives(record(vas, 'a'), record(vas, 'b')) });
    expect(await ids(asker.ask(query(), options))).toEqual(['a', 'b']);
  });
});
