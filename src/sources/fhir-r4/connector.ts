import type { AnswerBatch } from '../answer-part.ts';
import { refused } from '../failures.ts';
import { asked, finishRecord } from '../mapped.ts';
import type { Question } from '../question.ts';
import { createResourceIndex } from './index-of-resources.ts';
import { writeJson } from './json.ts';
import { mappings } from './mappings.ts';
import { createFetcher } from './missing.ts';
import type { Search } from './reading.ts';
import type { ResourceType } from './resources.ts';
import { searchPages } from './search.ts';

/** Whom every header names. */
const people: readonly ResourceType[] = ['PractitionerRole', 'Practitioner', 'Organization', 'Encounter'];

/**
 * Asks a record system with a FHIR R4 interface. The source's address in config is the service base. The filters of
 * the RIV-TA contracts are applied to the answer: FHIR has no search parameters that mean the same.
 */
export async function* askFhirR4(question: Question): AsyncGenerator<AnswerBatch> {
  const { source, endpoint, contract, query, signal } = question;
  const mapping = mappings[query.contract];
  if (!mapping) throw refused(501, `The FHIR connector has no mapping for ${query.contract}.`);
  const conversation = endpoint.converse(query, signal);
  const index = createResourceIndex(endpoint.base);
  const fetchMissing = createFetcher(conversation, endpoint.base, index, query.patient);
  const search: Search = async function* (type, { include = [], fetch = [] } = {}) {
    for await (const page of searchPages(conversation, endpoint.base, type, query.patient, include)) {
      index.add(page);
      await fetchMissing(page, [...people, ...fetch]);
      yield page;
    }
  };
  for await (const mapped of mapping(search, { index, source, patient: query.patient })) {
    const record = finishRecord(contract, mapped);
    if (!asked(contract, query, mapped, record)) continue;
    const original = record.header.documentId === query.original ? mapped.readFrom : undefined;
    yield [{ kind: 'record', record, ...(original && { original: writeJson(original) }) }];
  }
}
