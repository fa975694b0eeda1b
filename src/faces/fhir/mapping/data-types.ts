import type { CodeableConcept, Extension, Identifier, Period } from 'fhir/r4';
import { rivtaDateToFhir, rivtaTimeToFhir, systemOids, uriOf } from '../../../codes/index.ts';
import type { Generation } from './generation.ts';
import { standardExtensions, systems } from './systems.ts';

/** CVType of the service contracts: a coded value, or only text. */
export interface CodedValue {
  readonly code?: string;
  readonly codeSystem?: string;
  readonly codeSystemName?: string;
  readonly codeSystemVersion?: string;
  readonly displayName?: string;
  readonly originalText?: string;
}

/** A list without its gaps; undefined when nothing is left, for FHIR knows no empty lists. */
export function present<T>(...items: readonly (T | undefined)[]): T[] | undefined {
  const left = items.filter((item): item is T & {} => item !== undefined);
  return left.length > 0 ? left : undefined;
}

/** FHIR strings have content: white space at the ends goes, and what is blank is absent. */
export function text(value: string | undefined): string | undefined {
  return value?.trim() || undefined;
}

/** FHIR codes hold single spaces at most. */
function code(value: string | undefined): string | undefined {
  return text(value)?.replace(/\s+/g, ' ');
}

/**
 * CVType → CodeableConcept. Text is the original text, else the display name. The name of the code system is kept in
 * brackets where the system itself would say nothing to the receiver. A value with nothing in it becomes
 * data-absent-reason `unknown`, since an empty object is no FHIR.
 */
export function codeableConcept(value: CodedValue, defaultSystem?: string): CodeableConcept {
  const given = code(value.code);
  const display = text(value.displayName);
  const system = systemOf(value.codeSystem);
  const coding = given && {
    system: system ?? (text(value.codeSystem) ? undefined : defaultSystem),
    version: text(value.codeSystemVersion),
    code: given,
    display,
  };
  const said = text(value.originalText) ?? display;
  const listName = isKnownSystem(value.codeSystem) ? undefined : text(value.codeSystemName);
  const label = listName && (said ?? given) ? `${said ?? given} [${listName}]` : said;
  if (!coding && !label) return { extension: [absent('unknown')] };
  return { coding: coding ? [coding] : undefined, text: label };
}

function systemOf(oid: string | undefined): string | undefined {
  const given = text(oid);
  if (!given) return undefined;
  if (/^[0-2](\.(0|[1-9]\d*))+$/.test(given)) return uriOf(given);
  // Some senders write a URI where the contract says OID.
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(given) ? given : undefined;
}

const knownOids: ReadonlySet<string> = new Set(Object.values(systemOids));

function isKnownSystem(oid: string | undefined): boolean {
  const given = text(oid) ?? '';
  return knownOids.has(given) || (given !== '' && uriOf(given) !== `urn:oid:${given}`);
}

/** A concept that is words only; never empty. */
export function words(value: string | undefined, otherwise: string): CodeableConcept {
  return { text: text(value) ?? otherwise };
}

export function absent(reason: 'unknown' | 'masked'): Extension {
  return { url: standardExtensions.dataAbsentReason, valueCode: reason };
}

/** An id that is unique within its source: documents, care contacts. */
export function localIdentifier(value: string): Identifier {
  return { system: systems.localId, value: text(value) ?? 'okänd' };
}

export function hsaIdentifier(generation: Generation, hsaId: string): Identifier {
  return {
    type: { coding: [{ system: systems.identifierType, code: 'PRN' }] },
    system: generation.hsaSystem,
    value: hsaId.trim(),
  };
}

/** `YYYYMMDDhhmmss` → dateTime or instant with the Swedish offset; an impossible time is absent. */
export function dateTime(time: string | undefined): string | undefined {
  return time === undefined ? undefined : rivtaTimeToFhir(time);
}

/** `YYYYMMDD` → date; an impossible day is absent. */
export function date(day: string | undefined): string | undefined {
  return day === undefined ? undefined : rivtaDateToFhir(day);
}

/** Whether the time has come. An impossible or absent time never does. */
export function isPast(time: string | undefined, now: Date): boolean {
  const instant = dateTime(time);
  return instant !== undefined && Date.parse(instant) <= now.getTime();
}

/** A period from RIV-TA times. An end before its start breaks per-1 and says nothing certain, so it is left out. */
export function period(start: string | undefined, end: string | undefined): Period | undefined {
  const from = dateTime(start);
  const to = start && end && end < start ? undefined : dateTime(end);
  return from || to ? { start: from, end: to } : undefined;
}
