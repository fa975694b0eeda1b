import type { Answered } from './coverage-lines.ts';
import type { judgeAnswers } from './judging.ts';

type Judging = Awaited<ReturnType<typeof judgeAnswers>>;

/**
 * Judges answers, of which some may be the first part of more (`hasMore` of GetCareDocumentation 3). Where all of such a
 * part is withheld, that there is more would tell whose the withheld is: the source is asked for the whole of it.
 */
export async function judgeWhole(
  asked: readonly Answered[],
  judge: (answers: readonly Answered[]) => Promise<Judging>,
  askWhole: (answer: Answered) => Promise<Answered>,
): Promise<Judging> {
  const judged = await judge(asked);
  const isHidden = (answer: Answered, index: number): boolean =>
    hasMore(answer) && answer.shown.length > 0 && judged.answers[index]?.shown.length === 0;
  if (!asked.some(isHidden)) return judged;
  return judge(await Promise.all(asked.map((answer, index) => (isHidden(answer, index) ? askWhole(answer) : answer))));
}

function hasMore({ beside }: Answered): boolean {
  return Object.values(beside).some((elements) => elements.length > 0);
}
