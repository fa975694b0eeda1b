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
  readonly lifts: Judged['lifts'];
}

/** Takes away what may not be shown, as if it had not been there: no count, no mark. */
export async function judgeAnswer(answer: Answered, admission: Admission): Promise<JudgedAnswer> {
  const records = answer.shown;
  const { judgements, blocks, lifts } = await admission.judge(records);
  const shown = records.filter((_, index) => judgements[index]?.shown === 'content');
  const decided: Decided[] = [];
  records.forEach(({ header }, index) => {
    const decision = judgements[index];
    if (decision) decided.push({ decision, owner: header });
  });
  return { answer: showing(shown, answer), decided, blocks, lifts };
}

/**
 * What became of the answers together. `tells`: whether the reader may be told that there is more; not where that would
 * name whose it is, and so never of one answer alone.
 */
export function judgedTogether(answers: readonly JudgedAnswer[], admission: Admission, tells: boolean): Judged {
  const decided = answers.flatMap((one) => one.decided);
  const summary = summarize(admission.circumstances.reader, decided);
  const unchecked = decided.some(({ decision }) => decision.code === 'SECURITY_SERVICE_UNAVAILABLE');
  const masters = new Map(answers.flatMap(({ blocks }) => blocks).map((master) => [master.from, master]));
  const lifts = new Map(answers.flatMap((one) => one.lifts).map((lift) => [lift.id, lift]));
  return {
    outcome: summary.outcome,
    records: ruleCounts(decided),
    blocks: [...masters.values()],
    lifts: [...lifts.values()],
    told: tells ? toldOf(summary, unchecked) : nothingTold,
  };
}

function showing(shown: readonly BridgeRecord[], answer: Answered): Answered {
  if (shown.length === answer.shown.length) return answer;
  return { ...answer, shown, own: answer.own && ownShowing(new Set(shown), answer.own) };
}

/** The white space before an element goes with it: what is left of it would tell how many there were. */
function ownShowing(shown: ReadonlySet<BridgeRecord>, { status, pieces }: OwnAnswer): OwnAnswer {
  const isCut = ({ record }: OwnPiece): boolean => record !== undefined && !shown.has(record);
  return {
    status,
    pieces: pieces.filter((piece, index) => {
      const next = pieces[index + 1];
      const isBeforeCut = piece.record === undefined && next !== undefined && isCut(next);
      // Of what passes as bytes letters are made only to see whether this is white space.
      return !isCut(piece) && !(isBeforeCut && piece.text.toString().trim() === '');
    }),
  };
}

function ruleCounts(decided: readonly Decided[]): RuleCount[] {
  const ofDecisions = new Map<Decision, number>();
  for (const { decision } of decided) ofDecisions.set(decision, (ofDecisions.get(decision) ?? 0) + 1);
  const counts = new Map<string, RuleCount>();
  for (const [{ rule, shown }, count] of ofDecisions) {
    const key = `${rule} ${shown}`;
    counts.set(key, { rule, shown, count: count + (counts.get(key)?.count ?? 0) });
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
