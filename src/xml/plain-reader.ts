import type { ContentReader, WrittenElement, XmlHandler } from './handler.ts';
import {
  attributesPerElement,
  checkDepth,
  checkElements,
  checkText,
  nameLength,
  type XmlLimits,
  xmlNamespace,
  xmlnsNamespace,
} from './limits.ts';
import { plainText } from './plain-text.ts';

/** Where in a document the plain reader stopped, for whoever goes on. */
export interface Place {
  /** Characters of the document that have been read. */
  readonly position: number;
  /** Lines that have ended, and characters since then. */
  readonly lines: number;
  readonly column: number;
  /** Elements that have begun. */
  readonly elements: number;
  /** Those that are open, outermost first. */
  readonly open: readonly OpenElement[];
  /** The root has been closed. */
  readonly isClosed: boolean;
}

export interface OpenElement {
  /** With its prefix. */
  readonly name: string;
  /** Its namespace declarations, as attributes. */
  readonly declared: readonly Attribute[];
}

type Attribute = readonly [name: string, value: string];

export interface PlainReader {
  write(chunk: string): void;
  /** Gives up where the document is not whole. */
  end(): void;
}

/** What prefixes mean at one place, and the tags that were read under them: the same few come back again and again. */
interface Scope {
  readonly bindings: ReadonlyMap<string, string>;
  readonly tags: Map<string, Tag>;
}

interface Tag {
  readonly name: string;
  readonly namespace: string;
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly written: readonly Attribute[];
  readonly declared: readonly Attribute[];
  readonly scope: Scope;
  readonly isEmpty: boolean;
}

const name = '[A-Za-z_][A-Za-z0-9_.-]*';
const space = '[ \\t\\n]';
/** Neither the quote nor what would have to be told apart from markup, normalised or resolved. */
const plainValue = "[ !#-%'-;=?-~\\u00A0-\\uD7FF\\uE000-\\uFFFD]*";
const attribute = `${space}+((?:${name}:)?${name})="(${plainValue})"`;
const wholeTag = new RegExp(`^(?:(${name}):)?(${name})((?:${attribute})*)${space}*(/?)$`);
const eachAttribute = new RegExp(attribute, 'g');
const declaration = new RegExp(
  `^<\\?xml${space}+version=(["'])1\\.0\\1(?:${space}+encoding=(["'])[A-Za-z][A-Za-z0-9._-]*\\2)?(?:${space}+standalone=(["'])(?:yes|no)\\3)?${space}*\\?>`,
);
const declarationStart = '<?xml';
const declarationLength = 200;
/** Longer tags are left to the whole reader, which keeps less of them. */
const tagLength = 65_536;
const rememberedTags = 256;
/** So many characters are held for whoever would read the content of an element at once. */
const heldContent = 262_144;

const notSpace = /[^ \t\n\r]/;

const lessThan = 0x3c;
const slash = 0x2f;
const noAttributes: ReadonlyMap<string, string> = new Map();
const none: readonly Attribute[] = [];

/**
 * Reads what is certainly well-formed and means just what stands there: elements with ASCII names, attributes in double
 * quotes, text with the five named references. At the first tag or text with anything else in it (comments, CDATA, a
 * document type, other references, mistakes) it stops and hands the rest to `giveUp`, with the place: it refuses nothing
 * itself but what is beyond the limits. XML 1.0 (fifth edition), Namespaces in XML 1.0.
 */
