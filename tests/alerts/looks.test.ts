import { describe, expect, it } from 'vitest';
import { messagesLook } from '../../src/alerts/looks/messages.ts';
import { partsLook } from '../../src/alerts/looks/parts.ts';
import { queuesLook } from '../../src/alerts/looks/queues.ts';
import { sourcesLook } from '../../src/alerts/looks/sources.ts';
import { withheldLook } from '../../src/alerts/looks/withheld.ts';
import { createEvents } from '../../src/events.ts';
import type { ProcessLine } from '../../src/processes/index.ts';
import { demoConfig } from '../support/config.ts';

const source = 'SE2321000222-DEMONCS';
const call = { source, contract: 'GetDiagnosis:2' as const, correlationId: 'c' };
const processes =
  (breakers: ProcessLine['breakers'], silent = false) =>
  async () => [{ breakers, silent, sources: {} } as unknown as ProcessLine];

describe('a record system', () => {
  function watched(breakers: ProcessLine['breakers'] = {}, seen = processes(breakers)) {
    const events = createEvents();
    const look = sourcesLook({ config: demoConfig(), events, processes: seen });
    const answer = (milliseconds: number, times = 1) => {
      for (let n = 0; n < times; n++) events.emit('source:query:answered', { ...call, records: 1, milliseconds });
    };
    const fail = (reason: 'timed-out' | 'busy', times: number) => {
      for (let n = 0; n < times; n++)
        events.emit('source:query:failed', { ...call, reason, status: 504, text: '', milliseconds: 9_000 });
    };
    return { look, answer, fail };
  }

  it('fails when more than half of its last answers are failures, and not by what the bridge itself does', async () => {
    const { look, answer, fail } = watched();
    fail('busy', 10);
    fail('timed-out', 2);
    expect(await look.look()).toEqual([]);
    fail('timed-out', 1);
    const facts = { failed: 3, of: 3, reason: 'timed-out' };
    expect(await look.look()).toEqual([{ kind: 'SourceFailing', subject: source, facts }]);
    answer(100, 2);
    expect(await look.look()).toMatchObject([{ facts: { failed: 3, of: 5 } }]);
    answer(100, 1);
    expect(await look.look()).toEqual([]);
  });

  it('fails while it is spared, and has nothing against it once a probe was answered', async () => {
    const { look } = watched({ [source]: 'half-open' });
    expect(await look.look()).toMatchObject([{ kind: 'SourceFailing', facts: { of: 0, reason: 'breaker-open' } }]);
    let state: 'open' | 'closed' = 'open';
    const { look: after, fail } = watched({}, () => processes({ [source]: state })());
    fail('timed-out', 5);
    expect(await after.look()).toMatchObject([{ kind: 'SourceFailing', facts: { of: 5 } }]);
    state = 'closed';
    expect(await after.look()).toEqual([]);
    fail('timed-out', 3);
    expect(await after.look()).toMatchObject([{ kind: 'SourceFailing', facts: { of: 3 } }]);
  });

  it('fails no more for an idle process when another has been answered since', async () => {
    let afterMs = 10_000;
    const other = () => {
      const lastAnswered = new Date(Date.now() + afterMs).toISOString();
      return [{ breakers: {}, silent: false, sources: { [source]: { lastAnswered } } } as unknown as ProcessLine];
    };
    const { look, fail } = watched({}, async () => other());
    fail('timed-out', 3);
    expect(await look.look()).toMatchObject([{ kind: 'SourceFailing' }]);
    afterMs = 61_000;
    expect(await look.look()).toEqual([]);
  });

  it('is slow when more than half of its answers are', async () => {
    const { look, answer } = watched();
    answer(3_100, 3);
    expect(await look.look()).toMatchObject([{ kind: 'SourceSlow', facts: { slow: 3, of: 3, seconds: 3 } }]);
    answer(100, 3);
    expect(await look.look()).toEqual([]);
  });

  it('breaks its contract when one in twenty and at least twenty records do', () => {
    const events = createEvents();
    const look = withheldLook(events);
    const withhold = (count: number) =>
      events.emit('records:withheld:counted', {
        correlationId: 'c',
        counts: [
          { source, contract: 'GetDiagnosis:2', reason: 'broken', rule: 'r', count },
          { source, contract: 'GetDiagnosis:2', reason: 'nullified', rule: '', count: 500 },
        ],
      });
    withhold(19);
    expect(look.look()).toEqual([]);
    withhold(1);
    expect(look.look()).toEqual([{ kind: 'RecordsWithheld', subject: source, facts: { broken: 20, of: 20 } }]);
    events.emit('source:query:answered', { ...call, records: 381, milliseconds: 1 });
    expect(look.look()).toEqual([]);
  });
});

it('queues are told of where nobody works, or queries lie', async () => {
  const queue = { queue: 'q', source, waiting: 2, active: 0, overdue: 0 };
  const seen = (more: object) => queuesLook(async () => [{ ...queue, ...more }]).look();
  expect(await seen({ workers: 1, oldestMilliseconds: 4_000 })).toEqual([]);
  expect(await seen({ workers: 1, oldestMilliseconds: 6_000 })).toMatchObject([{ kind: 'QueueStalled' }]);
  expect(await seen({ workers: 0, oldestMilliseconds: 6_000 })).toMatchObject([{ kind: 'NoWorker' }]);
});

it('messages are told of where they are dead, old, or left lying without reason', async () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const destination = 'referral-SE2321000222-DEMOREM';
  const quiet = { destination, waiting: 1, sending: 0, dead: 0, lastDeliveredAt: undefined, trouble: undefined };
  const still = { ...quiet, oldestAt: undefined, dueAt: undefined, paused: undefined, breaker: undefined };
  const kinds = async (more: object, breakers: ProcessLine['breakers'] = {}) => {
    const look = messagesLook({ status: async () => [{ ...still, ...more }], processes: processes(breakers) });
    return (await look.look()).map(({ kind }) => kind);
  };
  expect(await kinds({ dueAt: ago(4), oldestAt: ago(239) })).toEqual([]);
  expect(await kinds({ dueAt: ago(6), dead: 1 })).toEqual(['MessagesDead', 'MessagesLeftLying']);
  expect(await kinds({ dueAt: ago(6), paused: { by: 'x', reason: 'y', at: ago(9) } })).toEqual([]);
  expect(await kinds({ dueAt: ago(6), oldestAt: ago(241) }, { [destination]: 'open' })).toEqual([
    'BreakerOpen',
    'MessagesOld',
  ]);
});

it('parts of the process are told of by what they are', async () => {
  const part = (name: string, ok = false) => ({ part: name, ok, reasons: ['It is away.'] });
  const look = partsLook(async () => [part('log'), part('bus'), part('store', true), part('processes')]);
  expect(await look.look()).toEqual([
    { kind: 'AccessLogFailing', subject: 'log', facts: { detail: 'It is away.' } },
    { kind: 'NotReady', subject: 'bus', facts: { detail: 'It is away.' } },
  ]);
});
