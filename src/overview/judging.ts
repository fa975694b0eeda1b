import { type Admission, type AnswerSummary, type Decision, summarize } from '../access/index.ts';
import type { BridgeRecord } from '../contracts/index.ts';
import type { OwnAnswer, OwnPiece } from './collection.ts';
import type { Answered } from './coverage-lines.ts';
import type { Judged, RuleCount, Told } from './judged.ts';

const nothingTold: Told = { indicators: [], holders: [], blockers: [] };

/**
 * Judges what all sources gave, in one go, and takes away what may not be shown, as if it had not been there: no count,
 * no mark. `tells`: whether the reader may be told that there is more; not where that would name whose it is.
 */
export async function judgeAnswers(
  answers: readonly Answered[],
  admission: Admission,
  tells: boolean,
): Promise<{ readonly answers: readonly Answered[]; readonly judged: Judged }> {
  const records = answers.flatMap(({ shown }) => shown);
  const { judgements, blocks } = await admission.judge(records);
  const byRecord = new Map(records.map((record, index) => [record, judgements[index]]));
  const isShown = (record: BridgeRecord): boolean => byRecord.get(record)?.shown === 'content';
  const decided = [...byRecord].flatMap(([{ header }, decision]) => (decision ? [{ decision, owner: header }] : []));
  const summary = summarize(admission.circumstances.reader, decided);
  const unchecked = judgements.some(({ code }) => code === 'SECURITY_SERVICE_UNAVAILABLE');
  return {
    answers: records.every(isShown) ? answers : answers.map((answer) => without(answer, isShown)),
    judged: {
      outcome: summary.outcome,
      records: ruleCounts(judgements),
      blocks,
      told: tells ? toldOf(summary, unchecked) : nothingTold,
    },
  };
}

function without(answer: Answered, isShown: (record: BridgeRecord) => boolean): Answered {
  if (answer.shown.every(isShown)) return answer;
  return { ...answer, shown: answer.shown.filter(isShown), own: answer.own && ownWithout(answer.own, isShown) };
}

/** The white space before an element goes with it: what is left of it would tell how many there were. */
function ownWithout({ status, pieces }: OwnAnswer, isShown: (record: BridgeRecord) => boolean): OwnAnswer {
  const isCut = ({ record }: OwnPiece): boolean => record !== undefined && !isShown(record);
  return {
    status,
    pieces: pieces.filter((piece, index) => {
      const next = pieces[index + 1];
      const isSpace = piece.record === undefined && piece.text.trim() === '';
      return !isCut(piece) && !(isSpace && next && isCut(next));
    }),
  };
}

function ruleCounts(judgements: readonly Decision[]): RuleCount[] {
  const counts = new Map<string, RuleCount>();
  for (const { rule, shown } of judgements) {
    const key = `${rule} ${shown}`;
    counts.set(key, { rule, shown, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

function toldOf({ unblockedExists, blockedExists, holders, blockers }: AnswerSummary, unchecked: boolean): Told {
  return {
    indicators: [
      ...(unblockedExists ? (['unblocked-exists'] as const) : []),
      ...(blockedExists ? (['blocked-exists'] as const) : []),
      ...(unchecked ? (['checks-unavailable'] as const) : []),
    ],
    holders,
    blockers,
  };
}