export function createPlainReader(
  handler: XmlHandler,
  limits: XmlLimits,
  giveUp: (rest: string, place: Place) => void,
): PlainReader {
  /** What is held of the document, how much of it has been read, and how much came before it. */
  let text = '';
  let read = 0;
  let before = 0;
  /** Up to here in `text` no tag begins. */
  let searched = 0;
  let lines = 0;
  let lineStart = 0;
  let elements = 0;
  let hasBegun = false;
  let root: 'awaited' | 'open' | 'closed' = 'awaited';
  const open: Tag[] = [];
  const outermost = scopeOf(
    new Map([
      ['xml', xmlNamespace],
      ['xmlns', xmlnsNamespace],
    ]),
  );
  let current: Tag | undefined;
  /** Who may read the content of the element that has just begun. */
  let content: ContentReader | undefined;
  /** Where in `text` the last end tag of its name stands. */
  let lastEnd = 0;
  /** While that tag is awaited: it, and the end of what has come. */
  let awaited = { tag: '', tail: '' };

  // Once for all elements: there are millions of them.
  const resolve = (prefix: string): string | undefined => current?.scope.bindings.get(prefix);
  const asWritten = (): WrittenElement => ({
    name: current?.name ?? '',
    attributes: current?.written ?? none,
    inherited: new Map(open.flatMap(({ declared }) => declared.map(([one, value]) => [one.slice(6), value] as const))),
  });

  /** Reads as far as it goes; false at what is not plain. */
  function advance(): boolean {
    if (!hasBegun && !begin()) return text.length < declarationLength;
    for (;;) {
      if (content && !takeContent(content)) return true;
      if (text.charCodeAt(read) === lessThan) {
        const end = text.indexOf('>', read + 1);
        if (end < 0) return text.length - read < tagLength;
        if (!takeTag(end)) return false;
        read = end + 1;
      } else {
        const next = text.indexOf('<', Math.max(read, searched));
        searched = next < 0 ? text.length : next;
        if (next < 0) return true;
        if (!takeText(next)) return false;
        read = next;
      }
    }
  }

  /** The XML declaration is passed over, if it is there; false until that is known. */
  function begin(): boolean {
    if (text.length < declarationStart.length || (text.startsWith(declarationStart) && !text.includes('?>')))
      return false;
    read = declaration.exec(text)?.[0].length ?? 0;
    hasBegun = true;
    return true;
  }

  function takeText(end: number): boolean {
    const written = text.slice(read, end);
    if (written === '') return true;
    // White space around the root is nobody's.
    if (root !== 'open') return !notSpace.test(written);
    const meant = plainText(written);
    if (meant === undefined) return false;
    checkText(meant, limits);
    handler.text(meant);
    return true;
  }

  function takeTag(end: number): boolean {
    if (text.charCodeAt(read + 1) === slash) return takeEnd(end);
    if (root === 'closed') return false;
    const written = text.slice(read + 1, end);
    const scope = open.at(-1)?.scope ?? outermost;
    const tag = scope.tags.get(written) ?? readTag(written, scope);
    if (!tag) return false;
    elements += 1;
    checkDepth(open.length + 1, limits);
    checkElements(elements, limits);
    for (const value of tag.attributes.values()) checkText(value, limits);
    root = 'open';
    current = tag;
    // Where the whole reader says that a name ends: after the character by which it knows.
    const at = before + read + tag.name.length + 2;
    handler.open({
      namespace: tag.namespace,
      local: tag.local,
      attributes: tag.attributes,
      at,
      resolve,
      asWritten,
    });
    if (tag.isEmpty) close(end);
    else {
      open.push(tag);
      content = handler.content?.(tag.scope.bindings);
    }
    return true;
  }

  /** False while the element's end is awaited. What is not taken is read piece by piece. */
  function takeContent(reader: ContentReader): boolean {
    const tag = `</${open.at(-1)?.name}>`;
    if (lastEnd < read) lastEnd = text.lastIndexOf(tag);
    const isHere = lastEnd >= read;
    if (!isHere && text.length - read < heldContent) {
      awaited = { tag, tail: text.slice(-tag.length) };
      return false;
    }
    const room = { ...limits, depth: limits.depth - open.length, elements: limits.elements - elements };
    const taken = isHere ? reader(text, read, room) : undefined;
    content = undefined;
    if (taken) {
      read = taken.end;
      elements += taken.elements;
    }
    return true;
  }

  /** How much of it the awaited end tag ends; 0 where it does not. All that is held is put together once. */
  function endAwaited(chunk: string): number {
    const { tag, tail } = awaited;
    const across = (tail + chunk.slice(0, tag.length)).indexOf(tag);
    if (across >= 0) return across + tag.length - tail.length;
    const at = chunk.indexOf(tag);
    if (at >= 0) return at + tag.length;
    awaited = { tag, tail: (tail + chunk.slice(-tag.length)).slice(-tag.length) };
    return 0;
  }

  function takeEnd(end: number): boolean {
    const tag = open.at(-1);
    if (!tag || end !== read + 2 + tag.name.length || !text.startsWith(tag.name, read + 2)) return false;
    open.pop();
    close(end);
    return true;
  }

  function close(end: number): void {
    if (open.length === 0) root = 'closed';
    handler.close(before + end + 1);
  }

  /** The prolog is held until the root begins: if it is not plain, the whole reader must see all of it. */
  function forget(): void {
    if (root === 'awaited') return;
    for (let at = text.indexOf('\n'); at >= 0 && at < read; at = text.indexOf('\n', at + 1)) {
      lines += 1;
      lineStart = before + at + 1;
    }
    before += read;
    text = text.slice(read);
    searched = Math.max(0, searched - read);
    lastEnd -= read;
    read = 0;
  }

  function leave(): void {
    forget();
    const rest = text;
    text = '';
    const place = { position: before, lines, column: before - lineStart, elements, open, isClosed: root === 'closed' };
    giveUp(rest, place);
  }

  /** What is held is put together with no more than it awaits: the rest is read where it is, and not copied. */
  function write(chunk: string): void {
    const end = content ? endAwaited(chunk) : chunk.length;
    text += end > 0 ? chunk.slice(0, end) : chunk;
    if (end === 0 && text.length < heldContent) return;
    const rest = end > 0 ? chunk.slice(end) : '';
    if (advance()) {
      forget();
      if (rest !== '') write(rest);
    } else {
      text += rest;
      leave();
    }
  }

  return {
    write,
    end() {
      if (root !== 'closed' || notSpace.test(text)) leave();
    },
  };
}

