import { passesLuhn } from './luhn.ts';

/**
 * The ten digits of an organisation number written with or without hyphen and with or without the prefix 16; undefined
 * when it is none: the third digit is at least 2 and the last one checks the others.
 */
export function parseOrganisationNumber(given: string): string | undefined {
  const [, digits = ''] = /^(?:16)?([0-9]{2}[2-9][0-9]{3}-?[0-9]{4})$/.exec(given.trim()) ?? [];
  const ten = digits.replace('-', '');
  return ten.length === 10 && passesLuhn(ten) ? ten : undefined;
}

/** The organisation whose HSA-id it is: SE, organisation number, hyphen and what the organisation chose. */
export function organisationOf(hsaId: string): string | undefined {
  const [, number] = /^SE([0-9]{10}|16[0-9]{10})-/i.exec(hsaId) ?? [];
  return number === undefined ? undefined : parseOrganisationNumber(number);
}
