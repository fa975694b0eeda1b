import { isDeepStrictEqual } from 'node:util';
import type { DirectoryObject } from '../model.ts';

type Kind = DirectoryObject['kind'];
export type Counts = Readonly<Record<Kind, number>>;

/** What a new generation changes, and what was met on the way. Names no person. */
export interface Report {
  /** Objects in force before it. */
  readonly before: Counts;
  readonly added: Counts;
  readonly changed: Counts;
  /** The same object in another place of the tree. */
  readonly moved: Counts;
  readonly removed: Counts;
  /** Members that assignments have gained. */
  readonly granted: number;
  /** What somebody should look at, as long as {@link notableLimit} allows. */
  readonly notable: readonly Notable[];
  readonly moreNotable: boolean;
  /** Entries that are no objects because something is missing, and names that stood there twice. */
  readonly omitted: number;
  readonly duplicates: number;
  /** Why it was held back; empty when the guard lets it through. */
  readonly held: readonly string[];
}

export interface Notable {
  readonly what:
    | 'care-provider-vanished'
    | 'care-unit-vanished'
    | 'unit-vanished'
    | 'assignment-vanished'
    | 'org-number-changed'
    | 'no-longer-care-provider'
    | 'no-longer-care-unit';
  readonly hsaId: string;
  readonly name: string;
  /** The organisation numbers, before and after. */
  readonly detail?: string;
}

const notableLimit = 200;
export const kinds = ['organization', 'unit', 'function', 'person', 'commission'] as const satisfies readonly Kind[];

export function noCounts(): Record<Kind, number> {
  return { organization: 0, unit: 0, function: 0, person: 0, commission: 0 };
}

/** A report as it grows. */
export interface Tally {
  readonly added: Record<Kind, number>;
  readonly changed: Record<Kind, number>;
  readonly moved: Record<Kind, number>;
  readonly removed: Record<Kind, number>;
  granted: number;
  omitted: number;
  duplicates: number;
  note(notable: Notable): void;
  report(before: Counts): Omit<Report, 'held'>;
}

export function createTally(): Tally {
  const notable: Notable[] = [];
  let moreNotable = false;
  const tally: Tally = {
    added: noCounts(),
    changed: noCounts(),
    moved: noCounts(),
    removed: noCounts(),
    granted: 0,
    omitted: 0,
    duplicates: 0,
    note(one) {
      if (notable.length < notableLimit) notable.push(one);
      else moreNotable = true;
    },
    report: (before) => {
      const { added, changed, moved, removed, granted, omitted, duplicates } = tally;
      return { before, added, changed, moved, removed, granted, notable, moreNotable, omitted, duplicates };
    },
  };
  return tally;
}

/** What is worth telling of an object that was, or is no longer the same. */
export function vanishing(object: DirectoryObject): Notable | undefined {
  const { hsaId, name, kind } = object;
  if (kind === 'commission') return { what: 'assignment-vanished', hsaId, name };
  if (kind !== 'unit' && kind !== 'organization') return undefined;
  if (object.isCareProvider) return { what: 'care-provider-vanished', hsaId, name };
  return { what: object.isCareUnit ? 'care-unit-vanished' : 'unit-vanished', hsaId, name };
}

export function turning(before: DirectoryObject, after: DirectoryObject): readonly Notable[] {
  if (!('isCareUnit' in before) || !('isCareUnit' in after)) return [];
  const { hsaId, name } = after;
  const found: Notable[] = [];
  if (before.orgNo !== after.orgNo) {
    const detail = `${before.orgNo ?? '–'} → ${after.orgNo ?? '–'}`;
    found.push({ what: 'org-number-changed', hsaId, name, detail });
  }
  if (before.isCareProvider && !after.isCareProvider) found.push({ what: 'no-longer-care-provider', hsaId, name });
  if (before.isCareUnit && !after.isCareUnit) found.push({ what: 'no-longer-care-unit', hsaId, name });
  return found;
}

/** How many more people hold an assignment than before. */
export function gained(before: DirectoryObject | undefined, after: DirectoryObject): number {
  if (after.kind !== 'commission') return 0;
  const had = new Set(before?.kind === 'commission' ? before.members.map(({ person }) => person) : []);
  return new Set(after.members.map(({ person }) => person).filter((person) => !had.has(person))).size;
}

/** Whether nothing differs that was read before and is read now. */
export function isSameAsFarAsRead(before: DirectoryObject, after: DirectoryObject): boolean {
  return agree(before, JSON.parse(JSON.stringify(after)));
}

function agree(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) return isDeepStrictEqual(one, other);
  return Object.entries(one).every(([key, value]) => !(key in other) || agree(value, other[key]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
