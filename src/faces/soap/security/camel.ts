/** The names of the older contracts as the current ones have them: `CareUnitId` → `careUnitId`, at every depth. */
export type Camel<T> = T extends readonly (infer Item)[]
  ? readonly Camel<Item>[]
  : T extends object
    ? { readonly [Key in keyof T as Key extends string ? Uncapitalize<Key> : Key]: Camel<T[Key]> }
    : T;

/** A request of an older contract under the names of the current one, so that both are answered in one place. */
export function camelCased<T>(value: T): Camel<T> {
  if (Array.isArray(value)) return value.map(camelCased) as Camel<T>;
  if (typeof value !== 'object' || value === null) return value as Camel<T>;
  const renamed = Object.entries(value).map(([name, content]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    camelCased(content),
  ]);
  return Object.fromEntries(renamed) as Camel<T>;
}
