import { type KeyObject, verify } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { digestOf } from './algorithms.ts';
import { type Element, elementAt, elementOf, elementsIn } from './der.ts';
import { type RevocationList, reason } from './revocation-list.ts';

/** As many entries as are read in two milliseconds. */
const entriesPerTurn = 1_000;

const tag = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  extensions: 0xa0,
} as const;

const times: readonly number[] = [tag.utcTime, tag.time];

/** Object identifiers under 2.5.29, encoded, in hex. */
const oid = { number: '551d14', reason: '551d15', deltaIndicator: '551d1b' } as const;

/**
 * Reads one list (RFC 5280 §5.1), pausing now and then. A national list has a hundred thousand entries, of which a verdict
 * wants serial numbers and reasons: no tree is built of the rest. Throws when the bytes are not one list in DER.
 */
export function* listIn(der: Buffer): Generator<undefined, RevocationList> {
  const whole = elementOf(tag.sequence, der, 0, der.length);
  const [signed, algorithm, signature, ...more] = elementsIn(der, whole);
  const isWhole = whole.end === der.length && more.length === 0;
  if (!isWhole || signed?.tag !== tag.sequence || !algorithm || signature?.tag !== tag.bits)
    throw new RangeError('This is no revocation list.');
  const { issuer, thisUpdate, nextUpdate, entries, ...fields } = fieldsIn(der, signed);
  const own = fields.extensions ? extensionsIn(der, elementAt(der, fields.extensions.content, der.length)) : [];
  const reasons = new Map<string, number>();
  let complete = own.every(isUnderstood);
  let at = entries?.content ?? 0;
  for (let nr = 1; entries && at < entries.end; nr++) {
    const entry = elementOf(tag.sequence, der, at, entries.end);
    const { serial, extensions } = entryIn(der, entry);
    const why = extensions.find(({ type }) => type === oid.reason)?.value;
    reasons.set(serial, why ? reasonIn(why) : reason.unspecified);
    complete &&= extensions.every(isUnderstood);
    at = entry.end;
    if (nr % entriesPerTurn === 0) yield;
  }
  return {
    issuerDer: bytesOf(der, issuer),
    thisUpdate: timeIn(der, thisUpdate),
    nextUpdate: nextUpdate && timeIn(der, nextUpdate),
    entries: reasons.size,
    reasonOf: (serial) => reasons.get(serial),
    number: integerIn(own.find(({ type }) => type === oid.number)?.value),
    base: integerIn(own.find(({ type }) => type === oid.deltaIndicator)?.value),
    complete,
    isSignedBy: signatureCheck({
      content: bytesOf(der, signed),
      algorithms: [fields.algorithm, algorithm].map((each) => bytesOf(der, each)),
      signature: contentOf(der, signature),
    }),
  };
}

/** It has number one. */
const secondVersion = Buffer.of(1);

const contentOf = (der: Buffer, { content, end }: Element): Buffer => der.subarray(content, end);

/** With tag and length. */
const bytesOf = (der: Buffer, { start, end }: Element): Buffer => der.subarray(start, end);

function fieldsIn(der: Buffer, signed: Element) {
  const fields = elementsIn(der, signed);
  const next = (...tags: readonly number[]) => (tags.includes(fields[0]?.tag ?? 0) ? fields.shift() : undefined);
  const demanded = (...tags: readonly number[]): Element => {
    const field = next(...tags);
    if (!field) throw new RangeError('The revocation list lacks a field.');
    return field;
  };
  const version = next(tag.integer);
  if (version && !contentOf(der, version).equals(secondVersion))
    throw new RangeError('The list is of another version.');
  const found = {
    algorithm: demanded(tag.sequence),
    issuer: demanded(tag.sequence),
    thisUpdate: demanded(...times),
    nextUpdate: next(...times),
    entries: next(tag.sequence),
    extensions: next(tag.extensions),
  };
  if (fields.length > 0) throw new RangeError('The revocation list has an unknown field.');
  return found;
}

function entryIn(der: Buffer, { content, end }: Element) {
  const serial = elementOf(tag.integer, der, content, end);
  const date = elementAt(der, serial.end, end);
  if (!times.includes(date.tag)) throw new RangeError('An entry has no date.');
  const extensions = date.end < end ? extensionsIn(der, elementOf(tag.sequence, der, date.end, end)) : [];
  return { serial: serialHex(der, serial), extensions };
}

interface Extension {
  /** Its object identifier, encoded, in hex. */
  readonly type: string;
  readonly critical: boolean;
  readonly value: Buffer;
}

const isUnderstood = ({ critical, type }: Extension): boolean => !critical || type === oid.deltaIndicator;

/** BOOLEAN. Whatever else stands there is yes. */
const no = Buffer.of(0);

function extensionsIn(der: Buffer, sequence: Element): Extension[] {
  return elementsIn(der, sequence).map((extension) => {
    const [type, ...rest] = elementsIn(der, extension);
    const critical = rest[0]?.tag === tag.boolean ? rest.shift() : undefined;
    const [value] = rest;
    if (type?.tag !== tag.oid || value?.tag !== tag.octets || rest.length > 1)
      throw new RangeError('An extension cannot be read.');
    return {
      type: der.toString('hex', type.content, type.end),
      critical: critical !== undefined && !contentOf(der, critical).equals(no),
      value: contentOf(der, value),
    };
  });
}

function reasonIn(value: Buffer): number {
  const { content } = elementOf(tag.enumerated, value, 0, value.length);
  return value.readUInt8(content);
}

/** Of a DER INTEGER of at most 20 octets, as RFC 5280 has it. */
function integerIn(der: Buffer | undefined): bigint | undefined {
  if (der?.[0] !== tag.integer || der.length < 3 || der.length > 22 || der[1] !== der.length - 2) return undefined;
  return BigInt(`0x${der.subarray(2).toString('hex')}`);
}

/** Of an INTEGER, as certificates print theirs: without the zero octet that keeps it positive. */
function serialHex(der: Buffer, { content, end }: Element): string {
  const isPadded = end - content > 1 && der[content] === 0 && der.readUInt8(content + 1) > 0x7f;
  return der.toString('hex', isPadded ? content + 1 : content, end);
}

/** UTCTime or GeneralizedTime, as RFC 5280 §5.1.2.4 has them: in UTC, to the second. */
function timeIn(der: Buffer, time: Element): Date {
  const text = contentOf(der, time).toString('latin1');
  const century = time.tag === tag.time ? '' : text < '50' ? '20' : '19';
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError('A time cannot be read.');
  return date;
}

interface Signed {
  readonly content: Buffer;
  /** DER of its name within what is signed and beside it, which must be the same. */
  readonly algorithms: readonly Buffer[];
  /** BIT STRING. */
  readonly signature: Buffer;
}

/** A long list takes a while to verify, and is asked about with the same keys again and again. */
function signatureCheck({ content, algorithms, signature }: Signed): RevocationList['isSignedBy'] {
  const known = new WeakMap<KeyObject, boolean>();
  const [algorithm, other] = algorithms;
  const digest = algorithm && other?.equals(algorithm) ? digestOf(oidOf(algorithm)) : undefined;
  if (!digest || signature[0] !== 0) return () => false;
  return (key) => {
    const isGenuine = known.get(key) ?? verify(digest, content, key, signature.subarray(1));
    known.set(key, isGenuine);
    return isGenuine;
  };
}

const oidOf = (algorithm: Buffer): string => AsnConvert.parse(algorithm, AlgorithmIdentifier).algorithm;
