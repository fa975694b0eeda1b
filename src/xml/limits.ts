import { BridgeError } from '../errors.ts';

/** Where reading stops and refuses. Bytes are limited by whoever receives them. */
export interface XmlLimits {
  /** Open elements inside each other. */
  readonly depth: number;
  /** Elements in the whole document. */
  readonly elements: number;
  /** Characters of one text node or attribute value. */
  readonly textLength: number;
}

export const attributesPerElement = 64;
/** Characters of the name of an element or attribute, and of a namespace. */
export const nameLength = 1_024;
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

export function checkDepth(depth: number, limits: XmlLimits): void {
  if (depth > limits.depth) throw overLimit(`More than ${limits.depth} levels.`);
}

export function checkElements(elements: number, limits: XmlLimits): void {
  if (elements > limits.elements) throw overLimit(`More than ${limits.elements} elements.`);
}

export function checkText(text: string, limits: XmlLimits): void {
  if (text.length > limits.textLength) throw overLimit(`A text of more than ${limits.textLength} characters.`);
}

export function checkName(name: string): void {
  if (name.length > nameLength) throw overLimit(`A name of more than ${nameLength} characters.`);
}

export function checkAttributes(count: number): void {
  if (count > attributesPerElement) throw overLimit(`More than ${attributesPerElement} attributes.`);
}

function overLimit(detail: string): BridgeError {
  return new BridgeError('MESSAGE_OVER_LIMIT', detail);
}
