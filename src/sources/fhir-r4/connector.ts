import type { BridgeRecord, ContractId } from '../../contracts/index.ts';
import { refused } from '../failures.ts';
import { asked, finishRecord, type Mapped } from '../mapped.ts';
import type { Question } from '../question.ts';
import { alertsFrom } from './alert-information.ts';
import { careContactFrom } from './care-contact.ts';
import type { Context } from './context.ts';
import { createDiagnosisMapping } from './diagnosis.ts';
import { createResourceIndex } from './index-of-resources.ts';
import { type Resource, type ResourceType, resourceAs } from './resources.ts';
import { type Page, searchPages } from './search.ts';

/** Pages of all resources of one type about the patient; what comes with them is in the index before they come out. */
type Search = (type: ResourceType) => AsyncIterable<Page>;
type Mapping = (search: Search, context: Context) => AsyncIterable<Mapped<object>>;

const mappings: Readonly<Record<ContractId, Mapping>> = {
  'GetDiagnosis:2': (search, context) => {
    const map = createDiagnosisMapping(context);
    return eachOf('Condition', search, map);
  },
  'GetCareContacts:2': (search, context) =>
    eachOf('Encounter', search, (encounter) => careContactFrom(encounter, context)),
  'GetAlertInformation:2': async function* (search, context) {
    // All of both before any of them: which allergy belongs to which flag is known only then.
    const flags = yield* gather('Flag', search);
    const allergies = yield* gather('AllergyIntolerance', search);
    yield* alertsFrom(flags, allergies, context);
  },
};

/**
 * Asks a record system with a FHIR R4 interface. The source's address in config is the service base. The filters of
 * the RIV-TA contracts are applied to the answer: FHIR has no search parameters that mean the same.
 */
export async function* askFhirR4(question: Question): AsyncGenerator<BridgeRecord> {
  const { source, endpoint, contract, query, signal } = question;
  const mapping = mappings[query.contract];
  if (!mapping) throw refused(501, `The FHIR connector has no mapping for ${query.contract}.`);
  const conversation = endpoint.converse(query, signal);
  const index = createResourceIndex();
  const search: Search = async function* (type) {
    for await (const page of searchPages(conversation, endpoint.base, type, query.patient)) {
      index.add(page);
      yield page;
    }
  };
  for await (const mapped of mapping(search, { index, source, patient: query.patient })) {
    const record = finishRecord(contract, mapped);
    if (asked(contract, query, mapped, record)) yield record;
  }
}

/** Page by page; a resource that the mapping says is no record leaves nothing behind. */
async function* eachOf<T extends ResourceType>(
  type: T,
  search: Search,
  map: (resource: Resource<T>) => Mapped<object> | undefined,
): AsyncGenerator<Mapped<object>> {
  for await (const page of search(type)) {
    for (const resource of matches(type, page)) {
      const mapped = resource === 'broken' ? brokenResource(type) : map(resource);
      if (mapped) yield mapped;
    }
  }
}

/** All resources of a type; the broken ones come out at once. */
async function* gather<T extends ResourceType>(
  type: T,
  search: Search,
): AsyncGenerator<Mapped<object>, readonly Resource<T>[]> {
  const found: Resource<T>[] = [];
  for await (const page of search(type)) {
    for (const resource of matches(type, page)) {
      if (resource === 'broken') yield brokenResource(type);
      else found.push(resource);
    }
  }
  return found;
}

function* matches<T extends ResourceType>(type: T, page: Page): Generator<Resource<T> | 'broken'> {
  for (const { resource, search } of page) {
    if (resource?.resourceType !== type || search?.mode === 'include') continue;
    yield resourceAs(type, resource) ?? 'broken';
  }
}

/** Stands for a resource that cannot be read, so that it is counted and not just gone. */
function brokenResource(type: ResourceType): Mapped<object> {
  return {
    item: {},
    careUnit: undefined,
    careProvider: undefined,
    careContact: undefined,
    problems: [`${type} does not have the form that FHIR R4 gives it`],
  };
}
