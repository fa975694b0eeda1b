import { systemOids } from '../../codes/index.ts';
import type { Context, Owner } from './context.ts';
import type { AnyResource, Reference, Resource } from './resources.ts';
import { conceptOf, hsaIdOf } from './values.ts';

/** Who a reference names, as far as it or the resources at hand tell. */
export function personOf(reference: Reference | undefined, holder: AnyResource, { index }: Context) {
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
    healthcareProfessionalOrgUnit: person.unit,
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

/** OrgUnitType. An id that is no HSA-id may stand in it, a name that is missing is replaced by the id. */
export function orgUnitOf(reference: Reference | undefined, holder: AnyResource, index: Context['index']) {
  const organisation = index.find('Organization', reference, holder);
  const identifiers = [reference?.identifier, ...(organisation?.identifier ?? [])];
  const id = hsaIdOf(identifiers) ?? identifiers.find((identifier) => identifier?.value)?.value;
  if (!id) return undefined;
  const telecom = (system: string) => organisation?.telecom?.find((point) => point.system === system)?.value;
  const address = organisation?.address?.[0];
  const lines = [...(address?.line ?? []), address?.postalCode].filter(Boolean).join(', ');
  return {
    orgUnitHSAId: id,
    orgUnitName: organisation?.name ?? reference?.display ?? id,
    orgUnitTelecom: telecom('phone'),
    orgUnitEmail: telecom('email'),
    orgUnitAddress: address?.text ?? lines,
    orgUnitLocation: address?.city,
  };
}

function nameOf(practitioner: Resource<'Practitioner'> | undefined): string | undefined {
  const name = practitioner?.name?.[0];
  return name && (name.text ?? [...(name.prefix ?? []), ...(name.given ?? []), name.family].filter(Boolean).join(' '));
}

function roleOf(role: Resource<'PractitionerRole'> | undefined) {
  const concepts = role?.code ?? [];
  return concepts.map((concept) => conceptOf(concept, [systemOids.position])).find(Boolean);
}
