import { rivtaTimeToFhir } from '../../codes/time.ts';
import type { SuccessionConfig } from '../../config/successions.ts';

/** One care provider or unit taking over another from an instant on. */
export interface Succession {
  readonly kind: SuccessionConfig['kind'];
  /** HSA-ids. */
  readonly from: string;
  readonly into: string;
  /** Epoch milliseconds: midnight in Sweden, when the day begins. */
  readonly at: number;
  /** Of a care provider: its care units on the last day, in upper case; undefined: not known. */
  readonly units: ReadonlySet<string> | undefined;
  /** Of a care provider: the one that takes over begins then. */
  readonly intoIsNew: boolean;
}

/** Where a record was made or a reader stands, by the names that the source or the directory gives today. */
interface NamedPlace {
  readonly careProvider: string;
  readonly careUnit: string | undefined;
  /** Of information: epoch milliseconds from which it may have been made. A unit in no list was somebody's then. */
  readonly madeFrom?: number;
}

/**
 * Who is who at an instant, when care providers and units have merged. Every answer is about an instant, so that what
 * was true then stays true of then. An HSA-id that nothing has taken over is answered as it was given.
 */
export interface Successions {
  readonly entries: readonly Succession[];
  /** The care provider that answers at the instant for what the given one does or did. */
  providerAt(hsaId: string, at: Date): string;
  /** The care unit that goes on with what the given one does or did. */
  unitAt(hsaId: string, at: Date): string;
  /** The same care unit by its HSA-id of that instant; one that went up in another keeps its own. */
  renamedAt(hsaId: string, at: Date): string;
  /** Whether two HSA-ids are of one and the same care unit; not when one has gone up in the other. */
  isSameUnit(one: string, other: string, at: Date): boolean;
  /** Every HSA-id that the care unit has had by then, the given one among them; in upper case. */
  namesOfUnit(hsaId: string, at: Date): readonly string[];
  /** What a care provider or unit has gone up in, or is called, by then; undefined: it is what it was. */
  heirOf(hsaId: string, at: Date): string | undefined;
  /** HSA-ids of the care providers that the given one has taken over by then, at whatever remove; not its own. */
  takenOver(hsaId: string, at: Date): readonly string[];
  /** The same of care units; `same`: those that were the unit itself under another HSA-id. */
  unitsTakenOver(hsaId: string, at: Date, which?: 'same'): readonly string[];
  /**
   * Who answered for a place at an earlier instant `then`, as far as is known at the instant. Several: it cannot be
   * told which of them. In upper case.
   */
  answeredAt(place: NamedPlace, then: Date, at: Date): readonly string[];
  /**
   * Whom the name of a care provider meant at an earlier instant `then`: one that began later, as is known at the
   * instant, any of those that went into it. In upper case.
   */
  meantBy(careProvider: string, then: Date, at: Date): readonly string[];
  /** The last instant, not after `at`, at which the care provider had not been taken over. */
  lastOwnInstant(hsaId: string, at: Date): Date;
}

type Line = ReadonlyMap<string, Succession>;

