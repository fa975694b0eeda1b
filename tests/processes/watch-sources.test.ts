import { describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { healthOf } from '../../src/operations/source-health.ts';
import { watchSources } from '../../src/processes/watch-sources.ts';

const minute = 60_000;

/** A process whose clock the test sets. */
function process() {
  const events = createEvents();
  let now = 1_000 * minute;
  const watch = watchSources(events, () => now);
  const query = { source: 'SE-A', contract: 'GetDiagnosis:2', correlationId: 'call-1' } as const;
  return {
    answered: (milliseconds: number) => events.emit('source:query:answered', { ...query, milliseconds, records: 1 }),
    failed: (text: string) =>
      events.emit('source:query:failed', { ...query, milliseconds: 9_000, reason: 'timed-out', status: 504, text }),
    after: (milliseconds: number) => {
      now += milliseconds;
    },
    line: () => ({ sources: watch.counts() }),
  };
}

describe('what record systems answer', () => {
  it('is counted over all processes, with times to a tenth', () => {
    const [one, other] = [process(), process()];
    for (let at = 1; at <= 50; at++) one.answered(at * 10);
    for (let at = 51; at <= 100; at++) other.answered(at * 10);
    other.failed('It did not answer.');
    const health = healthOf('SE-A', [one.line(), other.line()]);
    expect(health).toMatchObject({ answered: 100, failed: 1, reasons: { 'timed-out': 1 } });
    const { median = 0, p95 = 0 } = health.milliseconds ?? {};
    expect(median).toBeGreaterThanOrEqual(500);
    expect(median).toBeLessThanOrEqual(551);
    expect(p95).toBeGreaterThanOrEqual(950);
    expect(p95).toBeLessThanOrEqual(1_046);
  });

  it('is forgotten after a quarter of an hour, but for the last failure', () => {
    const one = process();
    one.failed('first');
    one.after(14 * minute);
    expect(healthOf('SE-A', [one.line()])).toMatchObject({ failed: 1 });
    one.after(minute);
    expect(healthOf('SE-A', [one.line()])).toMatchObject({ answered: 0, failed: 0, lastFailure: { text: 'first' } });
  });

  it('tells the latest failure of all processes', () => {
    const [one, other] = [process(), process()];
    other.failed('earlier');
    one.after(minute);
    one.failed('later');
    expect(healthOf('SE-A', [one.line(), other.line()]).lastFailure?.text).toBe('later');
  });

  it('of one that nobody has asked is nothing', () => {
    expect(healthOf('SE-A', [process().line()])).toMatchObject({ answered: 0, failed: 0, milliseconds: undefined });
  });
});
