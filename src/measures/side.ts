/** One side of a table of counts: names, and the sums that they are parts of. */
export interface Side {
  /** The sums that a name is part of, nearest first. */
  readonly above: (name: string) => readonly string[];
  /** The leaves that are a name's parts; of a leaf itself. */
  readonly inside: (name: string) => readonly string[];
}

/** Sums that nobody has delivered are left out: their parts are parts of the next. */
export function sideOf(names: Iterable<string>, around: (name: string) => readonly string[]): Side {
  const known = new Set(names);
  const above = new Map([...known].map((name) => [name, around(name).filter((each) => known.has(each))]));
  const sums = new Set([...above.values()].flat());
  const aboveOf = (name: string) => above.get(name) ?? [];
  const leaves = [...known].filter((name) => !sums.has(name));
  const inside = new Map<string, string[]>();
  for (const leaf of leaves)
    for (const name of [leaf, ...aboveOf(leaf)]) {
      const parts = inside.get(name);
      if (parts) parts.push(leaf);
      else inside.set(name, [leaf]);
    }
  return { above: aboveOf, inside: (name) => inside.get(name) ?? [] };
}

export function isWithin(name: string, sum: string, { above }: Side): boolean {
  return name === sum || above(name).includes(sum);
}

/**
 * Where what is added to `name` may be taken from: another leaf of the same sum, or nowhere (undefined), so that the sums
 * grow too.
 */
export function* targetsFor(name: string, side: Side): Generator<string | undefined> {
  yield undefined;
  // The last has the parts of all before it.
  const widest = side.above(name).at(-1);
  if (widest !== undefined) for (const leaf of side.inside(widest)) if (!isWithin(leaf, name, side)) yield leaf;
}

/** What changes along this side, and in which direction, when `name` gets one more. */
export function shiftOf(
  name: string,
  from: string | undefined,
  { above }: Side,
): readonly (readonly [string, 1 | -1])[] {
  const more = [name, ...above(name)];
  const less = from === undefined ? [] : [from, ...above(from)];
  return [
    ...more.filter((each) => !less.includes(each)).map((each) => [each, 1] as const),
    ...less.filter((each) => !more.includes(each)).map((each) => [each, -1] as const),
  ];
}
