import type { FhirResource, Identifier, Meta, Organization, PractitionerRole, Provenance, Reference } from 'fhir/r4';
import type { Diagnosis } from '../../contracts/index.ts';
import { vasternorrland } from '../sources.ts';
import type { Patient } from '../world/patient.ts';
import { concept, hl7, hsaIdentifier, inera, personIdentifier, system } from './codes.ts';
import { dateTime } from './time.ts';

/** What every resource of a record takes from the record's header. */
type Professional = Diagnosis['diagnosisHeader']['accountableHealthcareProfessional'];
type OrgUnit = NonNullable<Professional['healthcareProfessionalOrgUnit']>;

/** A patient and the opaque id under which this server knows the person. */
export interface Subject {
  readonly patient: Patient;
  readonly id: string;
}

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

/** The author as a contained PractitionerRole with its Organization: HSA keeps no history, this copy is the snapshot. */
export function authorOf(professional: Professional | undefined): {
  readonly contained: FhirResource[];
  readonly reference: Reference | undefined;
} {
  const { healthcareProfessionalHSAId: id, healthcareProfessionalName: name } = professional ?? {};
  const unit = professional?.healthcareProfessionalOrgUnit;
  const organization = unit && organizationOf(unit);
  if (id === undefined) return { contained: [], reference: undefined };
  const role: PractitionerRole = {
    resourceType: 'PractitionerRole',
    id: 'role1',
    identifier: [hsaIdentifier(id)],
    practitioner: { reference: `Practitioner/${id}`, ...(name && { display: name }) },
    ...(professional?.healthcareProfessionalRoleCode && {
      code: [concept(professional.healthcareProfessionalRoleCode)],
    }),
    ...(unit && { organization: unitReference(unit) }),
  };
  return {
    contained: [role, ...(organization ? [organization] : [])],
    reference: { reference: '#role1', identifier: hsaIdentifier(id), ...(name && { display: name }) },
  };
}

/** Points at a contained Organization. */
export function unitReference(unit: OrgUnit, id = 'org1'): Reference {
  return { reference: `#${id}`, identifier: hsaIdentifier(unit.orgUnitHSAId), display: unit.orgUnitName };
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
    identifier: [hsaIdentifier(unit.orgUnitHSAId)],
    name: unit.orgUnitName,
    ...(telecom.length > 0 && { telecom }),
    ...((address ?? city) && { address: [{ ...(address && { text: address }), ...(city && { city }) }] }),
  };
}

/** Who signed, as a logical reference. */
export function signerOf(signed: Diagnosis['diagnosisHeader']['legalAuthenticator']): Reference | undefined {
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

/** Who answers for the resource: care unit as author, care provider as custodian. These decide blocks. */
export function provenanceOf(
  target: { readonly resourceType: string; readonly id?: string | undefined },
  professional: Professional | undefined,
): Provenance {
  const provider = organisationReference(professional?.healthcareProfessionalCareGiverHSAId);
  const unit = organisationReference(professional?.healthcareProfessionalCareUnitHSAId);
  const participant = (code: string) => ({
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }],
  });
  return {
    resourceType: 'Provenance',
    id: `${target.id}-${target.resourceType.toLowerCase()}`,
    meta: { profile: [inera('SEEHDSProvenance')] },
    target: [{ reference: `${target.resourceType}/${target.id}` }],
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
