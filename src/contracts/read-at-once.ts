import { plainText, type XmlLimits } from '../xml/index.ts';
import { isBlank, lexical } from './lexical.ts';
import type { Child, Plan } from './reading-plan.ts';
import type { SimpleType } from './schema.ts';
import { brokenChoice, brokenRule } from './validate.ts';

interface Place {
  readonly text: string;
  readonly from: number;
  readonly room: XmlLimits;
  readonly emptyIsAbsent: boolean;
}

interface Cursor extends Place {
  at: number;
  elements: number;
}

type Value = Record<string, unknown>;

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;

/**
 * An element's content, read straight from a document's text by what may come next, up to its end tag. Undefined unless
 * all of it is as its type says, in the type's order, with nothing foreign in it, and plainly written: then the ordinary
 * reader (read.ts) has to tell. It gives the same value for all that is read here.
 */
export function readAtOnce(plan: Plan, place: Place) {
  const cursor: Cursor = { ...place, at: place.from, elements: 0 };
  const value = readContent(plan, cursor, place.room.depth);
  if (!value || cursor.elements > place.room.elements) return undefined;
  return { value, end: cursor.at, elements: cursor.elements };
}

/** Leaves the cursor at the end tag. */
function readContent({ type, children, lastRequired }: Plan, cursor: Cursor, depth: number): Value | undefined {
  const value: Value = {};
  let next = 0;
  let last = -1;
  for (;;) {
    if (!skipSpace(cursor)) return undefined;
    if (cursor.text.charCodeAt(cursor.at + 1) === slash) break;
    const child = children[next];
    if (!child || depth < 1) return undefined;
    const found = readChild(child, cursor, depth, value);
    if (found === 'unreadable') return undefined;
    if (found === 'read') {
      cursor.elements += 1;
      last = next;
    } else if (child.required && last !== next) return undefined;
    if (found === 'other' || !child.many) next += 1;
  }
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
  return code === lessThan && cursor.at - at <= room.textLength;
}

/** `other`: it is not this child that stands there. */
function readChild(child: Child, cursor: Cursor, depth: number, parent: Value): 'read' | 'other' | 'unreadable' {
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
function readText(child: Child, type: SimpleType, cursor: Cursor, parent: Value) {
  const { text, at } = cursor;
  const end = text.indexOf('<', at);
  const meant = end < 0 ? undefined : plainText(text.slice(at, end));
  if (meant === undefined || !isAt(child.end, text, end)) return 'unreadable';
  cursor.at = end + child.endLength;
  return take(child, type, meant, cursor, parent);
}

function take(child: Child, type: SimpleType, text: string, { room, emptyIsAbsent }: Cursor, parent: Value) {
  if (text.length > room.textLength) return 'unreadable';
  if (emptyIsAbsent && !child.required && isBlank(type, text)) return 'read';
  const value = lexical(type, text);
  if (value === undefined || brokenRule(type, value) !== undefined) return 'unreadable';
  attach(child, value, parent);
  return 'read';
}

function readElements(child: Child, plan: Plan, cursor: Cursor, depth: number, parent: Value) {
  const value = readContent(plan, cursor, depth - 1);
  if (!value || !isAt(child.end, cursor.text, cursor.at)) return 'unreadable';
  cursor.at += child.endLength;
  const isAbsent = cursor.emptyIsAbsent && !child.required && Object.keys(value).length === 0;
  if (!isAbsent) attach(child, value, parent);
  return 'read';
}

function attach({ name, many }: Child, value: unknown, parent: Value): void {
  if (!many) parent[name] = value;
  else if (parent[name] === undefined) parent[name] = [value];
  else (parent[name] as unknown[]).push(value);
}
