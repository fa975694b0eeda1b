import {
  type ContentReader,
  escapeAttribute,
  escapeText,
  skipHandler,
  type XmlElement,
  type XmlHandler,
} from '../xml/index.ts';
import type { Contract } from './contract.ts';
import { isBlank, lexical } from './lexical.ts';
import { readAtOnce } from './read-at-once.ts';
import { type Plan, planOf } from './reading-plan.ts';
import { type AnyType, type ComplexType, type Element, elementNamespace } from './schema.ts';
import { itemPlace } from './sendable.ts';
import { type Splice, spliceFrom } from './splice.ts';
import { type Violation, validate } from './validate.ts';

/** A value as read, and what is wrong with it. With violations the value may be incomplete. */
export interface ReadResult {
  readonly value: Record<string, unknown>;
  readonly violations: readonly Violation[];
  /** Of a record: its element in the bridge's own answers, where that is known without writing it. */
  readonly written?: string | undefined;
}

interface ReadOptions {
  /** Each occurrence of this child of the root is handed over as soon as it closes and not kept. */
  readonly records?: {
    readonly element: string;
    /** With where it stands in the document, see xml/slices.ts. */
    readonly each: (record: ReadResult, at: number, end: number) => void;
    /** Set where they leave as text in the answers of this contract, whose items they are. */
    readonly leaveIn?: Contract | undefined;
  };
  /** An optional element sent empty says nothing. For answers of careless senders; in a request it is a mistake. */
  readonly emptyIsAbsent?: boolean;
  /** The root when it closes, without the handed-over records. */
  readonly done: (root: ReadResult) => void;
}

/**
 * Reads one element of a contract as a stream. Unknown foreign elements at extension points are kept as XML, others
 * passed over; what breaks the contract becomes a violation with its element path, never an exception.
 */
export function createContractReader(type: ComplexType, rootName: string, options: ReadOptions): XmlHandler {
  return new ContractReader(type, rootName, options);
}

interface Frame {
  readonly type: AnyType;
  readonly name: string;
  readonly many: boolean;
  readonly required: boolean;
  readonly isRecord: boolean;
  value: Record<string, unknown>;
  /** It has been read at once, and is as its type says. */
  isValid: boolean;
  written: string | undefined;
  text: string;
  readonly at: number;
  /** Violations met while reading this record or root; shared by all frames inside it. */
  readonly violations: Violation[];
}

/** Records that a source may have to be read twice, more than those it need not, before that is given up. */
const mostUnusual = 20;

class ContractReader implements XmlHandler {
  private readonly frames: Frame[] = [];
  private readonly options: ReadOptions;
  /** Takes the place of the frames inside an unknown element. */
  private inner: XmlHandler | undefined;
  private innerDepth = 0;
  /** Records that could not be read at once, less those that could. */
  private unusual = 0;
  private planned: Planned | undefined;

  constructor(type: ComplexType, rootName: string, options: ReadOptions) {
    this.options = options;
    const root = { type, name: rootName, many: false, required: true, isRecord: false };
    this.frames.push({ ...root, value: {}, isValid: false, written: undefined, text: '', at: 0, violations: [] });
  }

  open(element: XmlElement): void {
    if (this.inner) {
      this.innerDepth += 1;
      this.inner.open(element);
      return;
    }
    const parent = this.frames.at(-1) as Frame;
    const known = parent.type.kind === 'complex' ? elementsByName(parent.type).get(element.local) : undefined;
    if (known?.namespace === element.namespace) this.enter(parent, known, element.at);
    else this.enterUnknown(parent, element);
  }

  /** A record that is as its type says is read at once, as long as nearly all of them are. */
  content(prefixes: ReadonlyMap<string, string>): ContentReader | undefined {
    const frame = this.frames.at(-1) as Frame;
    const { type } = frame;
    if (this.inner || !frame.isRecord || type.kind !== 'complex' || this.unusual > mostUnusual) return undefined;
    if (this.planned?.prefixes !== prefixes) this.planned = plannedFor(type, prefixes, this.options.records?.leaveIn);
    const { plan, splice } = this.planned;
    return (text, from, room) => {
      const { emptyIsAbsent = false } = this.options;
      const read = readAtOnce(plan, { text, from, room, emptyIsAbsent, keep: splice !== undefined });
      this.unusual = Math.max(0, this.unusual + (read ? -1 : 1));
      if (read) frame.value = read.value;
      frame.isValid = read !== undefined;
      frame.written = read?.kept === undefined ? undefined : splice?.(read.kept);
      return read;
    };
  }

  text(text: string): void {
    if (this.inner) this.inner.text(text);
    else {
      const frame = this.frames.at(-1) as Frame;
      if (frame.type.kind === 'simple') frame.text += text;
    }
  }

  close(end: number): void {
    if (this.inner) {
      this.inner.close(end);
      if (this.innerDepth === 0) this.inner = undefined;
      else this.innerDepth -= 1;
      return;
    }
    const frame = this.frames.pop() as Frame;
    const parent = this.frames.at(-1);
    if (!parent) this.options.done(finished(frame));
    else if (frame.isRecord) this.options.records?.each(finished(frame), frame.at, end);
    else if (!(this.options.emptyIsAbsent && isEmptyOptional(frame))) attach(parent, frame, () => this.path(frame));
  }

