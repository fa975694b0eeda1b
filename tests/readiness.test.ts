import { describe, expect, it } from 'vitest';
import { stallOf } from '../src/readiness.ts';

describe('whether sending to a destination stands still', () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
  const status = {
    destination: 'national-index',
    waiting: 3,
    sending: 0,
    dead: 0,
    oldestAt: ago(300),
    dueAt: ago(120),
    paused: undefined,
    breaker: 'closed',
    lastDeliveredAt: undefined,
    trouble: undefined,
  } as const;
  const hands = { destination: 'national-index', running: 0, idleMilliseconds: 120_000 };

  it('does when what may be sent is left lying by free hands', () => {
    expect(stallOf(status, hands)).toEqual([
      `Nothing is sent to national-index though it may be: 3 waiting, the first due since ${status.dueAt}.`,
    ]);
  });

  it('does not while it moves, is paused, rests behind its breaker, has nothing due, or is another process’s', () => {
    expect(stallOf(status, { ...hands, running: 1 })).toEqual([]);
    expect(stallOf(status, { ...hands, idleMilliseconds: 1_000 })).toEqual([]);
    expect(stallOf({ ...status, dueAt: ago(5) }, hands)).toEqual([]);
    expect(stallOf({ ...status, dueAt: undefined }, hands)).toEqual([]);
    expect(stallOf({ ...status, breaker: 'open' }, hands)).toEqual([]);
    expect(stallOf({ ...status, paused: { by: 'x', reason: 'y', at: ago(1) } }, hands)).toEqual([]);
    expect(stallOf(status, undefined)).toEqual([]);
  });
});
