import { systemOids } from '../../codes/index.ts';
import { type Context, isOrganisation, type Owner } from './context.ts';
import type { AnyResource, Identifier, Reference, Resource } from './resources.ts';
import { conceptOf, hsaIdOf } from './values.ts';

/** Who a reference names, as far as it or the resources at hand tell. Where it is a unit, nobody is named but the unit. */
export function personOf(reference: Reference | undefined, holder: AnyResource, { index }: Context) {
  if (isOrganisation(reference, holder, index)) {
    const unit = orgUnitOf(reference, holder, index);
    // Some refer to the unit and show whoever it was.
    const isAtHand = index.find('Organization', reference, holder) !== undefined;
    const name = isAtHand ? besideUnit(reference?.display, unit?.orgUnitName) : undefined;
    return { hsaId: undefined, name, role: undefined, unit };
  }
  const role = index.find('PractitionerRole', reference, holder);
  const practitioner = index.find('Practitioner', role?.practitioner ?? reference, holder);
  const identifiers = [
    ...(role?.identifier ?? []),
    reference?.identifier,
    role?.practitioner?.identifier,
    ...(practitioner?.identifier ?? []),
  ];
  return {
    hsaId: hsaIdOf(identifiers),
    name: role?.practitioner?.display ?? nameOf(practitioner) ?? reference?.display,
    role: roleOf(role),
    unit: role && orgUnitOf(role.organization, holder, index),
  };
}

/** `name, unit`, or either. */
function besideUnit(display: string | undefined, unit: string | undefined): string | undefined {
  if (display === unit) return undefined;
  return display?.endsWith(`, ${unit}`) ? display.slice(0, -`, ${unit}`.length) : display;
}

/** HealthcareProfessionalType. */
export function professionalOf(
  author: Reference | undefined,
  holder: AnyResource,
  context: Context,
  authorTime: string | undefined,
  owner: Owner,
) {
  const person = personOf(author, holder, context);
  return {
    authorTime,
    healthcareProfessionalHSAId: person.hsaId,
    healthcareProfessionalName: person.name,
    healthcareProfessionalRoleCode: person.role,
    // Half of the contracts want its id wherever there is a unit.
    healthcareProfessionalOrgUnit: person.unit?.orgUnitHSAId === undefined ? undefined : person.unit,
    healthcareProfessionalCareUnitHSAId: owner.careUnit,
    healthcareProfessionalCareGiverHSAId: owner.careProvider,
  };
}

/** LegalAuthenticatorType; without a time of signing there is none. */
export function legalAuthenticatorOf(
  asserter: Reference | undefined,
  holder: AnyResource,
  context: Context,
  signatureTime: string | undefined,
) {
  if (!signatureTime) return undefined;
  const person = personOf(asserter, holder, context);
  return { signatureTime, legalAuthenticatorHSAId: person.hsaId, legalAuthenticatorName: person.name };
}

/**
 * OrgUnitType, with an id, a name or both. An id that is no HSA-id may stand in it, a name that is missing is replaced by
 * the id.
 */
export function orgUnitOf(reference: Reference | undefined, holder: AnyResource, index: Context['index']) {
  const organisation = index.find('Organization', reference, holder);
  const identifiers = [reference?.identifier, ...(organisation?.identifier ?? [])];
  const id =
    hsaIdOf(identifiers) ?? identifiers.find((identifier) => identifier?.value && !isOfAnotherKind(identifier))?.value;
  const name = organisation?.name ?? reference?.display ?? id;
  if (name === undefined) return undefined;
  const telecom = (system: string) => organisation?.telecom?.find((point) => point.system === system)?.value;
  const address = organisation?.address?.[0];
  const lines = [...(address?.line ?? []), address?.postalCode].filter(Boolean).join(', ');
  return {
    orgUnitHSAId: id,
    orgUnitName: name,
    orgUnitTelecom: telecom('phone'),
    orgUnitEmail: telecom('email'),
    orgUnitAddress: address?.text ?? lines,
    orgUnitLocation: address?.city,
  };
}

/** Ids that stand beside those that units go by in records. */
function isOfAnotherKind({ system }: Identifier): boolean {
  return system === 'urn:oid:1.2.752.194.10.1.1';
}

function nameOf(practitioner: Resource<'Practitioner'> | undefined): string | undefined {
  const name = practitioner?.name?.[0];
  return name && (name.text ?? [...(name.prefix ?? []), ...(name.given ?? []), name.family].filter(Boolean).join(' '));
}

function roleOf(role: Resource<'PractitionerRole'> | undefined) {
  const concepts = role?.code ?? [];
  return concepts.map((concept) => conceptOf(concept, [systemOids.position])).find(Boolean);
}
