import { randomUUID } from 'node:crypto';
import { getPersonsForProfile5 as contract } from '../../contracts/get-persons-for-profile-5.ts';
import {
  createContractReader,
  declarations,
  type PatientId,
  prefixesFor,
  type ReadResult,
  writeContent,
  writeRoot,
} from '../../contracts/index.ts';
import { createFileRegister } from '../../persons/index.ts';
import { createSoapReader } from '../../xml/index.ts';
import {
  answerSoap,
  envelopeEnd,
  envelopeStart,
  readRouting,
  requestLimits,
  soapAnswer,
  soapFault,
} from '../envelope.ts';
import { type Dialect, repeated, type WireAnswer } from '../wire.ts';
import { recordOf } from './records.ts';

const largestBatch = 500;
const prefixes = prefixesFor(contract.namespace, contract.response);
const profiles = ['P1', 'P2', 'P3', 'P4', 'P5'];

interface Question {
  readonly personId: readonly { readonly root: string; readonly extension?: string }[];
  readonly profile: string;
  readonly ignoreReferredIdentity: boolean;
}

/** The person data service: GetPersonsForProfile 5 over the people of a file, the newest identity first. */
export function createRegisterDialect(url: string, logicalAddress: string): Dialect {
  const register = createFileRegister(url);

  async function answer(text: string): Promise<WireAnswer> {
    const routing = readRouting(text);
    if (routing.namespace !== contract.namespace || routing.local !== contract.name)
      return soapFault('Client', 'Okänt tjänstekontrakt.');
    if (routing.logicalAddress !== logicalAddress) return soapFault('Client', 'Okänd logisk adress.');
    const { value, violations } = readQuestion(text);
    const question = value as unknown as Question;
    const [violation] = violations;
    if (violation) return soapFault('Client', `Frågan följer inte tjänstekontraktet: ${violation.path}`);
    if (!profiles.includes(question.profile)) return soapFault('Client', 'Profilen är reserverad.');
    if (question.personId.length > largestBatch) return soapFault('Client', 'Förfrågans maxgräns överskriden');
    const records = await Promise.all(question.personId.map((asked) => entryFor(asked, question)));
    return soapAnswer(
      writeRoot(
        contract.namespace,
        `${contract.name}Response`,
        contract.response,
        {
          // Not in the order asked: nothing promises it.
          requestedPersonRecord: records.toReversed(),
        },
        prefixes,
      ),
    );
  }

  async function entryFor({ root, extension = '' }: Question['personId'][number], question: Question) {
    const asked: PatientId = { type: root, id: extension };
    const found = await register.person(asked, { correlationId: '' });
    const requestedPersonalIdentity = { root, extension };
    if (found.status !== 'known') return { requestedPersonalIdentity };
    const identity = question.ignoreReferredIdentity ? asked : found.person.identity;
    return { requestedPersonalIdentity, personRecord: recordOf(found.person, identity, question.profile) };
  }

  return {
    answer: (request) => answerSoap(request, answer),
    failure: () => soapFault('Server', `Personuppgifter kan inte lämnas. Logg-id ${randomUUID()}`),
    huge: (_request, bytes) => soapAnswer(hugeAnswer(bytes)),
  };
}

function readQuestion(text: string): ReadResult {
  const read: ReadResult[] = [];
  const done = (question: ReadResult): unknown => read.push(question);
  const reader = createSoapReader(
    { body: () => createContractReader(contract.request, contract.name, { done }) },
    requestLimits,
  );
  reader.write(text);
  reader.end();
  return read[0] ?? { value: {}, violations: [{ path: contract.name, rule: 'is missing' }] };
}

/** Nobody, over and over. */
function hugeAnswer(bytes: number): AsyncIterable<string> {
  const prefix = prefixes.get(contract.namespace);
  const element = `${prefix}:requestedPersonRecord`;
  const type = contract.response.elements.requestedPersonRecord.type;
  const record = (index: number): string =>
    `<${element}>${writeContent(type, { requestedPersonalIdentity: { root: '1.2.3', extension: String(index) } }, prefixes)}</${element}>`;
  const root = `${prefix}:${contract.name}Response`;
  return repeated(`${envelopeStart}<${root}${declarations(prefixes)}>`, record, `</${root}>${envelopeEnd}`, bytes);
}
