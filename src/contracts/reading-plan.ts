import { type ComplexType, type Element, elementNamespace, type SimpleType } from './schema.ts';
import { type Place, sendingOf } from './sendable.ts';

/** What may come inside an element of a type, as it is spelled where prefixes mean certain namespaces. */
export interface Plan {
  readonly type: ComplexType;
  /** What the rules of a contract ask of a coded value here, where items are to be sent on. */
  readonly coded: Place['coded'];
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
  /** The rules of the contract forbid to send it. */
  readonly isLeftOut: boolean;
  /** It declares its own namespace. */
  readonly declares: boolean;
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

/** Text that stands for itself (xml/plain-text.ts), and that the writer would write alike. */
const ownText = "[\\t\\n -%'-;=?-\\\\^-~\\u00A0-\\uD7FF\\uE000-\\uFFFD]*";

/** The plans of types, by what prefixes mean: systems differ in it, but each writes all its answers alike. */
const known = new Map<string, Plans>();
/** Of places in a contract's items, and of types where nothing is sent on. */
type Plans = Map<ComplexType | Place, Plan>;
const mostKnown = 64;

export function planOf(type: ComplexType, prefixes: Prefixes, place?: Place): Plan {
  const key = JSON.stringify([...prefixes]);
  if (known.size >= mostKnown && !known.has(key)) known.clear();
  const plans = known.get(key) ?? new Map<ComplexType | Place, Plan>();
  known.set(key, plans);
  return planFor(type, prefixes, plans, place);
}

function planFor(type: ComplexType, prefixes: Prefixes, plans: Plans, place: Place | undefined): Plan {
  let plan = plans.get(place ?? type);
  if (!plan) {
    const elements = Object.entries(type.elements);
    plan = {
      type,
      coded: place?.coded,
      children: elements.map(([name, element]) =>
        childOf(name, element, elementNamespace(type, element), prefixes, plans, place),
      ),
      lastRequired: elements.findLastIndex(([, { required }]) => required),
    };
    plans.set(place ?? type, plan);
  }
  return plan;
}

function childOf(
  name: string,
  { type, required, many }: Element,
  namespace: string,
  prefixes: Prefixes,
  plans: Plans,
  place: Place | undefined,
): Child {
  const sending = place && sendingOf(place, name);
  const prefix = prefixMeaning(prefixes, namespace);
  const tag = prefix ? `${prefix}:${name}` : name;
  // Where no prefix means its namespace, the element declares it, as .NET does.
  const start = prefix === undefined ? `<${tag} xmlns="${namespace}"` : `<${tag}`;
  const end = `</${tag}>`;
  const sent = { isLeftOut: sending === 'left-out', declares: prefix === undefined };
  const common = { name, required, many, ...sent, start: sticky(literally(start)), startLength: start.length };
  const child = { ...common, end: sticky(literally(end)), endLength: end.length };
  if (type.kind === 'simple')
    return { ...child, simple: type, whole: sticky(`${literally(start)}>${ownText}${literally(end)}`) };
  const inner = typeof sending === 'object' ? sending : undefined;
  const inside =
    prefix === undefined
      ? () => planOf(type, new Map([...prefixes, ['', namespace]]), inner)
      : () => planFor(type, prefixes, plans, inner);
  return { ...child, simple: undefined, inside };
}

/** The prefix that elements of a namespace are looked for with; undefined where none means it. */
export function prefixMeaning(prefixes: Prefixes, namespace: string): string | undefined {
  return [...prefixes].findLast(([, meant]) => meant === namespace)?.[0];
}

function sticky(expression: string): RegExp {
  return new RegExp(expression, 'y');
}

function literally(text: string): string {
  return text.replace(/\W/g, '\\$&');
}
