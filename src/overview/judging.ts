import { type Admission, type AnswerSummary, type Decided, type Decision, summarize } from '../access/index.ts';
import type { BridgeRecord } from '../contracts/index.ts';
import type { OwnAnswer, OwnPiece } from './collection.ts';
import type { Answered } from './coverage-lines.ts';
import type { Judged, RuleCount, Told } from './judged.ts';

const nothingTold: Told = { indicators: [], holders: [], blockers: [], ownUnits: [] };

/** One source's answer without what may not be shown, and what was decided about each record that it gave. */
export interface JudgedAnswer {
  readonly answer: Answered;
  readonly decided: readonly Decided[];
  readonly blocks: Judged['blocks'];
}

/** Takes away what may not be shown, as if it had not been there: no count, no mark. */
export async function judgeAnswer(answer: Answered, admission: Admission): Promise<JudgedAnswer> {
  const records = answer.shown;
  const { judgements, blocks } = await admission.judge(records);
  const shown = new Set(records.filter((_, index) => judgements[index]?.shown === 'content'));
  const decided = records.flatMap(({ header }, index) => {
    const decision = judgements[index];
    return decision ? [{ decision, owner: header }] : [];
  });
  return { answer: without(answer, (record) => shown.has(record)), decided, blocks };
}

/**
 * What became of the answers together. `tells`: whether the reader may be told that there is more; not where that would
 * name whose it is, and so never of one answer alone.
 */
export function judgedTogether(answers: readonly JudgedAnswer[], admission: Admission, tells: boolean): Judged {
  const decided = answers.flatMap((one) => one.decided);
  const decisions = decided.map(({ decision }) => decision);
  const summary = summarize(admission.circumstances.reader, decided);
  const unchecked = decisions.some(({ code }) => code === 'SECURITY_SERVICE_UNAVAILABLE');
  const masters = new Map(answers.flatMap(({ blocks }) => blocks).map((master) => [master.from, master]));
  return {
    outcome: summary.outcome,
    records: ruleCounts(decisions),
    blocks: [...masters.values()],
    told: tells ? toldOf(summary, unchecked) : nothingTold,
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
  const counts = new Map<string, { -readonly [Part in keyof RuleCount]: RuleCount[Part] }>();
  for (const { rule, shown } of judgements) {
    const key = `${rule} ${shown}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { rule, shown, count: 1 });
  }
  return [...counts.values()];
}

function toldOf(
  { unblockedExists, blockedExists, holders, blockers, ownUnits }: AnswerSummary,
  unchecked: boolean,
): Told {
  return {
    indicators: [
      ...(unblockedExists ? (['unblocked-exists'] as const) : []),
      ...(blockedExists ? (['blocked-exists'] as const) : []),
      ...(unchecked ? (['checks-unavailable'] as const) : []),
    ],
    holders,
    blockers,
    ownUnits,
  };
}
