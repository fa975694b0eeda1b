/** What is known of a table: how many counts it is made of, and of some of them together how many they are. */
export interface Known {
  readonly leaves: number;
  readonly sums: readonly { readonly of: readonly number[]; readonly is: number }[];
}

/** Whether there is any table of whole counts, none below nothing, with these sums in which `of` together are `value`. */
export function couldBe({ leaves, sums }: Known, of: readonly number[], value: number): boolean {
  return isSolvable(new Array<number | undefined>(leaves).fill(undefined), [...sums, { of, is: value }]);
}

/** Goes through all that is possible, the most bound count first. */
function isSolvable(given: readonly (number | undefined)[], sums: Known['sums']): boolean {
  const open = sums.map(({ of, is }) => ({
    of: of.filter((leaf) => given[leaf] === undefined),
    is: is - of.reduce((sum, leaf) => sum + (given[leaf] ?? 0), 0),
  }));
  if (open.some(({ of, is }) => is < 0 || (of.length === 0 && is !== 0))) return false;
  const [tightest] = open
    .filter(({ of }) => of.length > 0)
    .toSorted((a, b) => a.of.length - b.of.length || a.is - b.is);
  if (!tightest) return true;
  const leaf = tightest.of[0] as number;
  const most = Math.min(...open.filter(({ of }) => of.includes(leaf)).map(({ is }) => is));
  const least = tightest.of.length === 1 ? tightest.is : 0;
  for (let count = least; count <= most; count++) {
    if (isSolvable(given.with(leaf, count), sums)) return true;
    if (tightest.of.length === 1) return false;
  }
  return false;
}
