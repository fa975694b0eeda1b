import type { Element, Observation } from 'fhir/r4';
import { absent, date, dateTime } from './data-types.ts';

/** A time of unknown precision, as GetObservations writes it: `YYYY` … `YYYYMMDDhhmmss`. */
interface PartialTime {
  readonly value?: string;
}

interface Written {
  readonly value: string;
  /** What was written, where FHIR needs more precision than the sender gave: under the name of the primitive. */
  about(name: string): Readonly<Record<string, Element>>;
}

const originalText = 'http://hl7.org/fhir/StructureDefinition/originalText';

/** With the precision it came in, as far as FHIR has it (mapping rule OBS-001). Undefined for what is no time. */
export function partialDateTime(given: PartialTime | undefined): Written | undefined {
  const digits = given?.value?.trim() ?? '';
  if (!/^(\d{4}|\d{6}|\d{8}|\d{10}|\d{12}|\d{14})$/.test(digits)) return undefined;
  const value = digits.length <= 8 ? shortForm(digits) : dateTime(digits.padEnd(14, '0'));
  if (!value) return undefined;
  const padded = digits.length === 10 || digits.length === 12;
  return {
    value,
    about: (name) => (padded ? { [name]: { extension: [{ url: originalText, valueString: digits }] } } : {}),
  };
}

function shortForm(digits: string): string | undefined {
  if (digits.length === 8) return date(digits);
  const [year, month] = [digits.slice(0, 4), digits.slice(4)];
  if (year === '0000') return undefined;
  return month === '' ? year : /^(0[1-9]|1[012])$/.test(month) ? `${year}-${month}` : undefined;
}

/** When an observation was true: a moment where start and end are one, else a period. */
export function partialPeriod(given: {
  readonly start?: PartialTime;
  readonly end?: PartialTime;
}): Partial<Observation> {
  const start = partialDateTime(given.start);
  const end = partialDateTime(given.end);
  if (start && (!end || start.value === end.value) && given.end?.value === given.start?.value)
    return { effectiveDateTime: start.value, ...start.about('_effectiveDateTime') };
  if (!start && !end) return { _effectiveDateTime: { extension: [absent('unknown')] } };
  // per-1: an end before its start says nothing certain.
  const inOrder = !start || !end || start.value <= end.value;
  return { effectivePeriod: { start: start?.value, end: inOrder ? end?.value : undefined } };
}
