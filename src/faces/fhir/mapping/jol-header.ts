import type { Reference } from 'fhir/r4';
import { hsaIdOf, type InstanceIdentifier } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { type CodedValue, hsaIdentifier, text } from './data-types.ts';
import type { OrgUnit, Professional } from './professional.ts';

/** Who wrote or signed, as the header of care documentation 3 and laboratory 4 says it (JoL header). */
interface Person {
  readonly id?: InstanceIdentifier;
  readonly name?: string;
  readonly byRole?: CodedValue;
}

/** The unit as laboratory 4 says it. */
interface NamedUnit {
  readonly id?: InstanceIdentifier;
  readonly name: string;
}

/** In the shape that the older headers have. */
export function orgUnitFrom(unit: NamedUnit | undefined): OrgUnit | undefined {
  if (!unit) return undefined;
  const hsaId = hsaIdOf(unit.id);
  return { orgUnitName: unit.name, ...(hsaId !== undefined && { orgUnitHSAId: hsaId }) };
}

/** The author in the shape that the older headers have. */
export function professionalFrom(person: Person | undefined, orgUnit: OrgUnit | undefined): Professional | undefined {
  if (!person) return undefined;
  const hsaId = hsaIdOf(person.id);
  return {
    ...(hsaId !== undefined && { healthcareProfessionalHSAId: hsaId }),
    ...(person.name !== undefined && { healthcareProfessionalName: person.name }),
    ...(person.byRole !== undefined && { healthcareProfessionalRoleCode: person.byRole }),
    ...(orgUnit !== undefined && { healthcareProfessionalOrgUnit: orgUnit }),
  };
}

/** Who signed, as a logical reference. */
export function signerOf(person: Person | undefined, context: MappingContext): Reference | undefined {
  const hsaId = hsaIdOf(person?.id);
  const display = text(person?.name);
  if (!hsaId && !display) return undefined;
  const identifier = hsaId ? hsaIdentifier(context.generation, hsaId) : undefined;
  return { type: 'PractitionerRole', identifier, display };
}
