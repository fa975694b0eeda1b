import type { FhirResource, Meta, Organization, PractitionerRole, Reference } from 'fhir/r4';
import type { MappingContext } from './context.ts';
import { type CodedValue, codeableConcept, hsaIdentifier, present, text } from './data-types.ts';
import type { ProfileName } from './generation.ts';

/** HealthcareProfessionalType of the contracts: who answers for the information. */
export interface Professional {
  readonly healthcareProfessionalHSAId?: string;
  readonly healthcareProfessionalName?: string;
  readonly healthcareProfessionalRoleCode?: CodedValue;
  readonly healthcareProfessionalOrgUnit?: OrgUnit;
}

/** OrgUnitType of the contracts. */
export interface OrgUnit {
  readonly orgUnitHSAId?: string;
  readonly orgUnitName?: string;
  readonly orgUnitTelecom?: string;
  readonly orgUnitEmail?: string;
  readonly orgUnitAddress?: string;
  readonly orgUnitLocation?: string;
}

/** A reference into the resource's own `contained`, with what it points at. */
export interface Contained {
  readonly reference: Reference | undefined;
  readonly contained: readonly FhirResource[];
}

const nothing: Contained = { reference: undefined, contained: [] };

/**
 * The professional as contained PractitionerRole, and the unit as contained Organization: the directory keeps no
 * history, so the copy in the record is the only true snapshot of role and unit. The reference says the HSA-id too.
 */
export function professionalOf(professional: Professional | undefined, context: MappingContext): Contained {
  if (!professional) return nothing;
  const hsaId = text(professional.healthcareProfessionalHSAId);
  const name = text(professional.healthcareProfessionalName);
  const unit = organizationOf(professional.healthcareProfessionalOrgUnit, 'author-unit', context);
  const role = roleOf(professional.healthcareProfessionalRoleCode);
  if (!hsaId && !name && !role && !unit.reference) return nothing;
  const identifier = hsaId ? hsaIdentifier(context.generation, hsaId) : undefined;
  const practitionerRole: PractitionerRole = {
    resourceType: 'PractitionerRole',
    id: 'author',
    meta: metaOf('PractitionerRole', context),
    identifier: present(identifier),
    practitioner: name ? { display: name } : undefined,
    code: present(role),
    organization: unit.reference,
  };
  return {
    reference: { reference: '#author', identifier, display: name },
    contained: [practitionerRole, ...unit.contained],
  };
}

function metaOf(profile: ProfileName, { generation }: MappingContext): Meta | undefined {
  const claimed = generation.profileOf(profile);
  return claimed === undefined ? undefined : { profile: [claimed] };
}

/** A role whose list is not named is words only. */
function roleOf(role: CodedValue | undefined) {
  if (!role) return undefined;
  if (text(role.codeSystem)) return codeableConcept(role);
  const said = text(role.originalText) ?? text(role.displayName) ?? text(role.code);
  return said ? { text: said } : undefined;
}

/** The unit as contained Organization `#<id>`. The patient is not given the unit's internal contact details. */
export function organizationOf(unit: OrgUnit | undefined, id: string, context: MappingContext): Contained {
  const hsaId = text(unit?.orgUnitHSAId);
  const name = text(unit?.orgUnitName) ?? hsaId;
  if (!unit || !name) return nothing;
  const identifier = hsaId ? hsaIdentifier(context.generation, hsaId) : undefined;
  const [phone, email] = context.forPatient ? [] : [text(unit.orgUnitTelecom), text(unit.orgUnitEmail)];
  const street = text(unit.orgUnitAddress);
  const city = text(unit.orgUnitLocation);
  const organization: Organization = {
    resourceType: 'Organization',
    id,
    meta: metaOf('Organization', context),
    identifier: present(identifier),
    name,
    telecom: present(
      phone ? { system: 'phone' as const, value: phone } : undefined,
      email ? { system: 'email' as const, value: email } : undefined,
    ),
    address: street || city ? [{ text: street, city }] : undefined,
  };
  return { reference: { reference: `#${id}`, identifier, display: name }, contained: [organization] };
}

/** Whether contact details were left out of the unit for the patient's sake. */
export function isShortened(unit: OrgUnit | undefined, context: MappingContext): boolean {
  return context.forPatient && (text(unit?.orgUnitTelecom) ?? text(unit?.orgUnitEmail)) !== undefined;
}
