/** What a table has for a word that somebody else wrote: `constructor` and its like are no words of it. */
export function knownIn<Value>(table: Readonly<Record<string, Value>>, word: string | undefined): Value | undefined {
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}