function scopeOf(bindings: ReadonlyMap<string, string>): Scope {
  return { bindings, tags: new Map() };
}

/** What stands between `<` and `>`; undefined when it is not plain, or not right. */
function readTag(written: string, outer: Scope): Tag | undefined {
  const [, prefix = '', local = '', attributes = '', , , end] = wholeTag.exec(written) ?? [];
  if (local === '' || prefix === 'xmlns' || prefix.length + local.length > nameLength) return undefined;
  const all = attributes === '' ? none : [...attributes.matchAll(eachAttribute)].map(pairOf);
  if (all.length > attributesPerElement) return undefined;
  const declared = all.filter(([one]) => one === 'xmlns' || one.startsWith('xmlns:'));
  const scope = declared.length === 0 ? outer : within(outer, declared);
  const named = scope && attributesIn(all, declared, scope);
  if (!named) return undefined;
  const namespace = scope.bindings.get(prefix) ?? '';
  if (prefix !== '' && namespace === '') return undefined;
  const tag: Tag = {
    name: prefix === '' ? local : `${prefix}:${local}`,
    namespace,
    local,
    attributes: named,
    written: all,
    declared,
    scope,
    isEmpty: end === '/',
  };
  if (all.length === declared.length && outer.tags.size < rememberedTags) outer.tags.set(written, tag);
  return tag;
}

function pairOf([, one = '', value = '']: readonly string[]): Attribute {
  return [one, value];
}

/** Undefined where the declarations are not simple ones. */
function within(outer: Scope, declared: readonly Attribute[]): Scope | undefined {
  const bindings = new Map(outer.bindings);
  for (const [one, value] of declared) {
    const prefix = one.slice(6);
    const isOdd = prefix === 'xml' || prefix === 'xmlns' || value === xmlNamespace || value === xmlnsNamespace;
    if (isOdd || value.length > nameLength || value.includes(' ') || (value === '' && prefix !== '')) return undefined;
    bindings.set(prefix, value);
  }
  return scopeOf(bindings);
}

/** By `{namespace}local`; undefined where one occurs twice, has a prefix that means nothing, or a name that is too long. */
function attributesIn(all: readonly Attribute[], declared: readonly Attribute[], { bindings }: Scope) {
  if (new Set(all.map(([one]) => one)).size < all.length) return undefined;
  if (all.length === declared.length) return noAttributes;
  const named = new Map<string, string>();
  for (const [one, value] of all) {
    if (one.length > nameLength) return undefined;
    if (one === 'xmlns' || one.startsWith('xmlns:')) continue;
    const [local, prefix] = one.split(':').reverse() as [string, string?];
    const namespace = prefix === undefined ? '' : bindings.get(prefix);
    if (namespace === undefined || (prefix !== undefined && namespace === '')) return undefined;
    const key = namespace ? `{${namespace}}${local}` : local;
    if (named.has(key)) return undefined;
    named.set(key, value);
  }
  return named;
}
