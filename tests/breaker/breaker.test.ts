import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Breaker, BreakerOpen, type BreakerState, createBreaker } from '../../src/breaker/index.ts';

const down = new Error('down');
const picky = new Error('not this question');
const fail = () => Promise.reject(down);
const succeed = async () => 'done';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function breakerWith(probe?: (signal: AbortSignal) => Promise<unknown>) {
  const told: BreakerState[] = [];
  const breaker = createBreaker({
    name: 'SE2321000230-DEMOVAS',
    failures: 3,
    restMs: 5_000,
    counts: (error) => error === down,
    ...(probe && { probe }),
    changed: (state) => void told.push(state),
  });
  return { breaker, told };
}

async function failTimes(breaker: Breaker, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await expect(breaker.run(fail)).rejects.toBe(down);
}

describe('a circuit breaker', () => {
  it('opens after so many failures in a row, and then refuses without trying', async () => {
    const { breaker, told } = breakerWith();
    await failTimes(breaker, 2);
    await breaker.run(succeed);
    await failTimes(breaker, 2);
    expect(breaker.state()).toBe('closed');
    await failTimes(breaker, 1);
    const work = vi.fn(succeed);
    await expect(breaker.run(work)).rejects.toBeInstanceOf(BreakerOpen);
    expect(work).not.toHaveBeenCalled();
    expect(told).toEqual(['open']);
  });

  it('does not count what says nothing about the whole', async () => {
    const { breaker } = breakerWith();
    for (let time = 0; time < 10; time++) await expect(breaker.run(() => Promise.reject(picky))).rejects.toBe(picky);
    expect(breaker.state()).toBe('closed');
  });

  it('probes by the clock until that succeeds, and lets nobody through meanwhile', async () => {
    let works = false;
    const probe = vi.fn(async () => {
      if (!works) throw down;
    });
    const { breaker, told } = breakerWith(probe);
    await failTimes(breaker, 3);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(probe).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5_001);
    expect(probe).toHaveBeenCalledTimes(2);
    await expect(breaker.run(succeed)).rejects.toBeInstanceOf(BreakerOpen);
    works = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await breaker.run(succeed)).toBe('done');
    expect(told).toEqual(['open', 'half-open', 'open', 'half-open', 'open', 'half-open', 'closed']);
  });

  it('tries at once when something was mended', async () => {
    let works = false;
    const { breaker } = breakerWith(async () => {
      if (!works) throw down;
    });
    await breaker.tryNow();
    await failTimes(breaker, 3);
    await breaker.tryNow();
    expect(breaker.state()).toBe('open');
    works = true;
    await breaker.tryNow();
    expect(await breaker.run(succeed)).toBe('done');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(breaker.state()).toBe('closed');
  });

  it('refuses while a probe is under way', async () => {
    const { breaker } = breakerWith(() => new Promise(() => undefined));
    await failTimes(breaker, 3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(breaker.state()).toBe('half-open');
    await expect(breaker.run(succeed)).rejects.toBeInstanceOf(BreakerOpen);
  });

  it('closes on a probe whose refusal does not count: something answered', async () => {
    const { breaker } = breakerWith(() => Promise.reject(picky));
    await failTimes(breaker, 3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(breaker.state()).toBe('closed');
  });

  it('without a probe lets one piece of work try', async () => {
    const { breaker, told } = breakerWith();
    await failTimes(breaker, 3);
    await vi.advanceTimersByTimeAsync(5_000);
    const first = Promise.withResolvers<void>();
    const trying = breaker.run(() => first.promise);
    await expect(breaker.run(succeed)).rejects.toBeInstanceOf(BreakerOpen);
    first.resolve();
    await trying;
    expect(await breaker.run(succeed)).toBe('done');
    expect(told).toEqual(['open', 'half-open', 'closed']);
  });

  it('after a good try opens again at the first failure, and rests longer each time', async () => {
    const probe = vi.fn(succeed);
    const { breaker } = breakerWith(probe);
    await failTimes(breaker, 3);
    for (const rest of [5_000, 10_000, 20_000, 40_000, 40_000]) {
      await vi.advanceTimersByTimeAsync(rest - 1);
      expect(breaker.state()).toBe('open');
      await vi.advanceTimersByTimeAsync(1);
      await failTimes(breaker, 1);
    }
    await vi.advanceTimersByTimeAsync(40_000);
    await breaker.run(succeed);
    await failTimes(breaker, 2);
    expect(breaker.state()).toBe('closed');
  });

  it('is not opened again by what was begun before it opened', async () => {
    const { breaker } = breakerWith(succeed);
    const old = Promise.withResolvers<void>();
    const hanging = breaker.run(() => old.promise);
    await failTimes(breaker, 3);
    await vi.advanceTimersByTimeAsync(5_000);
    old.reject(down);
    await expect(hanging).rejects.toBe(down);
    expect(breaker.state()).toBe('closed');
  });

  it('rests as long when the wall clock is set back', async () => {
    const { breaker } = breakerWith(succeed);
    await failTimes(breaker, 3);
    vi.setSystemTime(Date.now() - 86_400_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(breaker.state()).toBe('closed');
  });

  it('tries no more once closed for good', async () => {
    const probe = vi.fn(succeed);
    const { breaker } = breakerWith(probe);
    await failTimes(breaker, 3);
    breaker.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(probe).not.toHaveBeenCalled();
  });
});

describe('a stream through a circuit breaker', () => {
  async function* items(failure?: Error) {
    yield 1;
    if (failure) throw failure;
    yield 2;
  }

  it('gives what came, and counts how it ended', async () => {
    const { breaker } = breakerWith();
    const given: number[] = [];
    for (let time = 0; time < 3; time++) {
      const reading = (async () => {
        for await (const item of breaker.stream(() => items(down))) given.push(item);
      })();
      await expect(reading).rejects.toBe(down);
    }
    expect(given).toEqual([1, 1, 1]);
    await expect(breaker.stream(items).next()).rejects.toBeInstanceOf(BreakerOpen);
  });

  it('may be the work that tries', async () => {
    const { breaker } = breakerWith();
    await failTimes(breaker, 3);
    await vi.advanceTimersByTimeAsync(5_000);
    for await (const _ of breaker.stream(items));
    expect(breaker.state()).toBe('closed');
  });

  it('left early is neither success nor failure', async () => {
    const { breaker } = breakerWith();
    await failTimes(breaker, 2);
    for await (const _ of breaker.stream(items)) break;
    await failTimes(breaker, 1);
    expect(breaker.state()).toBe('open');
  });
});
