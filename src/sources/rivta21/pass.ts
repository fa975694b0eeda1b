import { partsOfNamespace, servicePath } from '../../contracts/index.ts';
import { addressedTo, skipHandler } from '../../xml/index.ts';
import type { AnswerBatch, AnswerPart } from '../answer-part.ts';
import { refused } from '../failures.ts';
import type { Endpoint, HttpAnswer, Source } from '../http.ts';
import { labelled } from '../labelled.ts';
import { type PassQuery, SourceFailure } from '../query.ts';
import { postSoap, readSoap, refusal, type SoapAnswerReader } from '../soap-call.ts';

/**
 * Passes a message on in a contract that has no definition here, and the answer back in the record system's own words.
 * Only its form is looked at: one SOAP envelope, no document type declaration, within the limits.
 */
export async function* passOn(
  source: Source,
  endpoint: Endpoint,
  query: PassQuery,
  signal: AbortSignal,
): AsyncGenerator<AnswerBatch> {
  const { message, namespace, logicalAddress, service, trail } = query;
  const profile = service?.profile ?? source.profile;
  const answer = await postSoap(endpoint.converse(query, signal), {
    path: service
      ? endpoint.base.pathname + endpoint.base.search
      : endpoint.base.pathname.replace(/\/$/, '') + servicePath(namespace, profile),
    soapAction: trail.soapAction ?? `${namespace}:${partsOfNamespace(namespace)?.name}`,
    headers: { 'x-rivta-routing-history': trail.routingHistory },
    xml: addressedTo(message, logicalAddress, profile),
  });
  if (answer.status === 500) yield* fault(answer);
  else if (answer.status >= 300) throw await refusal(answer);
  else yield* texts(answer, () => skipHandler);
}

/** While it comes; what has been looked through is given, so that its status is only told of an answer that can be read. */
async function* texts(answer: HttpAnswer, root: SoapAnswerReader<string>['root']): AsyncGenerator<AnswerBatch> {
  const relabelled = labelled();
  let pending = '';
  let opening: AnswerBatch = [{ kind: 'opening', status: answer.status }];
  const part = (text: string): AnswerPart => ({ kind: 'text', text: relabelled(text) });
  const checked = readSoap<string>(answer, {
    root,
    // Attachments; whoever receives the answer limits its bytes.
    textLength: Number.POSITIVE_INFINITY,
    fault: () => undefined,
    copy: (text, give) => {
      if (pending !== '') give(pending);
      pending = text;
    },
  });
  for await (const found of checked) {
    yield [...opening, ...found.map(part)];
    opening = [];
  }
  yield [...opening, part(pending), { kind: 'whole' }];
}

/**
 * Whole before it is told of: an error page that is no SOAP message is no word of the record system's own. Nor is an answer
 * that is no fault: what the log calls failed has given nothing of a patient.
 */
async function* fault(answer: HttpAnswer): AsyncGenerator<AnswerBatch> {
  const parts: AnswerPart[] = [];
  try {
    for await (const batch of texts(answer, () => undefined)) parts.push(...batch);
  } catch (thrown) {
    const unreadable = thrown instanceof SourceFailure && thrown.reason === 'bad-data';
    throw unreadable ? refused(500, 'The record system answered with HTTP status 500.') : thrown;
  }
  yield parts;
}
