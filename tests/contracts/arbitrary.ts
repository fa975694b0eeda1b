import fc from 'fast-check';
import type { AnyType, ComplexType, Element, SimpleType, ValueOf } from '../../src/contracts/schema.ts';

/**
 * Valid values of a type, derived from the contract itself. Only what the wire can carry: characters of XML 1.0, and
 * nothing optional that is empty: the writer leaves empty texts out, and readers of answers take empty for absent.
 */
export function arbitraryOf<T extends AnyType>(type: T, around: readonly AnyType[] = []): fc.Arbitrary<ValueOf<T>> {
  return (type.kind === 'simple' ? simple(type) : complex(type, [...around, type])) as fc.Arbitrary<ValueOf<T>>;
}

function simple(type: SimpleType): fc.Arbitrary<unknown> {
  if (type.values) return fc.constantFrom(...type.values);
  const { pattern } = type;
  if (type.base === 'token') {
    const tokens = ['SE2321000230-DEMO1', 'Åsele(2)-7', 'ou=Åsele,o=Region 2,c=SE'];
    return fc.constantFrom(...tokens.filter((token) => !pattern || whole(pattern).test(token)));
  }
  if (pattern) return fc.stringMatching(whole(pattern)).filter(({ length }) => length <= (type.maxLength ?? length));
  if (type.base === 'boolean') return fc.boolean();
  if (type.base === 'int' || type.base === 'integer') return fc.integer({ min: -99_999, max: 99_999 });
  if (type.base === 'decimal') return fc.constantFrom('0', '0.10', '-3.50', '+7', '12345678901234567890.1');
  if (type.base === 'double') return fc.constantFrom('1', '0.10', '-2.5E-3', 'INF', 'NaN');
  if (type.base === 'base64Binary') return binary;
  if (type.base === 'anyURI') return fc.webUrl();
  if (type.base === 'time') return fc.constantFrom('08:00:00', '24:00:00', '16:30:00Z');
  if (type.base === 'dateTime')
    return fc.constantFrom('2026-03-01T08:30:00', '2026-03-01T08:30:00.123Z', '1999-12-31T23:59:59+01:00');
  const { maxLength } = type;
  return maxLength === undefined ? texts : texts.map((text) => [...text].slice(0, maxLength).join(''));
}

function whole(pattern: RegExp): RegExp {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags);
}

const binary = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64'));

const words = fc.constantFrom(
  'Essentiell hypertoni',
  'Å, ä & ö <före> "efter"',
  'SE2321000230-DEMO1',
  ' rymd på båda sidor ',
  ']]>',
  'rad ett\nrad två\r\ntre',
  '𝄞 och 👩‍⚕️',
  '0',
);

const anyXmlText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .map((text) => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '?'));

const texts = fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: anyXmlText });

/** A type that may hold itself does so once. */
const deepest = 2;

function complex(type: ComplexType, around: readonly AnyType[]): fc.Arbitrary<object> {
  const parts = Object.entries(type.elements)
    .filter(([, element]) => around.filter((outer) => outer === element.type).length < deepest)
    .map(([name, element]) => [name, occurrences(element, around)] as const);
  const required = Object.entries(type.elements).flatMap(([name, element]) => (element.required ? [name] : []));
  const chosen = type.choice.length > 0 ? fc.constantFrom(...type.choice) : fc.constant(undefined);
  const known = chosen
    .chain((only) =>
      fc.record(Object.fromEntries(parts.filter(([name]) => name === only || !type.choice.includes(name))), {
        requiredKeys: only === undefined ? required : [...required, only],
      }),
    )
    .map((value) => Object.fromEntries(Object.entries(value).flatMap(([name, part]) => filled(type, name, part))));
  if (!type.open) return known;
  const foreign = fc.option(fc.constant(['<note xmlns="urn:example:foreign">extra</note>']), {
    nil: undefined,
    freq: 10,
  });
  return fc.tuple(known, foreign).map(([value, $foreign]) => ($foreign ? { ...value, $foreign } : value));
}

function filled(type: ComplexType, name: string, part: unknown): [string, unknown][] {
  if (type.elements[name]?.required) return [[name, part]];
  const left = Array.isArray(part) ? part.filter((item) => !isEmpty(item)) : part;
  return isEmpty(left) ? [] : [[name, left]];
}

function isEmpty(part: unknown): boolean {
  return typeof part === 'object' && part !== null && Object.keys(part).length === 0;
}

function occurrences(element: Element, around: readonly AnyType[]): fc.Arbitrary<unknown> {
  const one = arbitraryOf(element.type, around);
  // The deeper, the fewer: lists in lists would grow without end.
  const maxLength = around.length > 4 ? 2 : 3;
  return element.many ? fc.array(one, { minLength: 1, maxLength }) : one;
}
