import { oidOf } from '../../codes/index.ts';
import type { PatientId } from '../../contracts/index.ts';
import type { AskedSource } from '../question.ts';
import type { ResourceIndex } from './index-of-resources.ts';
import type { AnyResource, Identifier, Reference, Resource } from './resources.ts';
import { dayOrTimeOf, documentIdOf, hasCode, hsaIdOf, timeOf, writingOf } from './values.ts';

/** What a mapping needs beside the resource. */
export interface Context {
  readonly index: ResourceIndex;
  readonly source: AskedSource;
  readonly patient: PatientId;
}

export interface Owner {
  readonly careUnit: string | undefined;
  readonly careProvider: string | undefined;
}

/**
 * The information owner: from Provenance, author = care unit, custodian = care provider. A resource whose Provenance
 * names neither gets the defaults that are agreed for the system, if any; one that names only one of them is not
 * completed by guessing, and an unknown provider keeps the record from being shown.
 */
export function ownerOf(resource: AnyResource, { index, source }: Context, unitInResource?: string): Owner {
  const agents = index
    .provenancesOf(resource)
    .flatMap((provenance) => (provenance.agent ?? []).map((agent) => ({ agent, provenance })));
  const agentOf = (kind: 'author' | 'custodian') =>
    agents.find(({ agent }) => hasCode([agent.type, ...(agent.role ?? [])], kind));
  const idOf = (found: (typeof agents)[number] | undefined, end: 'who' | 'onBehalfOf') =>
    found && organisationIdOf(found.agent[end], found.provenance, index);
  const [author, custodian] = [agentOf('author'), agentOf('custodian')];
  const careUnit = idOf(author, 'who') ?? unitInResource;
  const careProvider = idOf(custodian, 'who') ?? idOf(author, 'onBehalfOf');
  if (!author && !custodian && source.defaultCareUnit) {
    return { careUnit: careUnit ?? source.defaultCareUnit, careProvider: source.careProvider };
  }
  return { careUnit, careProvider };
}

/**
 * Whether a reference is to an organisation, by the type it states, by its address or by what it leads to; undefined where
 * nothing tells. Persons have HSA-ids like units: one taken for the other would be a record's owner.
 */
export function isOrganisation(
  reference: Reference | undefined,
  holder: AnyResource,
  index: ResourceIndex,
): boolean | undefined {
  const path = reference?.reference?.replace(/\/_history\/[^/]+$/, '') ?? '';
  const type = reference?.type ?? /([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]+$/.exec(path)?.[1];
  if (type !== undefined) return type === 'Organization';
  if (index.find('Organization', reference, holder)) return true;
  const person = index.find('PractitionerRole', reference, holder) ?? index.find('Practitioner', reference, holder);
  return person ? false : undefined;
}

/** HSA-id of the organisation a reference names. */
export function organisationIdOf(
  reference: Reference | undefined,
  holder: AnyResource,
  index: ResourceIndex,
): string | undefined {
  if (isOrganisation(reference, holder, index) === false) return undefined;
  return hsaIdOf([reference?.identifier]) ?? hsaIdOf(index.find('Organization', reference, holder)?.identifier);
}

/** When Provenance says that the resource was recorded. */
export function recordedOf(resource: AnyResource, { index }: Context): string | undefined {
  return timeOf(...index.provenancesOf(resource).map(({ recorded }) => recorded));
}

/** When what was found in a patient was written, by its own element first (see `writingOf`). */
export function writingOfFinding(finding: Resource<'Condition'> | Resource<'AllergyIntolerance'>, context: Context) {
  const { recordedDate, onsetDateTime, onsetPeriod, meta } = finding;
  return writingOf(
    dayOrTimeOf(recordedDate) ?? recordedOf(finding, context),
    recordedDate,
    onsetDateTime,
    onsetPeriod?.start,
    meta?.lastUpdated,
  );
}

/** What every header begins with. `subject` is the resource's reference to the patient. */
export function identityOf(resource: AnyResource, subject: Reference | undefined, context: Context) {
  return {
    documentId: documentIdOf(resource),
    sourceSystemHSAId: context.source.hsaId,
    patientId: patientOf(resource, subject, context),
    approvedForPatient: !isHiddenFromPatient(resource),
  };
}

/** The identity asked for where the resource is about a person who has it; what else it names, otherwise. */
function patientOf(resource: AnyResource, subject: Reference | undefined, { index, patient }: Context): PatientId {
  const stated = [subject?.identifier, ...(index.find('Patient', subject, resource)?.identifier ?? [])];
  const identities = stated.flatMap((identifier) => personIdOf(identifier) ?? []);
  const isAsked = identities.some(({ id, type }) => id === patient.id && type === patient.type);
  return isAsked ? patient : (identities[0] ?? patient);
}

function personIdOf(identifier: Identifier | undefined): PatientId | undefined {
  const type = oidOf(identifier?.system ?? '');
  return type && identifier?.value ? { id: identifier.value.replace(/[-+\s]/g, ''), type } : undefined;
}

function isHiddenFromPatient({ meta }: AnyResource): boolean {
  return hasCode([{ coding: meta?.security ?? [] }], 'NOPATIENT', 'R', 'V');
}

/** Id of the care contact that a resource belongs to: the contact's own document id. */
export function careContactIdOf(
  resource: AnyResource,
  encounter: Reference | undefined,
  { index }: Context,
): string | undefined {
  const found = index.find('Encounter', encounter, resource);
  return encounter?.identifier?.value ?? (found && documentIdOf(found));
}
