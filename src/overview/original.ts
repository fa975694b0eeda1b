import { BridgeError } from '../errors.ts';
import type { AskSource } from './ask-source.ts';
import { ourWordsFor } from './coverage-lines.ts';
import { judgeAnswer, judgedTogether } from './judging.ts';
import type { OriginalOverview, OverviewParts } from './overview.ts';
import type { createPrepare } from './prepare.ts';

/** A single record as its source gave it, let in and judged like any reading. */
export function createOriginal(
  { log }: Pick<OverviewParts, 'log'>,
  prepare: ReturnType<typeof createPrepare>,
  askSource: AskSource,
): OriginalOverview['original'] {
  return async (request) => {
    const prepared = await prepare(request);
    const { admission, identities, startedAt, asked } = prepared;
    const [source, ...others] = asked;
    if (!source || others.length > 0) throw new BridgeError('NOT_FOUND');
    const answer = await askSource(source, prepared);
    const wanted = answer.shown.filter(({ header }) => header.documentId === request.original);
    const judged = await judgeAnswer({ ...answer, shown: wanted }, admission);
    const [record] = judged.answer.shown;
    const text = record && answer.originals?.get(record);
    const { failure } = answer;
    const { delivered } = await log({
      request,
      records: record && text !== undefined ? [record] : [],
      coverage: [],
      sourcesAsked: [source.ask.hsaId],
      withheld: answer.withheld,
      failures: failure ? [{ source: source.ask.hsaId, failure }] : [],
      ...(failure && { outcome: 'failed' }),
      milliseconds: Date.now() - startedAt,
      patients: identities,
      admission,
      judged: judgedTogether([judged], admission, false),
    });
    if (text !== undefined) return { text, delivered };
    await delivered('failed');
    throw failure ? new BridgeError('SOURCE_UNREACHABLE', ourWordsFor(failure)) : new BridgeError('NOT_FOUND');
  };
}
