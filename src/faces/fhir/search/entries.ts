import type { BundleEntry, FhirResource } from 'fhir/r4';
import type { Clinical } from '../mapping/clinical.ts';
import { provenanceOf } from '../mapping/provenance.ts';
import type { GatheredRecord } from './records.ts';
import { referencesIn } from './references.ts';

/** A resource of the type asked for, and the record it comes from. */
export interface Match {
  readonly resource: Clinical;
  readonly record: GatheredRecord;
}

/** The matches, then what they point at inside their records, then the Provenance of each resource. */
export function entriesOf(matches: readonly Match[], baseUrl: string): BundleEntry[] {
  const shown = new Set(matches.map(({ resource }) => resource));
  const included = matches.flatMap(({ resource, record }) =>
    pointedAt(resource, record).flatMap((one) => {
      if (shown.has(one)) return [];
      shown.add(one);
      return [{ resource: one, record }];
    }),
  );
  const provenances = [...matches, ...included].map(({ resource, record }) =>
    provenanceOf(resource, record.header, record.mapped(), record.context),
  );
  const entry =
    (mode: 'match' | 'include') =>
    (resource: FhirResource): BundleEntry => ({
      fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`,
      resource,
      search: { mode },
    });
  return [
    ...matches.map(({ resource }) => resource).map(entry('match')),
    ...[...included.map(({ resource }) => resource), ...provenances].map(entry('include')),
  ];
}

/** What a resource points at inside its record, and what that points at in turn. */
export function pointedAt(resource: Clinical, record: GatheredRecord): Clinical[] {
  const { resources } = record.mapped();
  // Most records become one resource, and then there is nothing to be looked for.
  if (resources.length < 2) return [];
  const byReference = new Map(resources.map((one) => [`${one.resourceType}/${one.id}`, one]));
  const found = new Set<Clinical>();
  const follow = (one: Clinical): void => {
    for (const target of referencesIn(one).flatMap((reference) => byReference.get(reference) ?? [])) {
      if (found.has(target)) continue;
      found.add(target);
      follow(target);
    }
  };
  follow(resource);
  found.delete(resource);
  return [...found];
}
