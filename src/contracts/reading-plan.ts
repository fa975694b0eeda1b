import { type ComplexType, type Element, elementNamespace, type SimpleType } from './schema.ts';

/** What may come inside an element of a type, as it is spelled where prefixes mean certain namespaces. */
export interface Plan {
  readonly type: ComplexType;
  /** In the type's order. */
  readonly children: readonly Child[];
  /** Index of the last that must be there; -1 where none must. */
  readonly lastRequired: number;
}

/** The expressions are sticky: they are quicker than comparing strings that are parts of others. */
export type Child = {
  readonly name: string;
  readonly required: boolean;
  readonly many: boolean;
  /** The start tag but for what closes it, and its length. */
  readonly start: RegExp;
  readonly startLength: number;
  readonly end: RegExp;
  readonly endLength: number;
} & (
  | { readonly simple: SimpleType; readonly whole: RegExp }
  | { readonly simple: undefined; readonly inside: () => Plan }
);

type Prefixes = ReadonlyMap<string, string>;

/** Text that stands for itself (xml/plain-text.ts), and has nothing in it that ends a CDATA section either. */
const ownText = "[\\t\\n -%'-;=-\\\\^-~\\u00A0-\\uD7FF\\uE000-\\uFFFD]*";

/** The plans of types, by what prefixes mean: systems differ in it, but each writes all its answers alike. */
const known = new Map<string, Map<ComplexType, Plan>>();
const mostKnown = 64;

export function planOf(type: ComplexType, prefixes: Prefixes): Plan {
  const key = JSON.stringify([...prefixes]);
  if (known.size >= mostKnown && !known.has(key)) known.clear();
  const plans = known.get(key) ?? new Map<ComplexType, Plan>();
  known.set(key, plans);
  return planFor(type, prefixes, plans);
}

function planFor(type: ComplexType, prefixes: Prefixes, plans: Map<ComplexType, Plan>): Plan {
  let plan = plans.get(type);
  if (!plan) {
    const elements = Object.entries(type.elements);
    plan = {
      type,
      children: elements.map(([name, element]) =>
        childOf(name, element, elementNamespace(type, element), prefixes, plans),
      ),
      lastRequired: elements.findLastIndex(([, { required }]) => required),
    };
    plans.set(type, plan);
  }
  return plan;
}

function childOf(
  name: string,
  { type, required, many }: Element,
  namespace: string,
  prefixes: Prefixes,
  plans: Map<ComplexType, Plan>,
): Child {
  const prefix = [...prefixes].findLast(([, meant]) => meant === namespace)?.[0];
  const tag = prefix ? `${prefix}:${name}` : name;
  // Where no prefix means its namespace, the element declares it, as .NET does.
  const start = prefix === undefined ? `<${tag} xmlns="${namespace}"` : `<${tag}`;
  const end = `</${tag}>`;
  const common = { name, required, many, start: sticky(literally(start)), startLength: start.length };
  const child = { ...common, end: sticky(literally(end)), endLength: end.length };
  if (type.kind === 'simple')
    return { ...child, simple: type, whole: sticky(`${literally(start)}>${ownText}${literally(end)}`) };
  const inside =
    prefix === undefined
      ? () => planOf(type, new Map([...prefixes, ['', namespace]]))
      : () => planFor(type, prefixes, plans);
  return { ...child, simple: undefined, inside };
}

function sticky(expression: string): RegExp {
  return new RegExp(expression, 'y');
}

function literally(text: string): string {
  return text.replace(/\W/g, '\\$&');
}
