const few = 20;

/** Asks about many one after the other, a few at once: others ask the same directory. */
export async function fewAtATime<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < items.length; from += few)
    answers.push(...(await Promise.all(items.slice(from, from + few).map(ask))));
  return answers;
}
