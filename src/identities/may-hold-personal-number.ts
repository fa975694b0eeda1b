/**
 * Organisation numbers stand in HSA-ids and look nearly the same, but where a person has a month they have 20 or more.
 * Month 00 is met in coordination numbers alone.
 */
const monthAndDay = '(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12678]\\d|[39][01])|00(?:[678]\\d|9[01]))';
/** Reserve numbers have letters in their ending, and national ones a century that nobody was born in. */
const form = new RegExp(`(?<!\\d)(?:1[89]|2\\d)?\\d{2}${monthAndDay}[\\da-z]{2}\\d[\\da-z](?!\\d)`, 'i');

/**
 * Whether a text holds what may be a personal, coordination or reserve number, right or wrong, by itself or within other
 * text, however it is broken up; better one time too many. For where no person may be named or looked for; where harmless
 * text must pass, see {@link holdsPersonalNumber}.
 */
export function mayHoldPersonalNumber(text: string): boolean {
  return form.test(text.replaceAll(/(?<=\d)[-+ ](?=\w{4}(?!\w))/g, '')) || form.test(text.replaceAll(gaps, ''));
}

const gaps = /(?<=\d)[\s\u00a0.+‐-―−-]+(?=\w)/g;
