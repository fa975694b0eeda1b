import type { Contract } from '../../contracts/index.ts';
import { createSlicer } from '../../xml/index.ts';
import type { AnswerBatch, AnswerPart } from '../answer-part.ts';
import { unexplained } from '../failures.ts';
import type { HttpAnswer } from '../http.ts';
import { labelled } from '../labelled.ts';
import { SourceFailure } from '../query.ts';
import { readSoap, refusal } from '../soap-call.ts';
import { readAnswer } from './answer.ts';

/**
 * The answer in the record system's own words, cut so that single records can be left out. It is read and judged like any
 * other; what cannot be read is not passed on. Only HTTP 500 with a SOAP message in it counts as the record system's own
 * word besides success, as on the national platform.
 */
export async function* ownWords(answer: HttpAnswer, contract: Contract): AsyncGenerator<AnswerBatch> {
  if (answer.status >= 300 && answer.status !== 500) throw await refusal(answer);
  const slices = createSlicer();
  const text = labelled();
  const no: SourceFailure[] = [];
  const remember = (failure: SourceFailure): void => {
    no.push(failure);
  };
  yield [{ kind: 'opening', status: answer.status }];
  const message = readSoap<AnswerPart>(answer, {
    copy: slices.write,
    fault: remember,
    root: (root, give) =>
      readAnswer(contract, root, {
        record: ({ data, ...record }, at, end) => {
          const comparedBy = contract.comparedBy?.(data as never);
          give({ kind: 'text', text: text(slices.beforeElement(at)) });
          give({ kind: 'record', record: { ...record, data: undefined, comparedBy }, text: slices.upTo(end) });
        },
        // Passed on with the text; here to be known of.
        beside: give,
        refused: remember,
      }),
  });
  try {
    yield* message;
  } catch (thrown) {
    throw answer.status === 500 ? unreadableRefusal(thrown) : thrown;
  }
  yield [{ kind: 'text', text: text(slices.rest()) }, { kind: 'whole' }];
  if (no[0]) throw no[0];
}

/** An unreadable error page says no more than its status does. */
function unreadableRefusal(thrown: unknown): unknown {
  const unreadable = thrown instanceof SourceFailure && thrown.reason === 'bad-data';
  return unreadable ? unexplained(500) : thrown;
}
