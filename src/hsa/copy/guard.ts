import type { DirectoryCopyConfig } from '../../config.ts';
import { type Counts, kinds, type Report } from './report.ts';

type Guard = DirectoryCopyConfig['guard'];
type Changes = Pick<Report, 'before' | 'added' | 'changed' | 'moved' | 'removed' | 'granted'>;

const groups = {
  units: { kinds: ['organization', 'unit', 'function'], called: 'organizations, units and functions' },
  people: { kinds: ['person', 'commission'], called: 'people and assignments' },
} as const;

/**
 * Why somebody must look at it first, in sentences; empty when nobody need. What came into force within a day without
 * anybody having looked counts as well, so that nothing passes in small pieces. New units and people are never the
 * reason; new assignments, and more people in old ones, are.
 */
export function heldBack(changes: Changes, earlier: readonly Changes[], guard: Guard): readonly string[] {
  return (['units', 'people'] as const).flatMap((group) => {
    const { called } = groups[group];
    const counted = [...earlier, changes].filter(({ before }) => sum(before, group) > 0);
    const [first] = counted;
    if (!first) return [];
    const before = sum(first.before, group);
    const touched = counted.reduce((all, each) => all + touchedIn(each, group), 0);
    const { percent, objects } = guard[group];
    const what = group === 'people' ? 'changed, gone or newly given' : 'changed or gone';
    const reasons: string[] = [];
    if (touched > objects) reasons.push(`${touched} ${called} are ${what} within a day; ${objects} may be.`);
    // A hundred per cent is any share, though in a day more can be touched than there was.
    if (Math.min(touched, before) * 100 > before * percent)
      reasons.push(`${touched} of ${before} ${called} are ${what} within a day; ${percent} % may be.`);
    return reasons;
  });
}

function touchedIn({ added, changed, moved, removed, granted }: Changes, group: keyof typeof groups): number {
  const altered = [changed, moved, removed].reduce((all, each) => all + sum(each, group), 0);
  return group === 'people' ? altered + added.commission + granted : altered;
}

/** A directory that holds no object, and never did. */
export function isEmpty({ before, added }: Pick<Report, 'before' | 'added'>): boolean {
  const none = (counts: Counts) => kinds.every((kind) => counts[kind] === 0);
  return none(before) && none(added);
}

function sum(counts: Counts, group: keyof typeof groups): number {
  return groups[group].kinds.reduce((all, kind) => all + counts[kind], 0);
}
