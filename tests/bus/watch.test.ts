import { describe, expect, it } from 'vitest';
import { stallOf, type WorkerPulse } from '../../src/bus/watch.ts';

describe('whether work on a queue stands still', () => {
  const backlog = {
    queue: 'source-A',
    source: 'A',
    active: 0,
    overdue: 0,
    waiting: 2,
    oldestMilliseconds: 6_000,
    workers: 1,
  };
  const secondsAgo = (seconds: number) => performance.now() - seconds * 1_000;
  const pulse = (changes: Partial<WorkerPulse>): WorkerPulse => ({
    concurrency: 2,
    running: 0,
    moved: secondsAgo(60),
    ...changes,
  });

  it('does when a free worker takes nothing', () => {
    expect(stallOf(backlog, pulse({}))).toMatch(/^The worker on source-A takes no queries/);
    expect(stallOf(backlog, pulse({ running: 1 }))).toContain('2 waiting, the oldest for 6000 ms');
  });

  it('does when nobody works on it', () => {
    expect(stallOf({ ...backlog, workers: 0 }, undefined)).toMatch(/^Nobody works on source-A/);
  });

  it('does when workers elsewhere have all stopped moving', () => {
    expect(stallOf(backlog, undefined)).toMatch(/^Nobody takes queries from source-A, though it has workers/);
    expect(stallOf({ ...backlog, active: 3, overdue: 3 }, undefined)).toContain('2 waiting');
  });

  it('does not when the worker is busy, has just moved, or the backlog is fresh or empty', () => {
    expect(stallOf(backlog, pulse({ running: 2 }))).toBeUndefined();
    expect(stallOf(backlog, pulse({ moved: secondsAgo(1) }))).toBeUndefined();
    expect(stallOf({ ...backlog, oldestMilliseconds: 100 }, pulse({}))).toBeUndefined();
    expect(stallOf({ ...backlog, waiting: 0 }, pulse({}))).toBeUndefined();
  });

  it('is not said where workers of other processes are busy, counted or not', () => {
    const busy = { ...backlog, active: 3, overdue: 2 };
    expect(stallOf(busy, undefined)).toBeUndefined();
    const { workers: _, ...uncounted } = busy;
    expect(stallOf(uncounted, undefined)).toBeUndefined();
  });
});
