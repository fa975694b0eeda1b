import type { Refusal } from './caller.ts';

/** Strict: what SITHS issues. Tolerant: also the forms of test platforms, e.g. `T-SERVICES-SE165565594230-112N`. */
export type HsaIdForm = 'strict' | 'tolerant';

export type IdentityFault = Extract<Refusal['refused'], 'CERT_NO_HSA_ID' | 'CERT_BAD_HSA_ID' | 'CERT_PERSONAL_NUMBER'>;

/**
 * SE, the ten-digit organisation number of the catalogue owner (sometimes with the century 16 before it), a hyphen and a
 * suffix without meaning. Both cases are spelled out: the `i` flag and toUpperCase disagree outside ASCII (ſ, ı), and
 * no such letter may become an S or an I.
 */
const forms: Record<HsaIdForm, { readonly pattern: RegExp; readonly maxLength: number }> = {
  strict: { pattern: /^[Ss][Ee](16)?[0-9]{10}-[A-Za-z0-9]+$/, maxLength: 31 },
  tolerant: { pattern: /^[A-Za-z0-9_]+(-[A-Za-z0-9]+)+$/, maxLength: 32 },
};

/** Twelve digits, perhaps with the separator of the written form. */
const personalNumber = /^[0-9]{8}[-+]?[0-9]{4}$/;

/**
 * The HSA-id among the values of the subject attribute serialNumber (2.5.4.5), in upper case. Blanks around it are
 * overlooked; anything else that is not an HSA-id is refused, never trimmed into one.
 */
export function readHsaId(values: readonly string[], form: HsaIdForm): { hsaId: string } | { fault: IdentityFault } {
  const distinct = new Set(values.map((value) => trimBlanks(value)).map(upperCaseAscii));
  distinct.delete('');
  const [value, another] = distinct;
  if (value === undefined) return { fault: 'CERT_NO_HSA_ID' };
  if (another !== undefined) return { fault: 'CERT_BAD_HSA_ID' };
  if (personalNumber.test(value)) return { fault: 'CERT_PERSONAL_NUMBER' };
  const { pattern, maxLength } = forms[form];
  return value.length <= maxLength && pattern.test(value) ? { hsaId: value } : { fault: 'CERT_BAD_HSA_ID' };
}

const trimBlanks = (value: string): string => value.replace(/^ +/, '').replace(/ +$/, '');
const upperCaseAscii = (value: string): string => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
