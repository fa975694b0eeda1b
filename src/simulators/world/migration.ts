import { type CouncilSource, vasternorrland } from '../sources.ts';
import { type Day, dayOf } from './calendar.ts';
import type { Kind } from './content/index.ts';
import type { Held } from './entries.ts';

/**
 * Västernorrland is changing record systems. Notes and laboratory answers until the end of 2020 stand in the old one, which
 * can only be read any more; those of its last three years were copied into the new one, under new ids.
 */
const oldSystemClosed = dayOf('2021-01-01');
const copiedFrom = dayOf('2018-01-01');
const archivedKinds: ReadonlySet<Kind> = new Set(['note', 'laboratory']);

export const isArchived: Held = (kind: Kind, day: Day) => archivedKinds.has(kind) && day < oldSystemClosed;

/** What a council's own system holds. */
export function isKept(source: CouncilSource): Held {
  if (source !== vasternorrland) return () => true;
  return (kind, day) => !archivedKinds.has(kind) || day >= copiedFrom;
}
