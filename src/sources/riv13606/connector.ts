import type { BridgeRecord, Contract, ContractId } from '../../contracts/index.ts';
import { badData, refused } from '../failures.ts';
import { asked, finishRecord, type Mapped } from '../mapped.ts';
import type { SourceQuery } from '../query.ts';
import type { Question } from '../question.ts';
import { callSoap } from '../soap-call.ts';
import { alertInformationFrom } from './alert-information.ts';
import { careContactFrom } from './care-contact.ts';
import { entriesOf, meaningOf } from './composition.ts';
import { diagnosisFrom } from './diagnosis.ts';
import type { Context } from './header.ts';
import type { Node } from './node.ts';
import { continuationAction, continuationRequest, extractAction, extractRequest } from './request.ts';
import { type Extract, readResponse } from './response.ts';

/** How a contract's records are found in a composition, and what they become. */
interface Mapping {
  /** The composition's meaning (KV Informationstyp). */
  readonly composition: string;
  /** Whether an entry is a record of this type. */
  isRecord(entryMeaning: string): boolean;
  /** A care contact is a contact even without an entry. */
  readonly withoutEntry: boolean;
  map(context: Context): Mapped<object>;
}

const mappings: Readonly<Record<ContractId, Mapping>> = {
  'GetDiagnosis:2': {
    composition: 'dia',
    isRecord: (meaning) => meaning === 'dia-dia',
    withoutEntry: false,
    map: diagnosisFrom,
  },
  'GetAlertInformation:2': {
    composition: 'upp',
    isRecord: (meaning) => meaning.startsWith('upp-'),
    withoutEntry: false,
    map: alertInformationFrom,
  },
  'GetCareContacts:2': {
    composition: 'vko',
    isRecord: (meaning) => meaning === 'vko-vko',
    withoutEntry: true,
    map: careContactFrom,
  },
};

const mostContinuations = 1_000;

/**
 * Asks a record system of NPÖ 1.0 (RIV 13606 1.1). The source's address in config is the service itself. There is no
 * logical address in this dialect; the parameter `hsa_id` names the system.
 */
export async function* askRiv13606(question: Question): AsyncGenerator<BridgeRecord> {
  const { endpoint, contract, query, signal } = question;
  const mapping = mappings[query.contract];
  const first = extractRequest(query);
  if (!mapping || !first) throw refused(501, `RIV 13606 has no mapping for ${query.contract}.`);
  const conversation = endpoint.converse(query, signal);
  const { pathname, search } = endpoint.base;
  const seen = new Set<string>();
  let request = { soapAction: extractAction, body: first };
  for (;;) {
    let token: string | undefined;
    yield* callSoap<BridgeRecord>(conversation, {
      path: pathname + search,
      ...request,
      answer: (root, give) =>
        readResponse(root, {
          extract: (extract) => {
            for (const record of recordsOf(extract, mapping, contract, query)) give(record);
          },
          continuation: (next) => {
            token = next;
          },
        }),
    });
    if (token === undefined) return;
    if (seen.has(token)) throw badData('The record system gave the same continuation twice.');
    if (seen.size >= mostContinuations) throw badData(`The answer is continued more than ${mostContinuations} times.`);
    seen.add(token);
    request = { soapAction: continuationAction, body: continuationRequest(token) };
  }
}

function* recordsOf(extract: Extract, mapping: Mapping, contract: Contract, query: SourceQuery) {
  for (const composition of extract.compositions) {
    for (const entry of recordEntries(composition, mapping)) {
      const context = { composition, entry, extract, patient: query.patient, source: query.source };
      const mapped = mapping.map(context);
      const record = finishRecord(contract, mapped);
      if (asked(contract, query, mapped, record)) yield record;
    }
  }
}

function recordEntries(composition: Node, mapping: Mapping): readonly (Node | undefined)[] {
  const meaning = meaningOf(composition);
  if (meaning !== undefined && meaning !== mapping.composition) return [];
  const entries = entriesOf(composition).filter((entry) => mapping.isRecord(meaningOf(entry) ?? ''));
  const bare = mapping.withoutEntry && meaning !== undefined && entries.length === 0;
  return bare ? [undefined] : entries;
}
