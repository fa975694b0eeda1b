import type { FhirResource, Reference } from 'fhir/r4';
import { BridgeError } from '../../errors.ts';
import type { Subject } from './ids.ts';
import { valuesAt } from './parameters.ts';
import { type Readable, readResource } from './read.ts';
import type { ClinicalType } from './record.ts';
import { isClinical, type Resources, type Sourced } from './resources.ts';
import type { Search } from './search.ts';

/** What `_include` brings beside these resources: whatever they refer to on this server, each once. */
export function included({ includes, subject }: Search, here: readonly Sourced[], readable: Readable): FhirResource[] {
  if (!subject || includes.length === 0) return [];
  const references = here
    .flatMap(({ resource }) => includes.flatMap((element) => valuesAt(resource, element) as Reference[]))
    .flatMap(({ reference }) => (reference === undefined || reference.startsWith('#') ? [] : [reference]));
  const find = createFinder(subject, readable);
  return [...new Set(references)].map(find).filter((resource) => resource !== undefined);
}

/** Each type of the patient's is listed once, however much of it is referred to. */
function createFinder(subject: Subject, readable: Readable): (reference: string) => FhirResource | undefined {
  const lists = new Map<ClinicalType, ReadonlyMap<string, FhirResource>>();
  const listed = (type: ClinicalType) => {
    const list = lists.get(type) ?? byId(readable.resources, type, subject);
    lists.set(type, list);
    return list;
  };
  return (reference) => {
    const [type = '', id = ''] = reference.split('/');
    return isClinical(type) ? listed(type).get(id) : inDirectory(readable, type, id);
  };
}

function byId(resources: Resources, type: ClinicalType, subject: Subject): ReadonlyMap<string, FhirResource> {
  return new Map(resources.list(type, subject).map(({ resource }) => [resource.id ?? '', resource]));
}

/** Somebody who is not in the directory any more is not brought, as on other servers. */
function inDirectory(readable: Readable, type: string, id: string): FhirResource | undefined {
  try {
    return readResource(readable, type, id);
  } catch (error) {
    if (error instanceof BridgeError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
