import type { Period, Quantity, Reference } from 'fhir/r4';
import { rivtaTimeToFhir } from '../../../codes/index.ts';
import type { Clinical } from '../mapping/clinical.ts';
import { systems } from '../mapping/systems.ts';
import { type Interval, intervalOf, spanOf } from '../search/dates.ts';
import type { Pointer } from '../search/references.ts';
import { identifierTokens, type Token } from '../search/tokens.ts';
import type { SearchParameter } from './served-type.ts';

/** The words in which the search parameters of a type are written down. */
type Of<K extends SearchParameter['kind'], R extends Clinical> = Extract<SearchParameter<R>, { kind: K }>;

export function token<R extends Clinical>(
  name: string,
  documentation: string,
  tokens: Of<'token', R>['tokens'],
): SearchParameter<R> {
  return { kind: 'token', name, documentation, tokens };
}

/** A token parameter over an element of type `code`, whose system the element's own value set gives. */
export function code<R extends Clinical>(
  name: string,
  documentation: string,
  system: string,
  value: (resource: R) => string | undefined,
): SearchParameter<R> {
  return token(name, documentation, (resource) => {
    const given = value(resource);
    return given === undefined ? [] : [{ system, code: given }];
  });
}

export function date<R extends Clinical>(
  name: string,
  documentation: string,
  interval: Of<'date', R>['interval'],
): SearchParameter<R> {
  return { kind: 'date', name, documentation, interval };
}

export function reference<R extends Clinical>(
  name: string,
  documentation: string,
  pointers: (resource: R) => readonly (Reference | undefined)[],
): SearchParameter<R> {
  const given = (resource: R): readonly Pointer[] => pointers(resource).filter((one) => one !== undefined);
  return { kind: 'reference', name, documentation, pointers: given };
}

export function quantity<R extends Clinical>(
  name: string,
  documentation: string,
  value: (resource: R) => Quantity | undefined,
): SearchParameter<R> {
  return { kind: 'quantity', name, documentation, quantities: (resource) => [value(resource) ?? []].flat() };
}

/** The time a date or dateTime covers. */
export function moment(value: string | undefined): Interval | undefined {
  return value === undefined ? undefined : intervalOf(value);
}

/** The time of an element that is a moment or a period. */
export function momentOrPeriod(instant: string | undefined, period: Period | undefined): Interval | undefined {
  return instant === undefined ? period && spanOf(period.start, period.end) : moment(instant);
}

/** What every clinical type can be searched by. `identifierSays` tells what its identifier is. */
export function common<R extends Clinical>(
  identifierSays = 'The document id of the source system.',
): readonly SearchParameter<R>[] {
  return [
    token('_id', 'Id of the resource.', ({ id }) => [{ code: id }]),
    date(
      '_lastUpdated',
      'When the source registered the information (Provenance.recorded): this server keeps no versions.',
      (_resource, header) => moment(rivtaTimeToFhir(header.time)),
    ),
    { kind: 'uri', name: '_profile', documentation: 'Profile claimed.', uris: ({ meta }) => meta?.profile ?? [] },
    {
      kind: 'uri',
      name: '_source',
      documentation: 'The record system, as meta.source names it.',
      uris: ({ meta }) => (meta?.source === undefined ? [] : [meta.source]),
    },
    token('identifier', identifierSays, (resource) => identifierTokens(identifiersOf(resource))),
    token('careUnit', 'HSA-id of the care unit the information belongs to.', (_resource, { careUnit }) =>
      hsaToken(careUnit),
    ),
    token('careGiver', 'HSA-id of the care provider the information belongs to.', (_resource, { careProvider }) =>
      hsaToken(careProvider),
    ),
  ];
}

/** R4 counts a document's master identifier among them. */
function identifiersOf(resource: Clinical) {
  const master = 'masterIdentifier' in resource && resource.masterIdentifier ? [resource.masterIdentifier] : [];
  return [...master, ...[resource.identifier ?? []].flat()];
}

function hsaToken(hsaId: string | undefined): Token[] {
  return hsaId === undefined ? [] : [{ system: systems.hsaId, code: hsaId }];
}
