import type { Answered } from './coverage-lines.ts';
import type { JudgedAnswer } from './judging.ts';

/**
 * Judges an answer that may be the first part of more (`hasMore` of GetCareDocumentation 3). Where all of such a part is
 * withheld, that there is more would tell whose the withheld is: the source is asked for the whole of it.
 */
export async function judgeWhole(
  asked: Answered,
  judge: (answer: Answered) => Promise<JudgedAnswer>,
  askWhole: () => Promise<Answered>,
): Promise<JudgedAnswer> {
  const judged = await judge(asked);
  const isHidden = hasMore(asked) && asked.shown.length > 0 && judged.answer.shown.length === 0;
  return isHidden ? judge(await askWhole()) : judged;
}

function hasMore({ beside }: Answered): boolean {
  return Object.values(beside).some((elements) => elements.length > 0);
}
