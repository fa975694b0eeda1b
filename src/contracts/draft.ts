/** A value under construction: any part may be missing. The contract's validator says which of them had to be there. */
export type Draft<T> = T extends readonly (infer E)[]
  ? readonly (Draft<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> | undefined }
    : T;

/** Without undefined, empty strings, and objects and lists in which nothing is left: RIV-TA never sends those. */
export function pruned(value: unknown): unknown {
  if (value === '' || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const rest = value.map(pruned).filter((item) => item !== undefined);
    return rest.length > 0 ? rest : undefined;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, pruned(part)] as const);
  const rest = entries.filter(([, part]) => part !== undefined);
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}
