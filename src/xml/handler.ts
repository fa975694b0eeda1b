import type { XmlLimits } from './limits.ts';

export interface XmlElement {
  readonly namespace: string;
  readonly local: string;
  /** Attributes without the namespace declarations; keys `{namespace}local`, or `local` where there is none. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Characters of the document up to just after the element's name, see slices.ts. */
  readonly at: number;
  /** Namespace bound to a prefix here, for QNames in values such as xsi:type. To be called during `open` only. */
  resolve(prefix: string): string | undefined;
  /** For writing the element down as it stood. To be called during `open` only. */
  asWritten(): WrittenElement;
}

export interface WrittenElement {
  /** With its prefix. */
  readonly name: string;
  /** Name with prefix and value, namespace declarations among them. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Prefix → namespace as declared by the elements around it; the empty prefix is the default namespace. */
  readonly inherited: ReadonlyMap<string, string>;
}

/** Receives a document in order. Text comes in pieces; CDATA as text; comments and processing instructions not at all. */
export interface XmlHandler {
  open(element: XmlElement): void;
  /**
   * May be asked after `open`, with what prefixes mean there: who reads that element's content at once. Nothing of what it
   * has read is told to the handler but the element's end.
   */
  content?(prefixes: ReadonlyMap<string, string>): ContentReader | undefined;
  text(text: string): void;
  /** `end`: characters of the document up to just after the element. */
  close(end: number): void;
}

/**
 * Reads an element's content from the document's text, which begins at `from`, up to the end tag; undefined where anything
 * is unusual: then it is told to the handler piece by piece. `room` is what the limits leave.
 */
export type ContentReader = (text: string, from: number, room: XmlLimits) => ReadContent | undefined;

interface ReadContent {
  /** Where the end tag begins. */
  readonly end: number;
  /** How many have begun inside. */
  readonly elements: number;
}

export interface XmlReader {
  write(chunk: string): void;
  end(): void;
}
