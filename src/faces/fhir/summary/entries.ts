import { randomUUID } from 'node:crypto';
import type { BundleEntry, Coding, FhirResource, Patient, Reference } from 'fhir/r4';
import { systems } from '../mapping/systems.ts';
import { isRawDecimal } from '../raw-decimal.ts';
import { ipsProfileOf } from './ips-profiles.ts';

/** The entries of a document: each resource once, under a URL of its own, pointing at the others by theirs. */
export interface Entries {
  readonly patient: Reference;
  /** Gives what to point at it with. */
  add(resource: FhirResource): Reference;
  /** Whether something in it is for few eyes only. */
  isRestricted(): boolean;
  /** As they are to stand in the Bundle, in the order they were added. */
  all(): BundleEntry[];
}

export function createEntries(patient: Patient): Entries {
  const urls = new Map<string, string>();
  const resources: FhirResource[] = [];

  function add(resource: FhirResource): Reference {
    const key = `${resource.resourceType}/${resource.id}`;
    const known = urls.get(key);
    if (known) return { reference: known };
    const url = `urn:uuid:${randomUUID()}`;
    urls.set(key, url);
    resources.push(resource);
    return { reference: url };
  }

  const subject = add(patient);
  return {
    patient: subject,
    add,
    isRestricted: () => resources.some(({ meta }) => meta?.security?.some(isRestriction)),
    all: () =>
      resources.map((resource): BundleEntry => {
        const pointing = pointInside(resource, urls, subject) as FhirResource;
        return {
          fullUrl: urls.get(`${resource.resourceType}/${resource.id}`),
          resource: claiming(pointing, ipsProfileOf(pointing)),
        };
      }),
  };
}

function isRestriction({ system, code }: Coding): boolean {
  return system === systems.confidentiality && (code === 'R' || code === 'V');
}

/** Beside the national profile, the one of the summary that it satisfies. */
function claiming(resource: FhirResource, profile: string | undefined): FhirResource {
  if (profile === undefined) return resource;
  return { ...resource, meta: { ...resource.meta, profile: [...(resource.meta?.profile ?? []), profile] } };
}

/**
 * The same with every literal reference changed to the entry's URL; what holds none is not copied. The patient is always
 * pointed at (IPS); what is not in the document is left as identifier and words.
 */
function pointInside(value: unknown, urls: ReadonlyMap<string, string>, patient: Reference): unknown {
  if (typeof value !== 'object' || value === null || isRawDecimal(value)) return value;
  const given = value as Readonly<Record<string, unknown>>;
  let changed: Record<string, unknown> | undefined;
  for (const key of Object.keys(given)) {
    const part = given[key];
    const pointing = pointed(key, part, urls, patient);
    if (pointing === part) continue;
    changed ??= (Array.isArray(given) ? [...given] : { ...given }) as Record<string, unknown>;
    changed[key] = pointing;
  }
  return changed ?? value;
}

function pointed(key: string, part: unknown, urls: ReadonlyMap<string, string>, patient: Reference): unknown {
  if ((key === 'subject' || key === 'patient') && isReference(part)) return { ...part, ...patient };
  const isLiteral = key === 'reference' && typeof part === 'string' && !/^(#|urn:uuid:)/.test(part);
  return isLiteral ? urls.get(part) : pointInside(part, urls, patient);
}

function isReference(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
