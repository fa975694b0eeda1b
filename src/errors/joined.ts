/** `unknown` when no code stands in two tables, otherwise what the compiler complains of. */
type Disjoint<Tables extends readonly object[], Seen = never> = Tables extends readonly [
  infer First,
  ...infer Rest extends readonly object[],
]
  ? [keyof First & Seen] extends [never]
    ? Disjoint<Rest, Seen | keyof First>
    : { readonly twice: keyof First & Seen }
  : unknown;

type Joined<Tables extends readonly object[]> = Tables extends readonly [
  infer First,
  ...infer Rest extends readonly object[],
]
  ? First & Joined<Rest>
  : unknown;

/** Codes are one namespace: tables that share one are not joined. */
export function joined<const Tables extends readonly object[]>(
  ...tables: Tables & Disjoint<Tables>
): { readonly [Code in keyof Joined<Tables>]: Joined<Tables>[Code] } {
  return Object.assign({}, ...tables);
}
