import type { AnyType, ComplexType, Element, SimpleBase, SimpleType } from './schema.ts';

/** One broken rule: where (element path from the root) and what. Never holds the value, which may be patient data. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
}

/** Checks a value against its type: presence, cardinality, patterns, enumerations. Order is the writer's business. */
export function validate(type: ComplexType, value: unknown, path: string): Violation[] {
  const violations: Violation[] = [];
  checkComplex(type, value, path, violations);
  return violations;
}

function checkComplex(type: ComplexType, value: unknown, path: string, violations: Violation[]): void {
  if (typeof value !== 'object' || value === null) {
    violations.push({ path, rule: 'must hold elements' });
    return;
  }
  const holder = value as Record<string, unknown>;
  for (const [name, element] of Object.entries(type.elements))
    checkElement(element, holder[name], `${path}/${name}`, violations);
  const choice = brokenChoice(type, holder);
  if (choice) violations.push({ path, rule: choice });
  for (const name of Object.keys(holder)) {
    if (name !== '$foreign' && !Object.hasOwn(type.elements, name))
      violations.push({ path: `${path}/${name}`, rule: 'is not an element of the contract' });
  }
}

/** Undefined when as many of its choice are there as may be. */
export function brokenChoice(type: ComplexType, holder: object): string | undefined {
  if (type.choice.length === 0) return undefined;
  const chosen = type.choice.filter((name) => Object.hasOwn(holder, name)).length;
  const mayBeNone = type.choice.every((name) => type.elements[name]?.choice === 'at-most-one');
  if (chosen === 1 || (chosen === 0 && mayBeNone)) return undefined;
  return `must hold ${mayBeNone ? 'at most' : 'exactly'} one of ${type.choice.join(', ')}`;
}

function checkElement(element: Element, value: unknown, path: string, violations: Violation[]): void {
  if (value === undefined || (element.many && Array.isArray(value) && value.length === 0)) {
    if (element.required) violations.push({ path, rule: 'is missing' });
    return;
  }
  if (!element.many) {
    checkValue(element.type, value, path, violations);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      checkValue(element.type, item, `${path}[${index + 1}]`, violations);
    });
  } else {
    violations.push({ path, rule: 'must be a list' });
  }
}

function checkValue(type: AnyType, value: unknown, path: string, violations: Violation[]): void {
  if (type.kind === 'complex') checkComplex(type, value, path, violations);
  else {
    const rule = brokenRule(type, value);
    if (rule) violations.push({ path, rule });
  }
}

/** An expression, or a function where an expression would not bear the length. */
interface Form {
  test(value: string): boolean;
}

/** Looks for what does not belong: one expression for the whole overflows the stack at a few megabytes. */
function isBase64(value: string): boolean {
  const whole = value.slice(0, -4);
  // The bits that fill up the last character are zero, or it is no base64Binary.
  const last = /^(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;
  return value.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(whole) && last.test(value.slice(-4));
}

/** How a value of each base is held, and the form that those kept as text must have (XML Schema part 2). */
const bases: Readonly<Record<SimpleBase, { readonly held: 'string' | 'boolean' | 'number'; readonly form?: Form }>> = {
  string: { held: 'string' },
  token: { held: 'string', form: /^(\S+( \S+)*)?$/ },
  boolean: { held: 'boolean' },
  int: { held: 'number' },
  integer: { held: 'number' },
  decimal: { held: 'string', form: /^[+-]?(\d+(\.\d*)?|\.\d+)$/ },
  double: { held: 'string', form: /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$/ },
  date: { held: 'string', form: /^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/ },
  dateTime: { held: 'string', form: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/ },
  time: { held: 'string', form: /^\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/ },
  base64Binary: { held: 'string', form: { test: isBase64 } },
  anyURI: { held: 'string', form: /^\S*$/ },
};

/** Undefined when a value is as its type says. */
export function brokenRule(type: SimpleType, value: unknown): string | undefined {
  const { held, form } = bases[type.base];
  if (typeof value !== held || (form && !form.test(value as string)))
    return `must be ${type.base === 'boolean' ? 'true or false' : `a value of type ${type.base}`}`;
  if (type.values && !type.values.includes(value as string | number)) return `must be one of ${type.values.join(', ')}`;
  if (type.maxLength !== undefined && !isAtMost(type.maxLength, value as string))
    return `must be at most ${type.maxLength} characters`;
  if (type.pattern && !anchored(type.pattern).test(value as string)) return `must have the form of ${type.name}`;
  return undefined;
}

function isAtMost(maxLength: number, value: string): boolean {
  return value.length <= maxLength || (value.length <= 2 * maxLength && [...value].length <= maxLength);
}

const anchoredPatterns = new WeakMap<RegExp, RegExp>();

/** XML Schema patterns always match the whole value. */
function anchored(pattern: RegExp): RegExp {
  let whole = anchoredPatterns.get(pattern);
  if (!whole) {
    whole = new RegExp(`^(?:${pattern.source})$`, 'u');
    anchoredPatterns.set(pattern, whole);
  }
  return whole;
}
