import type { ComplexType, Element } from './schema.ts';

/** A value under construction: any part may be missing. The contract's validator says which of them had to be there. */
export type Draft<T> = T extends readonly (infer E)[]
  ? readonly (Draft<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> | undefined }
    : T;

/**
 * Without undefined, empty strings, and objects and lists in which nothing is left: RIV-TA never sends those. Parts that the
 * contract's type demands stay even if they say nothing: a value without unit has an empty one, an answer without
 * referral an empty order id.
 */
export function prunedFor(type: ComplexType, value: object): object {
  const entries = Object.entries(value).flatMap(([name, part]) => {
    const element = type.elements[name];
    const rest = element ? keptOf(element, part) : part;
    return rest === undefined ? [] : [[name, rest]];
  });
  return Object.fromEntries(entries);
}

function keptOf({ type, required }: Pick<Element, 'type' | 'required'>, part: unknown): unknown {
  if (Array.isArray(part)) {
    const rest = part.flatMap((one) => keptOf({ type, required }, one) ?? []);
    return rest.length > 0 ? rest : undefined;
  }
  if (type.kind === 'simple' || typeof part !== 'object' || part === null)
    return part === '' && !required ? undefined : part;
  const inner = prunedFor(type, part);
  return required || Object.keys(inner).length > 0 ? inner : undefined;
}
