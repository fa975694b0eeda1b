import type { UseFigure } from '../../../faces/portal-api/shapes/follow-up.ts';

/** Of figures that stand for the same over several contracts. undefined of none; `hidden` when any of them is. */
export function sumOf(figures: readonly UseFigure[]): number | 'hidden' | undefined {
  return figures.reduce<number | 'hidden' | undefined>(
    (sum, { count }) => (sum === 'hidden' || count === 'hidden' ? 'hidden' : (sum ?? 0) + count),
    undefined,
  );
}
