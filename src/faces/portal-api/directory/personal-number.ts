/**
 * Whether somebody has typed or pasted what may be a personal number, coordination number or reserve number, right or
 * wrong, where there are no patients to find. Organisation numbers never look like one: their third digit is too high.
 */
export function mayBePersonalNumber(text: string): boolean {
  return form.test(text.replaceAll(/(?<=\d)[\s+‐-―−-]+(?=\w)/g, ''));
}

const month = '(?:0\\d|1[0-2])';
const day = '(?:[0-2]\\d|3[01]|[6-8]\\d|9[01])';
const ending = '(?:\\d{4}|[a-z]{2}\\d{2}|[a-z]\\d{3})';
const form = new RegExp(`(?<!\\d)(?:18|19|20)?\\d{2}${month}${day}${ending}(?!\\d)`, 'i');
