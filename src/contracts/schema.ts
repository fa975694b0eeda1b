/**
 * The small language in which service contracts are written, once. From a contract written in it follow the
 * TypeScript type ({@link ValueOf}), the streaming reader, the writer, the validator and the XSD/WSDL files.
 *
 * It says what RIV-TA schemas say and no more: a complex type is an xs:sequence of elements; an element belongs to the
 * namespace of the schema that declares the type it stands in; a type may end in an extension point (xs:any ##other),
 * and some of its elements may form an xs:choice;
 * an element added in a minor version is a global element of an extension namespace.
 */

/** A namespace and the types declared in it, in order; becomes one XSD file. */
export interface Schema {
  readonly namespace: string;
  /** File name in wsdl/, without folder. */
  readonly file: string;
  readonly types: (SimpleType | ComplexType)[];
}

/** The XML Schema types that the contracts build on. */
export type SimpleBase =
  | 'string'
  | 'token'
  | 'boolean'
  | 'int'
  | 'integer'
  | 'decimal'
  | 'double'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'base64Binary'
  | 'anyURI';

export interface SimpleType<Value = unknown> {
  readonly kind: 'simple';
  readonly base: SimpleBase;
  /** Undefined for the built-in types. */
  readonly schema: Schema | undefined;
  readonly name: string;
  readonly pattern: RegExp | undefined;
  readonly values: readonly (string | number)[] | undefined;
  /** In characters, as XML counts them: code points. */
  readonly maxLength: number | undefined;
  /** Carries the TypeScript type only; never set. */
  readonly phantom?: Value;
}

export interface Element<
  T extends AnyType = AnyType,
  Required extends boolean = boolean,
  Many extends boolean = boolean,
> {
  readonly type: T;
  readonly required: Required;
  readonly many: Many;
  /** Set on elements that a minor version added: the extension schema that declares them. */
  readonly extension: Schema | undefined;
  /** Set on elements of an xs:choice; those of one type form one, and stand beside each other. */
  readonly choice?: Choice;
}

/** Of the elements of a choice exactly one, or at most one. */
type Choice = 'one' | 'at-most-one';

export type Elements = Readonly<Record<string, Element>>;

export interface ComplexType<E extends Elements = Elements> {
  readonly kind: 'complex';
  readonly schema: Schema;
  readonly name: string;
  readonly elements: E;
  /** Whether the type ends in an extension point. */
  readonly open: boolean;
  /** Elements that some releases of the schema had in this namespace: read past, never written. */
  readonly tolerated: readonly string[];
  /** Names of attributes that carry its value, with whether they must be there. Only XSD files know of them. */
  readonly attributes: Attributes;
  /** Whether it may hold anything, unread. */
  readonly unread: boolean;
  /** Names of the elements that form its choice; none for most types. */
  readonly choice: readonly string[];
}

type Attributes = Readonly<Record<string, 'required' | 'optional'>>;

export type AnyType = SimpleType | ComplexType;

/** Foreign elements met at the extension point, each as self-contained XML; kept so that nothing is lost in passing. */
export interface Extended {
  readonly $foreign?: readonly string[];
}

type Value<E extends Element> =
  E extends Element<infer T, boolean, infer Many> ? (Many extends true ? readonly ValueOf<T>[] : ValueOf<T>) : never;
type RequiredKeys<E extends Elements> = {
  [K in keyof E]: E[K] extends Element<AnyType, true, boolean> ? K : never;
}[keyof E];

/** The TypeScript type of a type written in the language. Repeated optional elements may be absent. */
export type ValueOf<T extends AnyType> =
  T extends SimpleType<infer V>
    ? V
    : T extends ComplexType<infer E>
      ? { readonly [K in RequiredKeys<E>]: Value<E[K]> } & {
          readonly [K in Exclude<keyof E, RequiredKeys<E>>]?: Value<E[K]>;
        } & Extended
      : never;

function builtIn<V>(base: SimpleBase): SimpleType<V> {
  return {
    kind: 'simple',
    base,
    schema: undefined,
    name: base,
    pattern: undefined,
    values: undefined,
    maxLength: undefined,
  };
}

/** xs:string. */
export const string = builtIn<string>('string');
/** xs:boolean. */
export const boolean = builtIn<boolean>('boolean');
/** xs:int. */
export const int = builtIn<number>('int');
/** xs:integer, of as many digits as a number holds exactly. */
export const integer = builtIn<number>('integer');
/** xs:decimal in the digits the sender wrote: 0.10 stays 0.10, and nothing is rounded. */
export const decimal = builtIn<string>('decimal');
/** xs:double in the digits the sender wrote. */
export const double = builtIn<string>('double');
/** xs:date; without zone it is Swedish. */
export const date = builtIn<string>('date');
/** xs:dateTime; without zone it is Swedish local time. */
export const dateTime = builtIn<string>('dateTime');
/** xs:time; without zone it is Swedish. */
export const time = builtIn<string>('time');
/** xs:base64Binary, still encoded. */
export const base64Binary = builtIn<string>('base64Binary');
/** xs:anyURI. */
export const anyURI = builtIn<string>('anyURI');

