import { relabel } from './charset.ts';
import type { WrittenElement } from './handler.ts';
import { elementStart } from './slices.ts';
import { type SoapProfile, soapNamespaces } from './soap.ts';
import { escapeAttribute, escapeText } from './writer.ts';

/**
 * A consumer's own SOAP message, to be sent on as it is: cut around the header element that holds the address, which
 * alone may have to change. Plain data: it travels over the bus.
 */
export interface ConsumerMessage {
  readonly before: string;
  readonly address: { readonly xml: string; readonly profile: SoapProfile; readonly value: string };
  readonly after: string;
}

/** `at` and `end` are where the address element stands, as the reader tells it. */
export function cutMessage(
  text: string,
  { at, end, ...address }: { at: number; end: number; profile: SoapProfile; value: string },
): ConsumerMessage {
  const start = elementStart(text, at);
  return {
    before: relabel(text.slice(0, start), 'UTF-8'),
    address: { ...address, xml: text.slice(start, end) },
    after: text.slice(end),
  };
}

/** One header element of the message as a document of its own: with the declarations of the elements around it. */
export function headerDocument(text: string, at: number, end: number, { name, attributes, inherited }: WrittenElement) {
  const start = elementStart(text, at) + 1 + name.length;
  const own = new Set(attributes.map(([attribute]) => attribute));
  const declarations = [...inherited].flatMap(([prefix, namespace]) => {
    const attribute = prefix ? `xmlns:${prefix}` : 'xmlns';
    return own.has(attribute) ? [] : [` ${attribute}="${escapeAttribute(namespace)}"`];
  });
  return `<${name}${declarations.join('')}${text.slice(start, end)}`;
}

/**
 * The message with this address in this profile; not a byte is changed where they are the consumer's own. An address with
 * a comment, a CDATA section or an element in it is written anew: parsers disagree on what such text is, and the one
 * behind must read the address that was authorised here.
 */
export function addressedTo(message: ConsumerMessage, value: string, profile: SoapProfile): string {
  const { before, address, after } = message;
  const own = address.profile === profile && address.value === value && isPlain(address.xml, value);
  return `${before}${own ? address.xml : writeAddress(value, profile)}${after}`;
}

function isPlain(xml: string, value: string): boolean {
  return /^<[^<>]*>([^<]*)<\/[^<>]*>$/.exec(xml)?.[1] === escapeText(value);
}

/** RIV-TA Basic Profile 2.1 has a header of its own for the address; 2.0 uses WS-Addressing. */
export function writeAddress(value: string, profile: SoapProfile): string {
  const text = escapeText(value);
  return profile === 'rivtabp20'
    ? `<wsa:To xmlns:wsa="${soapNamespaces.addressing}">${text}</wsa:To>`
    : `<r:LogicalAddress xmlns:r="${soapNamespaces.registry}">${text}</r:LogicalAddress>`;
}
