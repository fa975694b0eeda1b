import { oidOf } from '../../codes/index.ts';

/** Of code systems whose codes cannot be mistaken for anything about a person: how their codes look. By OID. */
const forms: Readonly<Record<string, RegExp>> = {
  // ICD-10-SE and ICD-10
  '1.2.752.116.1.1.1.1.3': /^[A-Z]\d{2}(\.?[0-9A-Z]{1,3})?$/,
  '2.16.840.1.113883.6.3': /^[A-Z]\d{2}(\.?[0-9A-Z]{1,3})?$/,
  // KVÅ
  '1.2.752.116.1.3.2.1.4': /^[A-Z]{2}[A-Z0-9]\d{2}$/,
  // SNOMED CT, except of ten or twelve digits: those could be a personal number.
  '1.2.752.116.2.1.1': /^(\d{6,9}|\d{11}|\d{13,18})$/,
  // LOINC
  '2.16.840.1.113883.6.1': /^\d{1,5}-\d$/,
  // ATC
  '1.2.752.129.2.2.3.1.1': /^[A-Z]\d{2}[A-Z]{2}\d{2}$/,
  // NPU
  '1.2.752.108.1': /^(NPU|SWE)\d{5}$/,
};

/** The code where it may be shown as it is; `system`: OID or FHIR system. Undefined where the code is not such a one. */
export function shownCode(system: string, code: string): string | undefined {
  return forms[oidOf(system.trim()) ?? '']?.test(code.trim()) ? code.trim() : undefined;
}

/** The name of a code system where it is one of those. */
export function shownSystem(system: string): string | undefined {
  return Object.hasOwn(forms, oidOf(system.trim()) ?? '') ? system.trim() : undefined;
}
