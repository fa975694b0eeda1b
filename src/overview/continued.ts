import { randomUUID } from 'node:crypto';
import { sameHsaId } from '../identities/index.ts';
import type { AnswerBatch, AnswerPart } from '../sources/answer-part.ts';
import { SourceFailure, type SourceQuery } from '../sources/query.ts';

/** Parts of one answer; more than any record is long. */
const mostParts = 200;

/**
 * The whole answer of a source that may give it in parts (`hasMore` of GetCareDocumentation 3), for askers that cannot
 * fetch the rest themselves: those of another version of the contract, and of another dialect. Throws SourceFailure. What
 * other systems behind the source have more of stays as it is.
 */
export async function* continued(
  ask: (query: SourceQuery) => AsyncIterable<AnswerBatch>,
  query: SourceQuery,
): AsyncGenerator<AnswerBatch> {
  let next: string | undefined;
  const seen = new Set<string>();
  do {
    const specific = next === undefined ? query.specific : { ...query.specific, hasMoreReference: next };
    const answer = ask({ ...query, ...(specific && { specific }), id: randomUUID() });
    next = undefined;
    for await (const batch of answer) {
      const references = batch.map((part) => referenceIn(part, query.logicalAddress));
      next = references.findLast((reference) => reference !== undefined) ?? next;
      yield batch.filter((_, index) => references[index] === undefined);
    }
    if (next !== undefined && (seen.has(next) || seen.size === mostParts))
      throw new SourceFailure('bad-data', 502, 'The record system goes on giving parts of its answer without end.');
    if (next !== undefined) seen.add(next);
  } while (next !== undefined);
}

interface More {
  readonly logicalAddress?: string;
  readonly reference?: string;
}

/** The reference under which this address gives the rest, where that is all that the part says. */
function referenceIn(part: AnswerPart, address: string): string | undefined {
  if (part.kind !== 'beside') return undefined;
  const { elements } = part;
  const [more, ...others] = (elements.hasMore ?? []) as readonly More[];
  if (others.length > 0 || Object.keys(elements).length !== 1) return undefined;
  return sameHsaId(more?.logicalAddress ?? '', address) ? more?.reference : undefined;
}