  private enter(parent: Frame, { name, element }: NamedElement, at: number): void {
    const isRecord = this.frames.length === 1 && name === this.options.records?.element;
    this.frames.push({
      type: element.type,
      name,
      many: element.many,
      required: element.required,
      isRecord,
      value: {},
      isValid: false,
      written: undefined,
      text: '',
      at,
      violations: isRecord ? [] : parent.violations,
    });
  }

  private enterUnknown(parent: Frame, element: XmlElement): void {
    this.innerDepth = 0;
    if (parent.type.kind === 'complex' && parent.type.open && element.namespace !== parent.type.schema.namespace) {
      this.inner = createFragmentHandler(element, (xml) => {
        const kept = parent.value.$foreign as string[] | undefined;
        if (kept) kept.push(xml);
        else parent.value.$foreign = [xml];
      });
      return;
    }
    if (!isTolerated(parent.type, element)) {
      parent.violations.push({
        path: this.path(),
        rule: `holds ${element.local}, which is not an element of the contract`,
      });
    }
    this.inner = skipHandler;
  }

  private path(last?: Frame): string {
    return [...this.frames, ...(last ? [last] : [])].map((frame) => frame.name).join('/');
  }
}

/** Foreign elements are passed over, and those of the type's own namespace that some release of it had. */
function isTolerated(type: AnyType, { namespace, local }: XmlElement): boolean {
  return type.kind === 'complex' && (namespace !== type.schema.namespace || type.tolerated.includes(local));
}

function isEmptyOptional({ type, required, value, text }: Frame): boolean {
  if (required) return false;
  if (type.kind === 'complex') return Object.keys(value).length === 0;
  return isBlank(type, text);
}

/** `path` is only asked for where something is wrong: most elements are right. */
function attach(parent: Frame, frame: Frame, path: () => string): void {
  const value = frame.type.kind === 'complex' ? frame.value : lexical(frame.type, frame.text);
  if (value === undefined) {
    frame.violations.push({
      path: path(),
      rule: `must be a value of type ${frame.type.kind === 'simple' ? frame.type.base : frame.name}`,
    });
  } else if (frame.many) {
    const list = parent.value[frame.name] as unknown[] | undefined;
    if (list) list.push(value);
    else parent.value[frame.name] = [value];
  } else if (Object.hasOwn(parent.value, frame.name)) {
    parent.violations.push({ path: path(), rule: 'occurs more than once' });
  } else {
    parent.value[frame.name] = value;
  }
}

function finished(frame: Frame): ReadResult {
  const structural =
    frame.type.kind === 'complex' && !frame.isValid ? validate(frame.type, frame.value, frame.name) : [];
  return { value: frame.value, violations: [...frame.violations, ...structural], written: frame.written };
}

/** How records are read at once, and leave. */
interface Planned {
  readonly prefixes: ReadonlyMap<string, string>;
  readonly plan: Plan;
  readonly splice: Splice | undefined;
}

function plannedFor(type: ComplexType, prefixes: ReadonlyMap<string, string>, leaveIn: Contract | undefined): Planned {
  const splice = leaveIn && spliceFrom(prefixes, leaveIn);
  return { prefixes, plan: planOf(type, prefixes, splice && itemPlace(leaveIn)), splice };
}

interface NamedElement {
  readonly name: string;
  readonly namespace: string;
  readonly element: Element;
}

const lookups = new WeakMap<ComplexType, Map<string, NamedElement>>();

function elementsByName(type: ComplexType): Map<string, NamedElement> {
  let lookup = lookups.get(type);
  if (!lookup) {
    lookup = new Map(
      Object.entries(type.elements).map(([name, element]) => [
        name,
        { name, namespace: elementNamespace(type, element), element },
      ]),
    );
    lookups.set(type, lookup);
  }
  return lookup;
}

/**
 * Writes an unknown element down again as it stood, with the declarations around it that it may need: prefixes also stand
 * in values (xsi:type), where nobody but its reader can tell them.
 */
function createFragmentHandler(root: XmlElement, done: (xml: string) => void): XmlHandler {
  const { name: rootName, attributes: own, inherited } = root.asWritten();
  const parts: string[] = [];
  const names = [rootName];
  return {
    open: (element) => {
      const { name, attributes } = element.asWritten();
      parts.push(`<${name}${attributes.map(attributeXml).join('')}>`);
      names.push(name);
    },
    text: (text) => {
      parts.push(escapeText(text));
    },
    close: () => {
      parts.push(`</${names.pop()}>`);
      if (names.length > 0) return;
      const written = `<${rootName}${own.map(attributeXml).join('')}`;
      const content = parts.join('');
      const needed = missingDeclarations(inherited, new Set(own.map(([name]) => name)), `${written}>${content}`);
      done(`${written}${needed.map(attributeXml).join('')}>${content}`);
    },
  };
}

const possiblePrefix = /[\p{L}_][\p{L}\p{N}\p{M}_.-]*(?=:)/gu;

function missingDeclarations(inherited: ReadonlyMap<string, string>, own: ReadonlySet<string>, xml: string) {
  const prefixes = new Set(xml.match(possiblePrefix));
  return [...inherited].flatMap(([prefix, namespace]) => {
    const name = prefix ? `xmlns:${prefix}` : 'xmlns';
    return own.has(name) || (prefix && !prefixes.has(prefix)) ? [] : [[name, namespace] as const];
  });
}

function attributeXml([name, value]: readonly [string, string]): string {
  return ` ${name}="${escapeAttribute(value)}"`;
}
