import type { Contract } from '../contracts/index.ts';
import { asWritten } from '../contracts/index.ts';
import type { AnswerBatch, AnswerPart } from './answer-part.ts';

/** The same answer, its records as the text that leaves the bridge (`SourceQuery.asWritten`). */
export async function* recordsAsWritten(
  answer: AsyncIterable<AnswerBatch>,
  contract: Contract,
): AsyncGenerator<AnswerBatch> {
  const written = (part: AnswerPart): AnswerPart =>
    part.kind === 'record' ? { ...part, record: asWritten(contract, part.record) } : part;
  for await (const batch of answer) yield batch.map(written);
}
