import type { Bundle, FhirResource } from 'fhir/r4';
import { tolvan } from '../simulators/councils.ts';
import { inAnswer, type Planted } from './planting.ts';
import type { Said } from './spoiler.ts';

const inJson =
  (change: (resource: FhirResource) => void) =>
  (said: Said): Said => {
    const resource = JSON.parse(said.body.toString('utf8')) as FhirResource;
    change(resource);
    return { ...said, body: Buffer.from(JSON.stringify(resource)) };
  };

const inBundle = (change: (bundle: Bundle) => void) =>
  inJson((resource) => {
    if (resource.resourceType === 'Bundle') change(resource);
  });

/** In each resource that was asked for. */
const inMatches = (change: (resource: object & { subject?: unknown }) => object) =>
  inBundle((bundle) => {
    for (const entry of bundle.entry ?? [])
      if (entry.search?.mode === 'match' && entry.resource) entry.resource = change(entry.resource) as FhirResource;
  });

const asOutcome = (said: Said, status: number): Said => ({
  ...said,
  status,
  body: Buffer.from('{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}'),
});

/** Each planted fault, and the check that must find it. */
export const plantedInFhirR4: Planted = [
  ['an element missing that FHIR demands', 'schema', { answer: inMatches(({ subject, ...rest }) => rest) }],
  [
    'an empty list',
    'schema',
    {
      answer: inBundle(
        (bundle) => bundle.entry?.[0]?.resource && Object.assign(bundle.entry[0].resource, { note: [] }),
      ),
    },
  ],
  ['a Bundle that is no search', 'schema', { answer: inAnswer('"searchset"', '"collection"') }],
  ['a text where FHIR has a list', 'schema', { answer: inAnswer(/"identifier":\[/g, '"identifier":"x","was":[') }],
  ['another media type', 'answers', { answer: (said) => ({ ...said, contentType: 'text/plain' }) }],
  [
    'ISO-8859-1',
    'charset',
    { answer: (said) => ({ ...said, body: Buffer.from(said.body.toString('utf8'), 'latin1') }) },
  ],
  [
    'a modifier that nobody knows',
    'mapped',
    { answer: inMatches((resource) => ({ ...resource, modifierExtension: [{ url: 'x', valueBoolean: true }] })) },
  ],
  ['pages lost', 'parts', { answer: inBundle((bundle) => bundle.link?.splice(1)) }],
  [
    'the identity in the address of the next page',
    'links',
    {
      answer: inBundle((bundle) => {
        for (const link of bundle.link ?? []) if (link.relation === 'next') link.url += `&who=${tolvan.id}`;
      }),
      // The bridge sends what names the patient as a form; this server wants it in the address.
      path: (path, body) => (body.includes('_page=') ? `${path}?${body}` : path),
    },
  ],
  [
    'references that lead nowhere',
    'references',
    { path: (path) => path.replace(/\/(PractitionerRole|Practitioner|Organization)\//, '/$1/gone-') },
  ],
  ['another patient’s records', 'patient', { answer: inAnswer(`"${tolvan.id}"`, '"200001252386"') }],
  ['records without owner', 'owners', { answer: inAnswer('"Provenance"', '"Basic"') }],
  [
    'one id for all records',
    'ids',
    {
      answer: inMatches((resource) => ({ ...resource, identifier: [{ value: 'one' }] })),
    },
  ],
  [
    'not found where nobody is known',
    'unknown-patient',
    { answer: (said) => (said.body.includes('"total":0') ? asOutcome(said, 404) : said) },
  ],
  [
    'an answer without a patient in the question',
    'incomplete',
    {
      request: (form) =>
        form.includes('patient') || form === '' ? form : `patient.identifier=urn:oid:1.2.752.129.2.1.3.1|${tolvan.id}`,
    },
  ],
  [
    'a page for people where a type is unknown',
    'unknown-type',
    {
      answer: (said) => (said.status === 404 ? { ...said, contentType: 'text/html', body: Buffer.from('<p>') } : said),
    },
  ],
  ['a no as HTTP 200', 'malformed', { answer: (said) => ({ ...said, status: 200 }) }],
  [
    'an outcome that names the patient',
    'discreet-fault',
    {
      answer: (said) =>
        said.status === 404 ? inAnswer('"details"', `"diagnostics":"${tolvan.id}","details"`)(said) : said,
    },
  ],
];
