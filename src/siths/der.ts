/** One element of DER (X.690), in the bytes that it stands in. */
export interface Element {
  readonly tag: number;
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  /** Where it ends, and the next begins. */
  readonly end: number;
}

/**
 * The element that begins at `offset` and ends at `limit` at the latest. Throws a RangeError where there is none: cut off,
 * of a length that is not the shortest or not given beforehand, or with a tag of several octets, which X.509 has no use for.
 */
export function elementAt(der: Buffer, offset: number, limit: number): Element {
  if (offset + 2 > limit) throw new RangeError('DER is cut off.');
  const tag = der.readUInt8(offset);
  const short = der.readUInt8(offset + 1);
  const octets = short < 0x80 ? 0 : short & 0x7f;
  const content = offset + 2 + octets;
  if ((tag & 0x1f) === 0x1f || short === 0x80 || octets > 4 || content > limit) throw new RangeError('This is no DER.');
  const length = octets === 0 ? short : der.readUIntBE(offset + 2, octets);
  if (octets > 0 && (length < 0x80 || der.readUInt8(offset + 2) === 0)) throw new RangeError('This is no DER.');
  if (content + length > limit) throw new RangeError('DER is cut off.');
  return { tag, start: offset, content, end: content + length };
}

/** The same, of this tag. Throws a RangeError. */
export function elementOf(tag: number, der: Buffer, offset: number, limit: number): Element {
  const element = elementAt(der, offset, limit);
  if (element.tag !== tag) throw new RangeError(`DER has ${element.tag} where ${tag} is expected.`);
  return element;
}

/** The elements within one. Throws a RangeError unless they fill it. */
export function elementsIn(der: Buffer, { content, end }: Element): Element[] {
  const elements: Element[] = [];
  for (let at = content; at < end; at = elements.at(-1)?.end ?? end) elements.push(elementAt(der, at, end));
  return elements;
}
