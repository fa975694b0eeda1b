const longest = 200;
const personalNumber = /(?<!\d)\d{6,8}[-+ ]?[\dA-Za-z]{2}\d[\dA-Za-z](?![\dA-Za-z])/g;
/** Organisation numbers of legal persons inside HSA-ids: their third digit is at least 2, where a person has a month. */
const inHsaId = /SE(?:16)?$/;
const legalPerson = /^(?:16)?\d\d[2-9]\d{7}$/;

/**
 * A source's own words, fit for logs and for any caller: one line, at most 200 characters, without anything that looks
 * like a personal identity number. HSA-ids survive.
 */
export function harmless(text: string): string {
  const clean = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const masked = clean.replace(personalNumber, (match: string, at: number) =>
    legalPerson.test(match) && inHsaId.test(clean.slice(0, at)) ? match : '[…]',
  );
  return masked.length > longest ? `${masked.slice(0, longest - 1)}…` : masked;
}
