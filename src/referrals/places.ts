import { createTreeHandler, skipHandler, type XmlElement, type XmlHandler, type XmlNode } from '../xml/index.ts';

/** What was found of one message. */
export interface Found {
  /** Values by place, e.g. `patient/personId@root` or `versionNumber`: every one, since one too many is a fault. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** How often the elements directly in the message occur. */
  readonly counts: ReadonlyMap<string, number>;
  /** Elements of `extension` directly in the message. */
  readonly extensions: readonly XmlNode[];
  /** How many messages the root held. */
  readonly messages: number;
}

interface Sought {
  /** Namespace and name of the message, the child of the root. */
  readonly namespace: string;
  readonly local: string;
  readonly places: ReadonlySet<string>;
  /** Namespace of elements at the message's extension point that are wanted whole. */
  readonly extension: string;
}

/** Reads a root's message at the places sought and passes over everything else. Only elements of its namespace count. */
export function createPlacesReader(sought: Sought, done: (found: Found, end: number) => void): XmlHandler {
  const values = new Map<string, string[]>();
  const counts = new Map<string, number>();
  const extensions: XmlNode[] = [];
  const path: string[] = [];
  let messages = 0;
  let text: string | undefined;
  let inner: XmlHandler | undefined;
  let innerDepth = 0;

  const note = (place: string, value: string): void => {
    if (!sought.places.has(place)) return;
    const known = values.get(place);
    if (known) known.push(value);
    else values.set(place, [value]);
  };

  const handlerFor = (element: XmlElement): XmlHandler | undefined => {
    if (path.length === 1 && element.namespace === sought.extension)
      return createTreeHandler(element, (node) => extensions.push(node), 20);
    const isMessage = path.length > 0 || element.local === sought.local;
    return isMessage && element.namespace === sought.namespace ? undefined : skipHandler;
  };

  const enter = ({ local, attributes }: XmlElement): void => {
    path.push(local);
    if (path.length === 1) messages += 1;
    if (path.length === 2) counts.set(local, (counts.get(local) ?? 0) + 1);
    const place = path.slice(1).join('/');
    for (const [name, value] of attributes) note(`${place}@${name}`, value);
    text = sought.places.has(place) ? '' : undefined;
  };

  return {
    open(element) {
      if (inner) {
        innerDepth += 1;
        inner.open(element);
        return;
      }
      inner = handlerFor(element);
      innerDepth = 0;
      if (!inner) enter(element);
    },
    text(piece) {
      if (inner) inner.text(piece);
      else if (text !== undefined) text += piece;
    },
    close(end) {
      if (inner) {
        inner.close(end);
        if (innerDepth === 0) inner = undefined;
        else innerDepth -= 1;
        return;
      }
      if (path.length === 0) {
        done({ values, counts, extensions, messages }, end);
        return;
      }
      if (text !== undefined) note(path.slice(1).join('/'), text);
      text = undefined;
      path.pop();
    },
  };
}
