import type { DirectoryCopyConfig } from '../../config.ts';
import { type Counts, kinds, type Report } from './report.ts';

type Guard = DirectoryCopyConfig['guard'];
type Changes = Pick<Report, 'before' | 'changed' | 'moved' | 'removed'>;

const groups = {
  units: { kinds: ['organization', 'unit', 'function'], called: 'organizations, units and functions' },
  people: { kinds: ['person', 'commission'], called: 'people and assignments' },
} as const;

/** Why somebody must look at it first, in sentences; empty when nobody need. What is only new is never the reason. */
export function heldBack(changes: Changes, guard: Guard): readonly string[] {
  return (['units', 'people'] as const).flatMap((group) => {
    const { called } = groups[group];
    const before = sum(changes.before, group);
    const touched = [changes.changed, changes.moved, changes.removed].reduce((all, each) => all + sum(each, group), 0);
    const { percent, objects } = guard[group];
    if (before === 0) return [];
    const reasons: string[] = [];
    if (touched > objects) reasons.push(`${touched} ${called} are changed or gone; ${objects} may be.`);
    if (touched * 100 > before * percent)
      reasons.push(`${touched} of ${before} ${called} are changed or gone; ${percent} % may be.`);
    return reasons;
  });
}

/** A first copy that holds no object is none. */
export function isEmpty({ before, added }: Pick<Report, 'before' | 'added'>): boolean {
  const none = (counts: Counts) => kinds.every((kind) => counts[kind] === 0);
  return none(before) && none(added);
}

function sum(counts: Counts, group: keyof typeof groups): number {
  return groups[group].kinds.reduce((all, kind) => all + counts[kind], 0);
}
