import { actions, informationTypeOf, writeNode } from '../../riv13606/index.ts';
import type { AnswerBatch, AnswerPart } from '../answer-part.ts';
import { badData, refused } from '../failures.ts';
import type { Question } from '../question.ts';
import { callSoap } from '../soap-call.ts';
import { type Assembled, type Assembly, createAssembly } from './records.ts';
import { continuationRequest, extractRequest } from './request.ts';
import { readResponse } from './response.ts';

const mostContinuations = 1_000;

/**
 * Asks a record system of NPÖ 1.0 (RIV 13606 1.1). The source's address in config is the service itself. There is no
 * logical address in this dialect; the parameter `hsa_id` names the system.
 */
export async function* askRiv13606(question: Question): AsyncGenerator<AnswerBatch> {
  const { contract, query } = question;
  const type = informationTypeOf(query.contract);
  if (!type) throw refused(501, `RIV 13606 has no mapping for ${query.contract}.`);
  const assembly = createAssembly(type, contract, query);
  let warned = false;
  const batchOf = (found: readonly Assembled[]): AnswerBatch => found.map((each) => partOf(each, query.original));
  for await (const found of pages(question, extractRequest(type, query), assembly)) {
    warned ||= found.includes('warned');
    yield batchOf(found.filter((each) => each !== 'warned'));
  }
  yield batchOf(assembly.end());
  if (warned) yield [{ kind: 'note', note: 'source-warned' }];
}

/** The answer and everything it is continued by. */
async function* pages(
  { endpoint, query, signal }: Question,
  first: string,
  assembly: Assembly,
): AsyncGenerator<readonly (Assembled | 'warned')[]> {
  const conversation = endpoint.converse(query, signal);
  const { pathname, search } = endpoint.base;
  const seen = new Set<string>();
  let request: { readonly soapAction: string; readonly body: string } = { soapAction: actions.extract, body: first };
  for (;;) {
    let token: string | undefined;
    yield* callSoap<Assembled | 'warned'>(conversation, {
      path: pathname + search,
      ...request,
      answer: (root, give) =>
        readResponse(root, {
          extract: (extract) => {
            for (const assembled of assembly.take(extract)) give(assembled);
          },
          continuation: (next) => {
            token = next;
          },
          warning: () => give('warned'),
        }),
    });
    if (token === undefined) return;
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
