import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Standing, step } from '../../src/alerts/step.ts';

const damping = { holdMs: 60_000, goneMs: 120_000 };

/** What came of looks so many seconds apart: `s` = it started, `e` = it ended. */
function turnsOf(looks: readonly { readonly afterSeconds: number; readonly isSeen: boolean }[]) {
  let standing: Standing | undefined;
  let now = Date.UTC(2026, 10, 26);
  const turns: { readonly turn: 'started' | 'ended'; readonly at: number }[] = [];
  for (const { afterSeconds, isSeen } of looks) {
    now += afterSeconds * 1000;
    const next = step(standing, isSeen, new Date(now), damping);
    standing = next.standing;
    if (next.turn) turns.push({ turn: next.turn, at: now });
  }
  return { turns, standing };
}

const every10 = (pattern: string) => [...pattern].map((one) => ({ afterSeconds: 10, isSeen: one === 'x' }));
const namesOf = (pattern: string) => turnsOf(every10(pattern)).turns.map(({ turn }) => turn);

describe('an alert', () => {
  it('starts when it has been seen for a while, and ends when it has not for a while', () => {
    expect(namesOf('xxxxxx')).toEqual([]);
    expect(namesOf('xxxxxxx')).toEqual(['started']);
    expect(namesOf(`xxxxxxx${'.'.repeat(11)}`)).toEqual(['started']);
    expect(namesOf(`xxxxxxx${'.'.repeat(12)}`)).toEqual(['started', 'ended']);
  });

  it('is nobody’s business when it passes soon, and one alert when it comes and goes', () => {
    expect(turnsOf(every10(`xxx${'.'.repeat(12)}`))).toEqual({ turns: [], standing: undefined });
    expect(namesOf('x.x.x.x.x..x...x.....x.......x')).toEqual(['started']);
    const afterSilence = [
      { afterSeconds: 0, isSeen: true },
      { afterSeconds: 3_600, isSeen: true },
    ];
    expect(turnsOf(afterSilence).turns).toEqual([]);
  });

  it('starts and ends in turn whatever is seen, never sooner than it may', () => {
    const looks = fc.array(fc.record({ afterSeconds: fc.integer({ min: 0, max: 200 }), isSeen: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(looks, (seen) => {
        const { turns, standing } = turnsOf(seen);
        turns.forEach(({ turn, at }, index) => {
          expect(turn).toBe(index % 2 === 0 ? 'started' : 'ended');
          const before = turns[index - 1];
          if (turn === 'ended' && before) expect(at - before.at).toBeGreaterThanOrEqual(damping.goneMs);
        });
        expect(standing?.startedAt !== undefined).toBe(turns.length % 2 === 1);
      }),
    );
  });
});
