import type { Bundle, FhirResource } from 'fhir/r4';
import { SaxesParser } from 'saxes';

/**
 * A small check of R4 structure: what the base specification asks of the resources the bridge makes. It is no validator
 * of profiles; it finds the mistakes a mapping makes.
 */
export function structureFaults(resource: FhirResource): string[] {
  const at = `${resource.resourceType}/${resource.id ?? '?'}`;
  const contained = 'contained' in resource ? (resource.contained ?? []) : [];
  return [
    ...emptyParts(resource, at),
    ...missingParts(resource, at),
    ...valueFaults(resource, at),
    ...containedFaults(resource, contained as FhirResource[], at),
    ...contained.flatMap((inner) => missingParts(inner as FhirResource, `${at}#${inner.id}`)),
    ...narrativeFaults(resource, at),
    ...invariantFaults(resource, at),
  ];
}

/** The Bundle's own rules, every entry's structure, and that what entries point at is there. */
export function bundleFaults(bundle: Bundle): string[] {
  const entries = bundle.entry ?? [];
  const urls = entries.map((entry) => entry.fullUrl ?? '');
  const outcomes = entries.filter((entry) => entry.search?.mode === 'outcome');
  const faults: string[] = [];
  if (new Set(urls).size !== urls.length) faults.push('fullUrl stands twice');
  if (outcomes.length > 1) faults.push('more than one outcome entry');
  if (!bundle.link?.some((link) => link.relation === 'self')) faults.push('no self link');
  for (const { fullUrl, resource: given, search } of entries) {
    const resource = given as FhirResource | undefined;
    if (!resource || !search?.mode) faults.push(`entry ${fullUrl} lacks resource or mode`);
    else faults.push(...structureFaults(resource), ...danglingReferences(resource, urls));
  }
  return [...faults, ...emptyParts(bundle, 'Bundle')];
}

function danglingReferences(resource: FhirResource, urls: readonly string[]): string[] {
  return referencesIn(resource)
    .filter((reference) => !reference.startsWith('#') && !reference.startsWith('Patient/'))
    .filter((reference) => !urls.some((url) => url.endsWith(`/${reference}`)))
    .map((reference) => `${resource.resourceType}/${resource.id} points at ${reference}, which is not in the Bundle`);
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'reference' && typeof part === 'string' ? [part] : referencesIn(part),
  );
}

function emptyParts(value: unknown, at: string): string[] {
  if (value === undefined) return [];
  if (value === null || (typeof value === 'string' && value.trim() === '')) return [`${at} is empty`];
  if (typeof value !== 'object') return [];
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  if (parts.length === 0) return [`${at} is empty`];
  return parts.flatMap(([key, part]) => emptyParts(aboutSome(key, part), `${at}.${key}`));
}

/** Beside a list of primitive values null stands for one of which there is nothing more to say. */
function aboutSome(key: string, part: unknown): unknown {
  return key.startsWith('_') && Array.isArray(part) ? part.filter((one) => one !== null) : part;
}

const required: Readonly<Record<string, readonly string[]>> = {
  Condition: ['id', 'subject', 'code'],
  AllergyIntolerance: ['id', 'patient', 'code'],
  Flag: ['id', 'status', 'code', 'subject', 'category'],
  Encounter: ['id', 'status', 'class', 'subject'],
  Provenance: ['id', 'target', 'agent'],
  PractitionerRole: ['id'],
  Organization: ['id', 'name'],
  OperationOutcome: ['issue'],
};

function missingParts(resource: FhirResource, at: string): string[] {
  const holder = resource as unknown as Record<string, unknown>;
  return (required[resource.resourceType] ?? [])
    .filter((name) => holder[name] === undefined)
    .map((name) => `${at} lacks ${name}`);
}

const time = /^\d{4}(-\d\d)?$|^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/;
const timeNames = /(DateTime|Date|recordedDate|recorded|start|end)$/;

function valueFaults(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (typeof part === 'string') {
      if (timeNames.test(key) && !time.test(part)) return [`${at}.${key} is no time: ${part}`];
      if (key === 'id' && !/^[A-Za-z0-9.-]{1,64}$/.test(part)) return [`${at}.${key} is no id: ${part}`];
      if (key === 'code' && !/^\S+( \S+)*$/.test(part)) return [`${at}.${key} is no code`];
      if (key === 'system' && !['phone', 'email'].includes(part) && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(part)) {
        return [`${at}.${key} is no URI: ${part}`];
      }
      return [];
    }
    if (key === 'extension') {
      const bad = (part as object[]).filter((one) => {
        const names = Object.entries(one).filter(([name, inner]) => name !== 'url' && inner !== undefined);
        return !('url' in one) || names.length !== 1;
      });
      return [...bad.map(() => `${at}.extension must have one value`), ...valueFaults(part, `${at}.${key}`)];
    }
    return valueFaults(part, `${at}.${key}`);
  });
}

function containedFaults(resource: FhirResource, contained: readonly FhirResource[], at: string): string[] {
  const references = new Set(referencesIn(resource).filter((reference) => reference.startsWith('#')));
  const ids = contained.map((inner) => `#${inner.id}`);
  return [
    ...ids.filter((id) => !references.has(id)).map((id) => `${at}${id} is contained and nothing points at it`),
    ...[...references].filter((id) => !ids.includes(id)).map((id) => `${at} points at ${id}, which is not contained`),
  ];
}

function narrativeFaults(resource: FhirResource, at: string): string[] {
  const div = 'text' in resource ? resource.text?.div : undefined;
  if (div === undefined) return [];
  const faults: string[] = [];
  const allowed = new Set(['div', 'p', 'ul', 'li']);
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => faults.push(`${at}.text: ${error.message}`));
  parser.on('opentag', ({ name, uri }) => {
    if (uri !== 'http://www.w3.org/1999/xhtml' || !allowed.has(name)) faults.push(`${at}.text holds <${name}>`);
  });
  parser.write(div).close();
  return faults;
}

/** Invariants of the base specification that the mapping could break. */
function invariantFaults(resource: FhirResource, at: string): string[] {
  const faults: string[] = [];
  if (resource.resourceType === 'Condition') {
    const inError = resource.verificationStatus?.coding?.[0]?.code === 'entered-in-error';
    if (inError && resource.clinicalStatus) faults.push(`${at} con-5`);
  }
  if (resource.resourceType === 'AllergyIntolerance') {
    const inError = resource.verificationStatus?.coding?.[0]?.code === 'entered-in-error';
    if (!inError && !resource.clinicalStatus) faults.push(`${at} ait-1`);
    if (inError && resource.clinicalStatus) faults.push(`${at} ait-2`);
    if (resource.reaction?.some((reaction) => !reaction.manifestation?.length)) faults.push(`${at} no manifestation`);
  }
  const period = 'period' in resource ? (resource.period as { start?: string; end?: string } | undefined) : undefined;
  if (period?.start && period.end && Date.parse(period.start) > Date.parse(period.end)) faults.push(`${at} per-1`);
  return faults;
}
