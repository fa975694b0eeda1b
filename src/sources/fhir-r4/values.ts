import { fhirTimeToRivta, isListed, oidOf, systemOids } from '../../codes/index.ts';
import type { CodedValue } from '../../contracts/index.ts';
import { codedValue } from '../coded-value.ts';
import type { AnyResource, CodeableConcept, Coding, Extension, Identifier, Quantity } from './resources.ts';

/** FHIR data types as RIV-TA values. */

interface Annotation {
  readonly text?: string;
}

/** All notes as one text. */
export function notesOf(notes: readonly Annotation[] | undefined): string | undefined {
  return joined(notes?.map(({ text }) => text));
}

/** Lines of one text; undefined when none of them says anything. */
export function joined(lines: readonly (string | undefined)[] = []): string | undefined {
  return lines.filter((line) => line?.trim()).join('\n') || undefined;
}

/** PQType with the unit in the sender's words; a value without unit has an empty one. Undefined without a number. */
export function quantityOf(quantity: Quantity | undefined) {
  if (quantity?.value === undefined) return undefined;
  return { value: quantity.value.digits, unit: quantity.unit ?? quantity.code ?? '' };
}

/** What a reader would see of it. */
export function wordsOfQuantity(quantity: Quantity | undefined): string | undefined {
  const said = [quantity?.comparator, quantity?.value?.digits.replace('.', ','), quantity?.unit ?? quantity?.code];
  return said.filter(Boolean).join(' ') || undefined;
}

export function timeOf(...candidates: readonly (string | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    const time = candidate && fhirTimeToRivta(candidate);
    if (time) return time;
  }
  return undefined;
}

/** The same of those that name a day at least. */
export function dayOrTimeOf(...candidates: readonly (string | undefined)[]): string | undefined {
  return timeOf(...candidates.filter((candidate) => (candidate?.trim().length ?? 0) >= 'YYYY-MM-DD'.length));
}

/** When something was written, or, where it does not say, the first of its other times, by which no block can pass it. */
export function writingOf(written: string | undefined, ...others: readonly (string | undefined)[]) {
  return { authorTime: written ?? timeOf(...others), undated: written === undefined };
}

/** The first HSA-id among identifiers; other identifiers stay out of HSA fields. */
export function hsaIdOf(identifiers: readonly (Identifier | undefined)[] | undefined): string | undefined {
  return identifiers?.find((identifier) => identifier?.value && oidOf(identifier.system ?? '') === systemOids.hsaId)
    ?.value;
}

/** Whether it is the id by which a record goes: its parts may have that too, beside their own. */
export function isIdentifiedBy({ identifier: [first] = [] }: AnyResource, { system, value }: Identifier): boolean {
  return first?.system === system && first?.value === value;
}

/** The id a record goes by: its first identifier, else the resource's own. */
export function documentIdOf(resource: AnyResource): string | undefined {
  return resource.identifier?.[0]?.value ?? resource.id;
}

/** The coding of one system (OID), if there is one, without what the concept says beside it. */
export function codedIn(oid: string, concept: CodeableConcept | undefined): CodedValue | undefined {
  const coding = concept?.coding?.filter(({ code, system }) => code && oidOf(system ?? '') === oid) ?? [];
  const { originalText: _, ...coded } = (coding.length > 0 && conceptOf({ ...concept, coding })) || {};
  return coding.length > 0 ? coded : undefined;
}

/**
 * IIType. Without a system that RIV-TA can name it is an id of the source itself; an address that is an OID or a UUID is
 * the whole of it.
 */
export function instanceIdOf(identifier: Identifier | undefined) {
  const { system = '', value } = identifier ?? {};
  if (!value) return undefined;
  const urn = system === 'urn:ietf:rfc:3986' ? /^urn:(?:oid|uuid):(.+)$/.exec(value)?.[1] : undefined;
  const uuid = /^urn:uuid:(.+)$/.exec(system)?.[1];
  return urn
    ? { root: urn, extension: undefined }
    : { root: oidOf(system) ?? uuid ?? systemOids.localId, extension: value };
}

/**
 * A CodeableConcept as CVType: the first coding of the preferred systems (OIDs), else of a system we know, else of one
 * that is an OID. A code whose system has no OID cannot be told on the RIV-TA side; its words can.
 */
export function conceptOf(
  concept: CodeableConcept | undefined,
  preferred: readonly string[] = [],
): CodedValue | undefined {
  if (!concept) return undefined;
  const coded = (concept.coding ?? []).filter(({ code, system }) => code && oidOf(system ?? '') !== undefined);
  const chosen =
    preferred.map((oid) => coded.find(({ system }) => oidOf(system ?? '') === oid)).find(Boolean) ??
    coded.find(({ system }) => isListed(system ?? '')) ??
    coded[0];
  if (!chosen) return codedValue({ text: concept.text ?? concept.coding?.map(wordsOfCoding).find(Boolean) });
  const { code, system, version, display } = chosen;
  const told = codedValue({ code, system: oidOf(system ?? ''), version, display: display ?? concept.text });
  // What the sender wrote, where it is more than the code's own words. Contracts without room for both send the latter.
  return concept.text === undefined || concept.text === told?.displayName
    ? told
    : { ...told, originalText: concept.text };
}

export function wordsOfConcept(concept: CodeableConcept | undefined): string | undefined {
  return concept?.text ?? concept?.coding?.map(wordsOfCoding).find(Boolean);
}

function wordsOfCoding({ display, code }: Coding): string | undefined {
  return display ?? code;
}

/** Whether any coding of the concepts has one of the codes; the code systems of these lists never share codes. */
export function hasCode(concepts: readonly (CodeableConcept | undefined)[], ...codes: readonly string[]): boolean {
  return concepts.some((concept) => concept?.coding?.some(({ code }) => codes.includes(code ?? '')));
}

/**
 * Extensions by the letters of the last part of their address: the national guide prints the same ones under two hosts,
 * and one that it names without defining may be spelled either way (`typeOfPrescription`, `type-of-prescription`).
 */
export function extensionsOf(holder: { readonly extension?: Extension[] }, name: string): readonly Extension[] {
  const letters = lettersOf(name);
  return holder.extension?.filter(({ url }) => lettersOf(url.slice(url.lastIndexOf('/') + 1)) === letters) ?? [];
}

function lettersOf(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

export function extensionOf(holder: { readonly extension?: Extension[] }, name: string): Extension | undefined {
  return extensionsOf(holder, name)[0];
}
