import type { Bundle, BundleEntry, FhirResource, OperationOutcome } from 'fhir/r4';
import { BridgeError, type ErrorCode } from '../../errors.ts';
import { createPages } from '../pages.ts';
import { type Dialect, repeated, type WireAnswer, type WireRequest } from '../wire.ts';
import type { CareUnit } from '../world/care-units.ts';
import type { CouncilData } from '../world/council-data.ts';
import { tolvan } from '../world/patient.ts';
import { capabilityStatement } from './capability.ts';
import { included } from './include.ts';
import { readResource } from './read.ts';
import { createResources, isSearched, patientResource, type Resources } from './resources.ts';
import { matches, readSearch, type Search } from './search.ts';

/** Where the server's REST base is. */
export const fhirBase = '/fhir';

/** Västernorrland: FHIR R4 by the national mapping (SEEHDS profiles), read and search. */
export function createFhirCouncil(data: CouncilData, units: readonly CareUnit[], seed: string): Dialect {
  const resources = createResources(data, seed);
  const pages = createPages<Position>();

  const page = ({ search, from }: Position, base: string): WireAnswer => {
    // Told anew for every page: kept pages would be whole journals in memory.
    const listed = search.subject ? resources.list(search.type, search.subject) : [];
    const found = listed.filter(({ resource }) => matches(search, resource));
    const here = found.slice(from, from + search.count);
    const next = search.count > 0 && from + search.count < found.length;
    const link = [{ relation: 'self', url: `${base}/${search.link}` }];
    if (next) {
      const token = pages.keep({ search, from: from + search.count });
      link.push({ relation: 'next', url: `${base}/${search.type}?_page=${token}` });
    }
    const patient = search.includePatient && search.subject ? [patientResource(search.subject)] : [];
    // Resources of one record have one Provenance.
    const beside = [
      ...new Set(here.map(({ provenance }) => provenance)),
      ...included(search, here, { resources, units }),
      ...(here.length > 0 ? patient : []),
    ];
    const bundle: Bundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      total: found.length,
      link,
      entry: [
        ...here.map(({ resource }) => entry(base, resource, 'match')),
        ...beside.map((resource) => entry(base, resource, 'include')),
      ],
    };
    // FHIR forbids empty arrays.
    if (bundle.entry?.length === 0) delete bundle.entry;
    return json(200, bundle);
  };

  const answer = (request: WireRequest): WireAnswer => {
    const url = new URL(request.url, `https://${request.headers.host ?? 'localhost'}`);
    const base = `${url.origin}${fhirBase}`;
    const [type = '', id, ...rest] = url.pathname
      .replace(/^\/fhir\//, '/')
      .slice(1)
      .split('/');
    const isPost = request.method === 'POST' && id === '_search' && rest.length === 0;
    if (!isPost && request.method !== 'GET') throw new BridgeError('METHOD_NOT_ALLOWED');
    if (type === 'metadata') return json(200, capabilityStatement());
    if (rest.length > 0) throw new BridgeError('NOT_FOUND');
    if (id !== undefined && !isPost) return json(200, readResource({ resources, units }, type, id));
    if (!isSearched(type)) throw new BridgeError('NOT_FOUND');
    const token = url.searchParams.get('_page');
    if (token !== null) {
      const position = pages.find(token);
      if (position?.search.type !== type) throw new BridgeError('NOT_FOUND', 'The page is too old.');
      return page(position, base);
    }
    const parameters = isPost ? formOf(request, url.searchParams) : url.searchParams;
    const strict = /handling=strict/.test(String(request.headers.prefer));
    const search = readSearch(type, parameters, resources, strict);
    return page({ search, from: 0 }, base);
  };

  return {
    answer: async (request) => {
      try {
        return answer(request);
      } catch (error) {
        if (error instanceof BridgeError) return refusal(error);
        throw error;
      }
    },
    failure: () => outcome(500, 'exception', 'Journalsystemet kan inte svara.'),
    huge: (_request, bytes) => ({ status: 200, contentType, body: hugeBundle(resources, bytes) }),
  };
}

interface Position {
  readonly search: Search;
  readonly from: number;
}

const contentType = 'application/fhir+json; charset=utf-8';

function formOf({ headers, body }: WireRequest, query: URLSearchParams): URLSearchParams {
  if (!/^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? ''))
    throw new BridgeError('PARAMETER_INVALID', 'A search by POST has a form as its body.');
  return new URLSearchParams([...query, ...new URLSearchParams(body.toString('utf8'))]);
}

function entry(base: string, resource: FhirResource, mode: 'match' | 'include'): BundleEntry {
  return { fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource, search: { mode } };
}

function json(status: number, resource: FhirResource): WireAnswer {
  return { status, contentType, body: JSON.stringify(resource) };
}

const refusals: Partial<Record<ErrorCode, readonly [status: number, issue: IssueCode]>> = {
  NOT_FOUND: [404, 'not-found'],
  METHOD_NOT_ALLOWED: [405, 'not-supported'],
  PATIENT_REQUIRED: [400, 'required'],
  PARAMETER_UNSUPPORTED: [400, 'not-supported'],
};
type IssueCode = OperationOutcome['issue'][number]['code'];

function refusal({ code, message }: BridgeError): WireAnswer {
  const [status, issue] = refusals[code] ?? [400, 'invalid' as const];
  return outcome(status, issue, message);
}

function outcome(status: number, code: IssueCode, text: string): WireAnswer {
  const resource: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, details: { text } }],
  };
  return json(status, resource);
}

/** The best known patient's conditions over and over, each time under another id. */
function hugeBundle(resources: Resources, bytes: number): AsyncIterable<string> {
  const subject = resources.subjectByNumber(tolvan);
  const conditions = subject ? resources.list('Condition', subject) : [];
  const record = (index: number): string => {
    const item = conditions[index % conditions.length];
    if (item?.resource.resourceType !== 'Condition') return '';
    const { resource, provenance } = item;
    const both = [entry(fhirBase, resource, 'match'), entry(fhirBase, provenance, 'include')];
    const text = both.map((one) => JSON.stringify(one)).join(',');
    const value = resource.identifier?.[0]?.value ?? '';
    return (
      (index === 0 ? '' : ',') +
      text.replaceAll(resource.id ?? '', `${resource.id}-${index}`).replace(value, `${value}-${index}`)
    );
  };
  return repeated('{"resourceType":"Bundle","type":"searchset","entry":[', record, ']}', bytes);
}
