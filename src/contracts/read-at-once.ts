import { escapeText, plainText, type XmlLimits } from '../xml/index.ts';
import { isBlank, lexical } from './lexical.ts';
import type { Child, Plan } from './reading-plan.ts';
import type { SimpleType } from './schema.ts';
import { brokenChoice, brokenRule } from './validate.ts';

interface Place {
  readonly text: string;
  readonly from: number;
  readonly room: XmlLimits;
  readonly emptyIsAbsent: boolean;
  /** Whether `kept` is wanted. */
  readonly keep: boolean;
}

interface Cursor extends Place {
  at: number;
  elements: number;
  /** What the writer would write, of what stands before `keptTo`; undefined when that takes more than leaving out. */
  kept: string | undefined;
  keptTo: number;
}

type Value = Record<string, unknown>;

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;

/**
 * An element's content, read straight from a document's text by what may come next, up to its end tag. Undefined unless
 * all of it is as its type says, in the type's order, with nothing foreign in it, and plainly written: then the ordinary
 * reader (read.ts) has to tell. It gives the same value for all that is read here. `kept`: the content as the writer would
 * write it with the document's prefixes, where that is what stands there, but for what is left out.
 */
export function readAtOnce(plan: Plan, place: Place) {
  const { from } = place;
  const cursor: Cursor = { ...place, at: from, elements: 0, kept: place.keep ? '' : undefined, keptTo: from };
  const value = readContent(plan, cursor, place.room.depth);
  if (!value || cursor.elements > place.room.elements) return undefined;
  leaveOut(cursor, cursor.at);
  return { value, end: cursor.at, elements: cursor.elements, kept: cursor.kept };
}

/** What stands between `from` and the cursor. */
function leaveOut(cursor: Cursor, from: number): void {
  if (cursor.kept === undefined) return;
  cursor.kept += cursor.text.slice(cursor.keptTo, from);
  cursor.keptTo = cursor.at;
}

/** Leaves the cursor at the end tag. */
function readContent({ type, children, lastRequired, coded }: Plan, cursor: Cursor, depth: number): Value | undefined {
  const value: Value = {};
  let next = 0;
  let last = -1;
  for (;;) {
    if (!skipSpace(cursor)) return undefined;
    if (cursor.text.charCodeAt(cursor.at + 1) === slash) break;
    const child = children[next];
    if (!child || depth < 1) return undefined;
    const { at, kept, keptTo } = cursor;
    const found = readChild(child, cursor, depth, value);
    if (found === 'unreadable') return undefined;
    if (found !== 'other') {
      cursor.elements += 1;
      last = next;
      if (found === 'absent' || child.isLeftOut) {
        cursor.kept = kept;
        cursor.keptTo = keptTo;
        leaveOut(cursor, at);
      } else if (child.declares) cursor.kept = undefined;
    } else if (child.required && last !== next) return undefined;
    if (found === 'other' || !child.many) next += 1;
  }
  if (coded && (coded(value) ?? value) !== value) cursor.kept = undefined;
  return lastRequired <= last && brokenChoice(type, value) === undefined ? value : undefined;
}

/** White space between elements is nobody's; false where anything but a tag follows. */
function skipSpace(cursor: Cursor): boolean {
  const { text, at, room } = cursor;
  let code = text.charCodeAt(at);
  while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
    cursor.at += 1;
    code = text.charCodeAt(cursor.at);
  }
  if (cursor.at > at) leaveOut(cursor, at);
  return code === lessThan && cursor.at - at <= room.textLength;
}

/** `other`: it is not this child that stands there; `absent`: it says nothing. */
type Found = 'read' | 'absent' | 'other' | 'unreadable';

function readChild(child: Child, cursor: Cursor, depth: number, parent: Value): Found {
  const { text, at } = cursor;
  const { start, startLength, simple } = child;
  const closing = text.charCodeAt(at + startLength);
  if (closing !== greaterThan && closing !== slash) return 'other';
  if (simple && closing === greaterThan && isAt(child.whole, text, at)) {
    cursor.at = child.whole.lastIndex;
    return take(child, simple, text.slice(at + startLength + 1, cursor.at - child.endLength), cursor, parent);
  }
  if (!isAt(start, text, at)) return 'other';
  cursor.at += startLength + 1;
  if (closing === slash) {
    cursor.at += 1;
    cursor.kept = undefined;
    return simple && text.charCodeAt(cursor.at - 1) === greaterThan
      ? take(child, simple, '', cursor, parent)
      : 'unreadable';
  }
  return simple ? readText(child, simple, cursor, parent) : readElements(child, child.inside(), cursor, depth, parent);
}

function isAt(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}

/** A text that has to be looked into. */
function readText(child: Child, type: SimpleType, cursor: Cursor, parent: Value): Found {
  const { text, at } = cursor;
  const end = text.indexOf('<', at);
  const written = text.slice(at, end);
  const meant = end < 0 ? undefined : plainText(written);
  if (meant === undefined || !isAt(child.end, text, end)) return 'unreadable';
  cursor.at = end + child.endLength;
  if (escapeText(meant) !== written) cursor.kept = undefined;
  return take(child, type, meant, cursor, parent);
}

function take(child: Child, type: SimpleType, text: string, cursor: Cursor, parent: Value): Found {
  if (text.length > cursor.room.textLength) return 'unreadable';
  if (cursor.emptyIsAbsent && !child.required && isBlank(type, text)) return 'absent';
  const value = lexical(type, text);
  if (value === undefined || brokenRule(type, value) !== undefined) return 'unreadable';
  if (value !== text && String(value) !== text) cursor.kept = undefined;
  attach(child, value, parent);
  return 'read';
}

function readElements(child: Child, plan: Plan, cursor: Cursor, depth: number, parent: Value): Found {
  const value = readContent(plan, cursor, depth - 1);
  if (!value || !isAt(child.end, cursor.text, cursor.at)) return 'unreadable';
  cursor.at += child.endLength;
  if (cursor.emptyIsAbsent && !child.required && Object.keys(value).length === 0) return 'absent';
  attach(child, value, parent);
  return 'read';
}

function attach({ name, many }: Child, value: unknown, parent: Value): void {
  if (!many) parent[name] = value;
  else if (parent[name] === undefined) parent[name] = [value];
  else (parent[name] as unknown[]).push(value);
}
