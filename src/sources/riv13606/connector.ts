import { actions, type InformationType, informationTypeOf, packings, writeNode } from '../../riv13606/index.ts';
import { writeAddress } from '../../xml/index.ts';
import type { AnswerBatch, AnswerPart } from '../answer-part.ts';
import { badData, refused } from '../failures.ts';
import type { Question } from '../question.ts';
import { callSoap } from '../soap-call.ts';
import { type Assembled, type Assembly, createAssembly } from './records.ts';
import { continuationRequest, extractRequest } from './request.ts';
import { readResponse } from './response.ts';

const mostContinuations = 1_000;

/**
 * Asks a record system of NPÖ 1.0 (RIV 13606 1.1), at the service of NPÖ or packed as RIV-TA's GetEhrExtract 1. The
 * source's address in config is the service itself. The former has no logical address; the parameter `hsa_id` names the
 * system in both.
 */
export async function* askRiv13606(question: Question): AsyncGenerator<AnswerBatch> {
  const { contract, query } = question;
  const type = informationTypeOf(query.contract);
  if (!type) throw refused(501, `RIV 13606 has no mapping for ${query.contract}.`);
  const assembly = createAssembly(type, contract, query);
  let warned = false;
  const batchOf = (found: readonly Assembled[]): AnswerBatch => found.map((each) => partOf(each, query.original));
  for await (const found of pages(question, type, assembly)) {
    warned ||= found.includes('warned');
    yield batchOf(found.filter((each) => each !== 'warned'));
  }
  yield batchOf(assembly.end());
  if (warned) yield [{ kind: 'note', note: 'source-warned' }];
}

/** The answer and everything it is continued by. */
async function* pages(
  { source, endpoint, query, bridgeHsaId, signal }: Question,
  type: InformationType<object>,
  assembly: Assembly,
): AsyncGenerator<readonly (Assembled | 'warned')[]> {
  const conversation = endpoint.converse(query, signal);
  const { pathname, search } = endpoint.base;
  const packing = packings[source.extract];
  const isRivta = packing === packings.GetEhrExtract;
  const routing = {
    address: writeAddress(query.logicalAddress, 'rivtabp21'),
    headers: { 'x-rivta-routing-history': query.trail?.routingHistory ?? `${query.originalConsumer}#${bridgeHsaId}` },
  };
  const seen = new Set<string>();
  let request = { soapAction: packing.action as string, body: extractRequest(type, query, packing) };
  for (;;) {
    let token: string | undefined;
    yield* callSoap<Assembled | 'warned'>(conversation, {
      path: pathname + search,
      ...(isRivta && routing),
      ...request,
      answer: (root, give) =>
        readResponse(
          root,
          {
            extract: (extract) => {
              for (const assembled of assembly.take(extract)) give(assembled);
            },
            continuation: (next) => {
              token = next;
            },
            warning: () => give('warned'),
          },
          packing,
        ),
    });
    if (token === undefined) return;
    if (isRivta) throw badData('The answer is continued, which GetEhrExtract cannot be asked for.');
    if (seen.has(token)) throw badData('The record system gave the same continuation twice.');
    if (seen.size >= mostContinuations) throw badData(`The answer is continued more than ${mostContinuations} times.`);
    seen.add(token);
    request = { soapAction: actions.continuation, body: continuationRequest(token) };
  }
}

function partOf({ record, composition }: Assembled, original: string | undefined): AnswerPart {
  const isWanted = original !== undefined && record.header.documentId === original;
  return { kind: 'record', record, ...(isWanted && { original: writeNode(composition) }) };
}
