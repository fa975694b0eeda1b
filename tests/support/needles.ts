import { createHash } from 'node:crypto';

/** A way of writing a personal number, in which it can be found. */
export interface Needle {
  /** The number as it was given, and how it is written here. */
  readonly what: string;
  readonly text: string;
}

/**
 * Every form in which a personal number of twelve digits could get into a text: with and without century and signs, and
 * these URL-encoded, in base64 wherever they begin, in hex, and as plain SHA-256.
 */
export function needlesOf(number: string): readonly Needle[] {
  const all = writings(number).flatMap((writing) =>
    [
      ['as it is', writing],
      ['URL-encoded', encodeURIComponent(writing)],
      ...[0, 1, 2].map((offset) => [`base64 at ${offset}`, base64Within(writing, offset)] as const),
      ...[0, 1, 2].map((offset) => [`base64url at ${offset}`, urlSafe(base64Within(writing, offset))] as const),
      ['hex', Buffer.from(writing).toString('hex')],
      ['SHA-256 in hex', createHash('sha256').update(writing).digest('hex')],
      ['SHA-256 in base64', createHash('sha256').update(writing).digest('base64')],
      ['SHA-256 in base64url', createHash('sha256').update(writing).digest('base64url')],
    ].map(([how, text]) => ({ what: `${writing} ${how}`, text: String(text).toLowerCase() })),
  );
  const texts = new Set(all.map(({ text }) => text));
  const first = all.filter(({ text }) => texts.delete(text));
  // Where a shorter one is, the longer need not be looked for.
  return first.filter(({ text }) => !first.some((other) => other.text !== text && text.includes(other.text)));
}

/** Which of the needles are in the text. Letters count as the same in upper and lower case. */
export function found(needles: readonly Needle[], text: string): readonly string[] {
  const haystack = text.toLowerCase();
  return needles.filter((needle) => haystack.includes(needle.text)).map(({ what }) => what);
}

/** 12 digits, 10 digits, and both with `-` and `+`. */
function writings(number: string): readonly string[] {
  return [number, number.slice(2)].flatMap((digits) => {
    const [born, rest] = [digits.slice(0, -4), digits.slice(-4)];
    return [digits, `${born}-${rest}`, `${born}+${rest}`];
  });
}

/** The characters that stand for it alone, in the base64 of a text where it begins so many bytes after a group of three. */
function base64Within(text: string, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64');
  const firstOwn = Math.ceil((offset * 8) / 6);
  const afterOwn = Math.floor(((offset + text.length) * 8) / 6);
  return encoded.slice(firstOwn, afterOwn);
}

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');
