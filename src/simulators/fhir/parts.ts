import type {
  DomainResource,
  FhirResource,
  Identifier,
  Meta,
  Organization,
  PractitionerRole,
  Provenance,
  Reference,
} from 'fhir/r4';
import type { Diagnosis } from '../../contracts/index.ts';
import { vasternorrland } from '../sources.ts';
import { concept, hl7, hsaIdentifier, inera, localIdentifier, personIdentifier, system } from './codes.ts';
import { recordId, type Subject } from './ids.ts';
import { dateTime } from './time.ts';

/** The units of the contracts; newer majors demand neither id nor name. */
interface OrgUnit {
  readonly orgUnitHSAId?: string;
  readonly orgUnitName?: string;
  readonly orgUnitTelecom?: string;
  readonly orgUnitEmail?: string;
  readonly orgUnitAddress?: string;
  readonly orgUnitLocation?: string;
}

/** What every resource of a record takes from the record's header. */
export type Professional = Omit<
  Diagnosis['diagnosisHeader']['accountableHealthcareProfessional'],
  'healthcareProfessionalOrgUnit'
> & { readonly healthcareProfessionalOrgUnit?: OrgUnit };
export type Signature = Diagnosis['diagnosisHeader']['legalAuthenticator'];

export function subjectReference({ id, patient }: Subject): Reference {
  return { reference: `Patient/${id}`, identifier: personIdentifier(patient.identity) };
}

export function meta(profile: string, approvedForPatient: boolean, authorTime: string | undefined): Meta {
  return {
    profile: [inera(profile)],
    source: `https://tjanstekatalogen.inera.se/Endpoint/${vasternorrland}`,
    ...(authorTime && { lastUpdated: dateTime(authorTime) }),
    ...(!approvedForPatient && { security: [{ system: system.actCode, code: 'NOPATIENT' }] }),
  };
}

interface Author {
  /** Absent where there is nothing in it: FHIR forbids empty arrays. */
  readonly contained?: FhirResource[];
  readonly reference: Reference | undefined;
}

/** The author as a contained PractitionerRole with its Organization: HSA keeps no history, this copy is the snapshot. */
export function authorOf(professional: Professional | undefined): Author {
  const role = professional && roleOf(professional, 'role1', '#org1');
  const unit = professional?.healthcareProfessionalOrgUnit;
  if (!role) return { reference: undefined };
  return {
    contained: [role, ...(unit ? [organizationOf(unit)] : [])],
    reference: { reference: '#role1', ...named(role) },
  };
}

/** The author as a PractitionerRole of the server, to be read there. */
export function authorElsewhere(professional: Professional | undefined): Author {
  const unit = professional?.healthcareProfessionalOrgUnit?.orgUnitHSAId;
  const person = professional?.healthcareProfessionalHSAId;
  if (!professional || !unit || !person) return authorOf(professional);
  const id = roleId(person, unit);
  const role = roleOf(professional, id, `Organization/${unit}`);
  return { reference: role && { reference: `PractitionerRole/${id}`, ...named(role) } };
}

export const roleId = (person: string, unit: string): string => `${person}.${unit}`;

function named({ identifier, practitioner }: PractitionerRole): Reference {
  const display = practitioner?.display;
  return { ...(identifier?.[0] && { identifier: identifier[0] }), ...(display && { display }) };
}

export function roleOf(professional: Professional, id: string, organization: string): PractitionerRole | undefined {
  const { healthcareProfessionalHSAId: person, healthcareProfessionalName: name } = professional;
  const { healthcareProfessionalOrgUnit: unit, healthcareProfessionalRoleCode: role } = professional;
  if (person === undefined) return undefined;
  return {
    resourceType: 'PractitionerRole',
    id,
    identifier: [hsaIdentifier(person)],
    practitioner: { reference: `Practitioner/${person}`, ...(name && { display: name }) },
    ...(role && { code: [concept(role)] }),
    ...(unit && { organization: { reference: organization, ...unitName(unit) } }),
  };
}

export const unitName = ({ orgUnitHSAId: id, orgUnitName: name }: OrgUnit): Reference => ({
  ...(id && { identifier: hsaIdentifier(id) }),
  ...(name && { display: name }),
});

/** Points at a contained Organization. */
export function unitReference(unit: OrgUnit, id = 'org1'): Reference {
  return { reference: `#${id}`, ...unitName(unit) };
}

export function organizationOf(unit: OrgUnit, id = 'org1'): Organization {
  const { orgUnitTelecom: phone, orgUnitEmail: email, orgUnitAddress: address, orgUnitLocation: city } = unit;
  const telecom = [
    ...(phone ? [{ system: 'phone' as const, value: phone }] : []),
    ...(email ? [{ system: 'email' as const, value: email }] : []),
  ];
  return {
    resourceType: 'Organization',
    id,
    ...(unit.orgUnitHSAId && { identifier: [hsaIdentifier(unit.orgUnitHSAId)] }),
    name: unit.orgUnitName ?? unit.orgUnitHSAId ?? 'Okänd enhet',
    ...(telecom.length > 0 && { telecom }),
    ...((address ?? city) && { address: [{ ...(address && { text: address }), ...(city && { city }) }] }),
  };
}

/** Who signed, as a logical reference. */
export function signerOf(signed: Signature): Reference | undefined {
  const { legalAuthenticatorHSAId: id, legalAuthenticatorName: name } = signed ?? {};
  if (id === undefined && name === undefined) return undefined;
  return {
    type: 'PractitionerRole',
    ...(id && { identifier: hsaIdentifier(id) }),
    ...(name && { display: name }),
  };
}

/** An encounter of this or another system, by the id that the contact's own record carries. */
export function encounterReference(identifier: Identifier): Reference {
  return { type: 'Encounter', identifier };
}

/** An encounter of this server. */
export function encounterHere(subject: Subject, careContactId: string | undefined): { encounter?: Reference } {
  if (careContactId === undefined) return {};
  const reference = `Encounter/${recordId(subject, careContactId)}`;
  return { encounter: { reference, identifier: localIdentifier(careContactId) } };
}

/** Who answers for the resources: care unit as author, care provider as custodian. These decide blocks. */
export function provenanceOf(
  targets: readonly Pick<DomainResource, 'resourceType' | 'id'>[],
  professional: Professional | undefined,
): Provenance {
  const provider = organisationReference(professional?.healthcareProfessionalCareGiverHSAId);
  const unit = organisationReference(professional?.healthcareProfessionalCareUnitHSAId);
  const participant = (code: string) => ({
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }],
  });
  return {
    resourceType: 'Provenance',
    id: `${targets[0]?.id}-${targets[0]?.resourceType.toLowerCase()}`,
    meta: { profile: [inera('SEEHDSProvenance')] },
    target: targets.map(({ resourceType, id }) => ({ reference: `${resourceType}/${id}` })),
    recorded: dateTime(professional?.authorTime ?? ''),
    agent: [
      { type: participant('custodian'), who: provider },
      { type: participant('author'), who: unit, onBehalfOf: provider },
    ],
  };
}

function organisationReference(hsaId: string | undefined): Reference {
  if (hsaId === undefined) return { extension: [{ url: hl7('data-absent-reason'), valueCode: 'unknown' }] };
  return { reference: `Organization/${hsaId}`, identifier: hsaIdentifier(hsaId) };
}