/** 1..1 */
export function one<T extends AnyType>(type: T): Element<T, true, false> {
  return { type, required: true, many: false, extension: undefined };
}
/** 0..1 */
export function optional<T extends AnyType>(type: T): Element<T, false, false> {
  return { type, required: false, many: false, extension: undefined };
}
/** 0..* */
export function many<T extends AnyType>(type: T): Element<T, false, true> {
  return { type, required: false, many: true, extension: undefined };
}
/** 1..* */
export function several<T extends AnyType>(type: T): Element<T, true, true> {
  return { type, required: true, many: true, extension: undefined };
}
/** One of an xs:choice, of which exactly one is there. */
export function either<T extends AnyType>(type: T): Element<T, false, false> {
  return { ...optional(type), choice: 'one' };
}
/** One of an xs:choice, of which one may be there. */
export function eitherOrNone<T extends AnyType>(type: T): Element<T, false, false> {
  return { ...optional(type), choice: 'at-most-one' };
}
/** 0..* of a type that is declared further down, since it holds the one that this element stands in. */
export function manyLater<T extends AnyType>(type: () => T): Element<T, false, true> {
  return {
    get type() {
      return type();
    },
    required: false,
    many: true,
    extension: undefined,
  };
}
/** An element that a minor version added, declared in that version's extension schema; always optional by rule. */
export function added<T extends AnyType, M extends boolean>(
  extension: Schema,
  element: Element<T, false, M>,
): Element<T, false, M> {
  return { ...element, extension };
}

/** A global element of another schema, referred to. */
export function elsewhere<T extends AnyType, R extends boolean, M extends boolean>(
  declaredIn: Schema,
  element: Element<T, R, M>,
): Element<T, R, M> {
  return { ...element, extension: declaredIn };
}

export interface SchemaBuilder extends Schema {
  /** A restriction of xs:string, by pattern or none. */
  text(name: string, pattern?: RegExp): SimpleType<string>;
  /** A restriction of xs:string by length, and by pattern or none. */
  limited(name: string, maxLength: number, pattern?: RegExp): SimpleType<string>;
  /** A restriction of xs:token. */
  token(name: string, maxLength: number, pattern: RegExp): SimpleType<string>;
  /** An enumeration over xs:string. */
  oneOf<const V extends string>(name: string, values: readonly V[]): SimpleType<V>;
  /** An enumeration over xs:int, or xs:integer where the schema says so. */
  numberOneOf<const V extends number>(name: string, values: readonly V[], base?: 'int' | 'integer'): SimpleType<V>;
  /** A sequence that ends in an extension point. */
  open<const E extends Elements>(name: string, elements: E, tolerated?: readonly string[]): ComplexType<E>;
  /** A sequence without extension point. */
  closed<const E extends Elements>(name: string, elements: E): ComplexType<E>;
  /** A value carried in attributes, as in schemas derived from CDA. The contracts' own reader passes over them. */
  carrier(name: string, attributes: Attributes): ComplexType<Record<never, never>>;
  /** Content that the bridge leaves alone. */
  unread(name: string): ComplexType<Record<never, never>>;
}

/** Starts a namespace. */
export function schema(namespace: string, file: string): SchemaBuilder {
  const types: Schema['types'] = [];
  const simple = <V>(
    name: string,
    base: SimpleBase,
    restriction: { pattern?: RegExp | undefined; values?: readonly (string | number)[]; maxLength?: number },
  ): SimpleType<V> => {
    const { pattern, values, maxLength } = restriction;
    const type: SimpleType<V> = { kind: 'simple', base, schema: builder, name, pattern, values, maxLength };
    types.push(type);
    return type;
  };
  const complex = <E extends Elements>(
    name: string,
    elements: E,
    more: Partial<Pick<ComplexType, 'open' | 'tolerated' | 'attributes' | 'unread'>>,
  ): ComplexType<E> => {
    const choice = Object.keys(elements).filter((name) => elements[name]?.choice);
    const plain = { open: false, tolerated: [], attributes: {}, unread: false, choice };
    const type: ComplexType<E> = { kind: 'complex', schema: builder, name, elements, ...plain, ...more };
    types.push(type);
    return type;
  };
  const builder: SchemaBuilder = {
    namespace,
    file,
    types,
    text: (name, pattern) => simple(name, 'string', { pattern }),
    limited: (name, maxLength, pattern) => simple(name, 'string', { maxLength, pattern }),
    token: (name, maxLength, pattern) => simple(name, 'token', { maxLength, pattern }),
    oneOf: (name, values) => simple(name, 'string', { values }),
    numberOneOf: (name, values, base = 'int') => simple(name, base, { values }),
    open: (name, elements, tolerated = []) => complex(name, elements, { open: true, tolerated }),
    closed: (name, elements) => complex(name, elements, {}),
    carrier: (name, attributes) => complex(name, {}, { attributes }),
    unread: (name) => complex(name, {}, { unread: true }),
  };
  return builder;
}

/** The namespace an element of `type` is written in. */
export function elementNamespace(type: ComplexType, element: Element): string {
  return (element.extension ?? type.schema).namespace;
}
