/** A table of words by key, Swedish beside English, as the two tables that `useTexts` takes. */
export function inBothLanguages<const Key extends string>(
  pairs: Readonly<Record<Key, readonly [sv: string, en: string]>>,
): { readonly sv: Readonly<Record<Key, string>>; readonly en: Readonly<Record<Key, string>> } {
  const side = (index: 0 | 1) =>
    Object.fromEntries(
      Object.entries<readonly [string, string]>(pairs).map(([key, pair]) => [key, pair[index]]),
    ) as Record<Key, string>;
  return { sv: side(0), en: side(1) };
}
