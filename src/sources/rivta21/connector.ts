import type { BridgeRecord, Contract } from '../../contracts/index.ts';
import { contractPath, prefixesFor, writeRoot } from '../../contracts/index.ts';
import { isReserveNumber } from '../../identities/index.ts';
import { addressedTo, createSlicer, writeAddress } from '../../xml/index.ts';
import type { AnswerBatch, AnswerPart } from '../answer-part.ts';
import type { HttpAnswer } from '../http.ts';
import type { SourceFailure, SourceQuery } from '../query.ts';
import type { Question } from '../question.ts';
import { envelope, postSoap, readSoap, refusal } from '../soap-call.ts';
import { readAnswer } from './answer.ts';
import { ownWords } from './own-words.ts';
import { readProcessingStatus } from './processing-status.ts';

/**
 * Asks a record system in RIV-TA Basic Profile 2.1, or 2.0. The source's address in config is the base; the contract's
 * path (`/vp/<domain>/<Name>/<major>/<profile>`) is put after it; one from the address catalogue is whole. A consumer's
 * own message goes on as it is, so that extensions unknown here reach the source.
 */
export async function* askRivta21(question: Question): AsyncGenerator<AnswerBatch> {
  const { source, endpoint, contract, query, bridgeHsaId, signal } = question;
  const { message, logicalAddress, service, trail } = query;
  const profile = service?.profile ?? source.profile;
  const answer = await postSoap(endpoint.converse(query, signal), {
    path: service
      ? endpoint.base.pathname + endpoint.base.search
      : endpoint.base.pathname.replace(/\/$/, '') + contractPath(contract, profile),
    soapAction: trail?.soapAction ?? contract.soapAction,
    // A platform that finds its own id here sees the loop.
    headers: { 'x-rivta-routing-history': trail?.routingHistory ?? `${query.originalConsumer}#${bridgeHsaId}` },
    xml: message
      ? addressedTo(message, logicalAddress, profile)
      : envelope(writeAddress(logicalAddress, profile), requestBody(contract, query, source.aggregates)),
  });
  yield* query.ownWords ? ownWords(answer, contract) : parts(answer, contract, query);
}

async function* parts(
  answer: HttpAnswer,
  contract: Contract,
  { original, asWritten }: SourceQuery,
): AsyncGenerator<AnswerBatch> {
  if (answer.status >= 300) throw await refusal(answer);
  const slices = original === undefined ? undefined : createSlicer();
  yield* readSoap<AnswerPart>(answer, {
    ...(slices && { copy: slices.write }),
    header: (node, give) => {
      const statuses = readProcessingStatus(node);
      if (statuses) give({ kind: 'statuses', statuses });
    },
    root: (root, give) => {
      const reader = {
        record: (record: BridgeRecord, at: number, end: number) => {
          slices?.beforeElement(at);
          const text = slices?.upTo(end);
          const isWanted = text !== undefined && record.header.documentId === original;
          give({ kind: 'record', record, ...(isWanted && { original: text }) });
        },
        beside: give,
        refused: throwIt,
      };
      return readAnswer(contract, root, reader, asWritten);
    },
  });
}

function throwIt(failure: SourceFailure): never {
  throw failure;
}

function requestBody(contract: Contract, query: SourceQuery, isPlatform: boolean): string {
  const { patient, period, careUnits, careContacts, specific, logicalAddress } = query;
  // The contracts want the source named with what is unique only inside it: care contacts and reserve numbers.
  const own = careContacts.length > 0 || isReserveNumber(patient) ? logicalAddress : undefined;
  const sourceSystem = isPlatform ? query.sourceSystem : own;
  const request = contract.requestFor({
    patient,
    period,
    careUnits,
    careContacts,
    sourceSystem,
    ...(specific && { specific }),
  });
  const prefixes = prefixesFor(contract.namespace, contract.request);
  return writeRoot(contract.namespace, contract.name, contract.request, request, prefixes);
}
