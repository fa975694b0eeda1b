import type { ComplexType } from './schema.ts';
import type { Violation } from './validate.ts';

type Holder = Readonly<Record<string, unknown>>;

/** What a contract asks of a value of one type beyond its schema: the broken rule in words, or undefined. */
export type Rule = (value: Holder) => string | undefined;

export type Rules = ReadonlyMap<ComplexType, Rule>;

export function exactlyOneOf(...names: readonly string[]): Rule {
  return (value) => (count(value, names) === 1 ? undefined : `must hold exactly one of ${names.join(', ')}`);
}

/** Applies the rules to a schema-valid value and everything in it. */
export function brokenRules(rules: Rules, type: ComplexType, value: Holder, path: string): Violation[] {
  const rule = rules.get(type)?.(value);
  const inside = Object.entries(type.elements).flatMap(([name, element]) => {
    const inner = element.type;
    const part = value[name];
    if (inner.kind !== 'complex' || part === undefined) return [];
    const parts = (element.many ? part : [part]) as readonly Holder[];
    return parts.flatMap((one) => brokenRules(rules, inner, one, `${path}/${name}`));
  });
  return rule ? [{ path, rule }, ...inside] : inside;
}

function count(value: Holder, names: readonly string[]): number {
  return names.filter((name) => value[name] !== undefined).length;
}