/** The configuration must have been checked for faults. */
export function createSuccessions(configured: readonly SuccessionConfig[]): Successions {
  const entries = configured.map(parsed);
  const lineOf = (...kinds: readonly Succession['kind'][]): Line =>
    new Map(entries.filter(({ kind }) => kinds.includes(kind)).map((entry) => [keyOf(entry.from), entry]));
  const providers = lineOf('care-provider');
  const units = lineOf('unit', 'unit-renamed');
  const renamed = lineOf('unit-renamed');

  /** The configured ones that may have answered for the place before, itself included. */
  function rootsOf(place: NamedPlace, at: Date): readonly string[] {
    const { careProvider, careUnit: unit, madeFrom = Number.POSITIVE_INFINITY } = place;
    const before = entriesInto(careProvider, at);
    const names = unit === undefined ? [] : [unit, ...leadingTo(renamed, unit, at)].map(keyOf);
    const own = before.find(({ units: listed }) => names.some((name) => listed?.has(name)));
    if (own) return rootsOf({ ...place, careProvider: own.from }, at);
    const possible = before.filter(
      ({ units: listed, intoIsNew, at: since }) =>
        listed === undefined || unit === undefined || (intoIsNew && madeFrom < since),
    );
    return [careProvider, ...possible.flatMap(({ from }) => rootsOf({ ...place, careProvider: from }, at))];
  }

  function entriesInto(careProvider: string, at: Date): readonly Succession[] {
    return [...providers.values()].filter(({ into, at: since }) => same(into, careProvider) && since <= +at);
  }

  function meantBy(careProvider: string, then: Date, at: Date): readonly string[] {
    const owner = follow(providers, careProvider, then);
    const made = entriesInto(owner, at).filter(({ intoIsNew, at: since }) => intoIsNew && since > +then);
    return [...new Set([keyOf(owner), ...made.flatMap(({ from }) => meantBy(from, then, at))])];
  }

  return {
    entries,
    providerAt: (hsaId, at) => follow(providers, hsaId, at),
    unitAt: (hsaId, at) => follow(units, hsaId, at),
    renamedAt: (hsaId, at) => follow(renamed, hsaId, at),
    isSameUnit: (one, other, at) => same(follow(renamed, one, at), follow(renamed, other, at)),
    namesOfUnit(hsaId, at) {
      const now = follow(renamed, hsaId, at);
      return [now, ...leadingTo(renamed, now, at)].map(keyOf);
    },
    heirOf(hsaId, at) {
      const heir = follow(units, follow(providers, hsaId, at), at);
      return same(heir, hsaId) ? undefined : heir;
    },
    takenOver: (hsaId, at) => leadingTo(providers, hsaId, at),
    unitsTakenOver: (hsaId, at, which) => leadingTo(which === 'same' ? renamed : units, hsaId, at),
    meantBy,
    answeredAt(place, then, at) {
      const careUnit = place.careUnit && follow(renamed, place.careUnit, at);
      const roots = rootsOf({ ...place, careUnit }, at);
      return [...new Set(roots.map((root) => keyOf(follow(providers, root, then))))];
    },
    lastOwnInstant(hsaId, at) {
      const end = providers.get(keyOf(hsaId))?.at;
      return end === undefined || end > +at ? at : new Date(end - 1);
    },
  };
}

/** For an installation where nothing has merged. */
export const noSuccessions = createSuccessions([]);

const known = new WeakMap<readonly SuccessionConfig[], Successions>();

/** Those of a configuration. */
export function successionsOf({ successions }: Configured): Successions {
  const found = known.get(successions) ?? createSuccessions(successions);
  known.set(successions, found);
  return found;
}

interface Configured {
  readonly successions: readonly SuccessionConfig[];
}

function parsed({ kind, from, into, at, units, intoIsNew = false }: SuccessionConfig): Succession {
  const midnight = midnightOf(at) ?? Number.POSITIVE_INFINITY;
  return { kind, from, into, at: midnight, units: units && new Set(units.map(keyOf)), intoIsNew };
}

/** When a day begins in Sweden, epoch milliseconds; undefined when there is no such day. */
export function midnightOf(day: string): number | undefined {
  const instant = rivtaTimeToFhir(`${day.replaceAll('-', '')}000000`);
  return instant === undefined ? undefined : Date.parse(instant);
}

/** Bounded by the number of successions: none is taken twice. */
function follow(line: Line, hsaId: string, at: Date): string {
  let now = hsaId;
  for (let left = line.size; left > 0; left -= 1) {
    const next = line.get(keyOf(now));
    if (!next || next.at > +at) return now;
    now = next.into;
  }
  return now;
}

function leadingTo(line: Line, hsaId: string, at: Date): readonly string[] {
  if (line.size === 0) return [];
  return [...line.values()].map(({ from }) => from).filter((from) => isHeir(line, from, hsaId, at));
}

function isHeir(line: Line, from: string, hsaId: string, at: Date): boolean {
  return same(follow(line, from, at), hsaId) && !same(from, hsaId);
}

function same(one: string, other: string): boolean {
  return keyOf(one) === keyOf(other);
}

/** As everywhere else HSA-ids are compared, see `sameHsaId`. */
function keyOf(hsaId: string): string {
  return hsaId.toUpperCase();
}
