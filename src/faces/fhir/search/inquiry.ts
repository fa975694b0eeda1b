import type { RecordFilter } from '../../../contracts/index.ts';
import type { Generation } from '../mapping/generation.ts';
import type { RecordMapping } from '../mapping/record-mapping.ts';
import type { Origin, ServedType } from '../served/index.ts';
import { daysToAsk } from './date-filter.ts';
import type { Criterion } from './query.ts';
import { tokenMatches } from './tokens.ts';

/** One service contract to ask, and what of the search its sources can judge themselves. */
export interface Inquiry {
  readonly mapping: RecordMapping;
  readonly filter: Omit<RecordFilter, 'patient'>;
}

/** Everything a contract holds about a patient. */
export function wholeOf(mapping: RecordMapping): Inquiry {
  return { mapping, filter: { period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] } };
}

/**
 * What a search asks of whom: the contracts that can hold a match, each with as much of the search as its request can
 * carry. Rather too much than too little: the exact filter comes after.
 */
export function inquiriesOf(
  served: ServedType,
  criteria: readonly Criterion[],
  generation: Generation,
  now: number,
): Inquiry[] {
  return served.origins
    .filter((origin) => criteria.every((criterion) => canMatch(origin, criterion, generation)))
    .map((origin) => ({
      mapping: origin.mapping,
      filter: {
        period: periodFor(origin, criteria, now),
        careUnits: careUnitsIn(criteria),
        sourceSystem: sourceSystemIn(criteria, generation),
        careContacts: [],
      },
    }));
}

function canMatch(origin: Origin, criterion: Criterion, generation: Generation): boolean {
  const { categories, profiles } = origin;
  if (criterion.kind === 'token' && criterion.parameter.name === 'category' && categories) {
    return criterion.alternatives.some((sought) => categories.some((category) => tokenMatches(sought, category)));
  }
  if (criterion.kind === 'uri' && criterion.parameter.name === '_profile') {
    return profiles.some((profile) => criterion.alternatives.includes(generation.profileOf(profile) ?? ''));
  }
  return true;
}

/** One date parameter at most narrows the question: two may look at different times of a record. */
function periodFor(origin: Origin, criteria: readonly Criterion[], now: number): RecordFilter['period'] {
  const dates = criteria.filter((criterion) => criterion.kind === 'date');
  const chosen = dates.find(({ parameter }) => origin.narrowing[parameter.name] !== undefined)?.parameter;
  const narrowing = chosen && origin.narrowing[chosen.name];
  if (!narrowing) return undefined;
  const same = dates.filter(({ parameter }) => parameter === chosen).map(({ alternatives }) => alternatives);
  return daysToAsk(same, narrowing, origin.horizonDays, now);
}

/** The units of the first such criterion; with a value that names no unit, all. */
function careUnitsIn(criteria: readonly Criterion[]): readonly string[] {
  const named = criteria.find((criterion) => criterion.kind === 'token' && criterion.parameter.name === 'careUnit');
  if (named?.kind !== 'token') return [];
  const units = named.alternatives.map(({ code }) => code);
  return units.every((unit) => unit !== undefined) ? units : [];
}

/** The one record system that `_source` names, if it names one. */
function sourceSystemIn(criteria: readonly Criterion[], { sourceTemplate }: Generation): string | undefined {
  const named = criteria.find((criterion) => criterion.kind === 'uri' && criterion.parameter.name === '_source');
  if (named?.kind !== 'uri' || named.alternatives.length !== 1) return undefined;
  const [before = '', after = ''] = sourceTemplate.split('{hsaId}');
  const [uri = ''] = named.alternatives;
  if (!uri.startsWith(before) || !uri.endsWith(after)) return undefined;
  return uri.slice(before.length, uri.length - after.length);
}
