import type { DomainResource, Extension } from 'fhir/r4';
import { product } from './codes.ts';
import { isOneIn } from './ids.ts';
import type { Clinical } from './record.ts';

/** Types that the product has enriched; those that came first it left as the national guide has them. */
const enriched: ReadonlySet<string> = new Set([
  'CarePlan',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Immunization',
  'MedicationStatement',
  'Observation',
]);

/** What the product adds of its own to some resources: a profile and extensions that nobody else knows, and a text. */
export function dressed(resource: Clinical): Clinical {
  if (resource.resourceType === 'Binary' || !enriched.has(resource.resourceType)) return resource;
  if (!isOneIn(3, resource.id ?? '')) return resource;
  const { meta, extension = [] }: Pick<DomainResource, 'meta' | 'extension'> = resource;
  return {
    ...resource,
    meta: { ...meta, profile: [...(meta?.profile ?? []), product(`Journal${resource.resourceType}`)] },
    language: 'sv-SE',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Journalpost</p></div>' },
    extension: [...extension, ...own],
  };
}

const own: Extension[] = [
  { url: product('gallringsklass'), valueCode: 'bevaras' },
  {
    url: product('registrering'),
    extension: [
      { url: 'arbetsplats', valueString: 'Arbetsstation 7' },
      { url: 'antalVisningar', valueInteger: 3 },
    ],
  },
];
