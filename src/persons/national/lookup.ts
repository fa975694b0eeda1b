import {
  getPersonsForProfile5 as contract,
  type RequestedPersonRecord,
} from '../../contracts/get-persons-for-profile-5.ts';
import { contractPath, createContractReader, type PatientId, prefixesFor, writeRoot } from '../../contracts/index.ts';
import { badData } from '../../sources/failures.ts';
import type { Conversation } from '../../sources/http.ts';
import { callSoap } from '../../sources/soap-call.ts';
import { writeAddress, type XmlElement, type XmlHandler } from '../../xml/index.ts';
import { type Registered, registeredFrom } from './record.ts';

/** More in one request is not allowed (contract description). */
const largestBatch = 500;
const prefixes = prefixesFor(contract.namespace, contract.request);

/**
 * Name, marks and links with where the person is registered (P2): the smallest profile that has the municipality. The
 * register answers as P1 for the protected. Addresses are not read.
 */
const profile = 'P2';

/**
 * Asks for each identity as it stands in the register, following no links, in as many requests as it takes. An identity
 * that nobody has is absent from the answer. Throws SourceFailure.
 */
export async function lookUp(
  identities: readonly PatientId[],
  conversation: Conversation,
  { basePath, logicalAddress }: { readonly basePath: string; readonly logicalAddress: string },
): Promise<ReadonlyMap<string, Registered>> {
  const found = new Map<string, Registered>();
  for (let start = 0; start < identities.length; start += largestBatch) {
    const batch = identities.slice(start, start + largestBatch);
    const unanswered = new Set(batch.map(keyOf));
    const answers = callSoap<RequestedPersonRecord>(conversation, {
      path: basePath + contractPath(contract),
      soapAction: contract.soapAction,
      address: writeAddress(logicalAddress, 'rivtabp21'),
      body: requestFor(batch),
      answer: readAnswer,
    });
    for await (const records of answers)
      for (const { requestedPersonalIdentity: asked, personRecord } of records) {
        const key = keyOf({ type: asked.root, id: asked.extension ?? '' });
        // Order is not promised: the echoed identity alone says whose record it is.
        if (!unanswered.delete(key)) continue;
        if (personRecord) found.set(key, registeredFrom(personRecord));
      }
    if (unanswered.size > 0) throw badData('The person register did not answer for every identity it was asked for.');
  }
  return found;
}

export function keyOf({ type, id }: PatientId): string {
  return `${type}|${id}`;
}

function requestFor(identities: readonly PatientId[]): string {
  const personId = identities.map(({ type, id }) => ({ root: type, extension: id }));
  const request = { personId, profile, ignoreReferredIdentity: true };
  return writeRoot(contract.namespace, contract.name, contract.request, request, prefixes);
}

function readAnswer(root: XmlElement, give: (record: RequestedPersonRecord) => void): XmlHandler | undefined {
  const rootName = `${contract.name}Response`;
  if (root.namespace !== contract.namespace || root.local !== rootName) return undefined;
  return createContractReader(contract.response, rootName, {
    records: {
      element: 'requestedPersonRecord',
      each: ({ value, violations }) => {
        const [broken] = violations.filter(({ path }) => matters.test(path));
        if (broken) throw badData(`The person register breaks its contract: ${broken.path} ${broken.rule}.`);
        give(value as unknown as RequestedPersonRecord);
      },
    },
    emptyIsAbsent: true,
    // The records are handed over one by one: of the root there is nothing left to check.
    done: () => undefined,
  });
}

/** Without these nobody knows whose record it is, or how careful to be with it; faults elsewhere harm nobody here. */
const matters =
  /(requestedPersonalIdentity|personalIdentity|protectedPersonIndicator|testIndicator|primaryIdentity|protectedPopulationRecord|referredPersonalIdentit|linkedIdentity)/i;
