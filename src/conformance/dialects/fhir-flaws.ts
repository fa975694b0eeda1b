import type { Violation } from '../../contracts/index.ts';
import { formless } from '../../sources/fhir-r4/reading.ts';
import { shapeProblems, type Unchecked } from '../../sources/fhir-r4/resources.ts';
import type { Asked } from '../dialect.ts';
import { type Flaws, noFlaws } from '../reply.ts';
import { demanded } from './fhir-demanded.ts';
import type { FhirPage } from './fhir-json.ts';
import type { Exchange } from './fhir-log.ts';

/** What is wrong with the form of a search's pages, and with where they lead. */
export function flawsOf(exchanges: readonly Exchange[], { patient, system }: Asked): Flaws {
  const pages = exchanges.flatMap(({ page }) => page ?? []);
  const links = pages.flatMap(({ link = [] }) => link.filter(({ relation }) => relation === 'next'));
  const base = system.url.pathname.replace(/\/?$/, '/');
  return {
    ...noFlaws,
    schema: pages.flatMap(pageFlaws),
    references: exchanges.flatMap(({ url, came }) => {
      const [, type] = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]+$/.exec(url.pathname.slice(base.length)) ?? [];
      const isGiven = 'status' in came && came.status < 300;
      return type === undefined || isGiven ? [] : [{ path: type, rule: 'is referred to, and cannot be read' }];
    }),
    links: links
      .filter(({ url = '' }) => decodeURIComponent(url).includes(patient.id))
      .map(() => ({ path: 'Bundle/link[next]', rule: 'holds the identity of the patient' })),
  };
}

function pageFlaws({ type, link = [], entry = [] }: FhirPage): Violation[] {
  return [
    ...(type === 'searchset' ? [] : [{ path: 'Bundle/type', rule: 'must be one of searchset' }]),
    ...(link.some(({ relation }) => relation === 'self') ? [] : [{ path: 'Bundle/link[self]', rule: 'is missing' }]),
    ...entry.flatMap(({ fullUrl, resource, search }) => [
      ...missing('Bundle/entry/fullUrl', fullUrl),
      ...missing('Bundle/entry/search/mode', search?.mode),
      ...(resource ? resourceFlaws(resource) : missing('Bundle/entry/resource', resource)),
    ]),
  ];
}

const missing = (path: string, value: unknown): Violation[] =>
  value === undefined ? [{ path, rule: 'is missing' }] : [];

function resourceFlaws(resource: Unchecked): Violation[] {
  const { resourceType } = resource;
  if (resourceType === 'OperationOutcome') return [];
  const names = Object.keys(resource);
  const lacking = [...(demanded[resourceType] ?? []), 'id'].filter(
    (name) => !names.some((given) => given === name || (name.endsWith('[x]') && given.startsWith(name.slice(0, -3)))),
  );
  return [
    ...lacking.map((name) => ({ path: `${resourceType}/${name}`, rule: 'is missing' })),
    ...emptyParts(resource, resourceType),
    ...shapeProblems(resource).map((path) => ({ path, rule: formless })),
  ];
}

/** FHIR has no empty lists, objects or texts (R4 §2.6.2). */
function emptyParts(value: unknown, path: string): Violation[] {
  if (value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0))
    return [{ path, rule: 'is empty' }];
  if (Array.isArray(value)) return value.flatMap((one) => emptyParts(one, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => emptyParts(part, `${path}/${name}`));
}
