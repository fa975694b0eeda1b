import type { FhirResource, Identifier, Meta, Reference } from 'fhir/r4';
import type { RecordHeader } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { hsaIdentifier, localIdentifier, present, text } from './data-types.ts';
import { type ProfileName, typeOfProfile } from './generation.ts';
import { isShortened, type OrgUnit, type Professional, professionalOf } from './professional.ts';
import { systems } from './systems.ts';

/** The parts of PatientSummaryHeader that become something beyond the common header. */
interface PatientSummaryHeader {
  readonly accountableHealthcareProfessional?: Professional;
  readonly legalAuthenticator?: { readonly legalAuthenticatorHSAId?: string; readonly legalAuthenticatorName?: string };
  readonly careContactId?: string;
}

/** What every clinical resource of a record begins with. */
export interface Beginning {
  readonly id: string;
  readonly meta: Meta;
  readonly language: 'sv-SE';
  readonly identifier: Identifier[];
}

/** A reference to the responsible professional, and what it points at. */
export interface Author {
  readonly reference: Reference | undefined;
  readonly contained: FhirResource[];
}

/**
 * Id, profile, origin, security label and identifier, alike for every contract. `part` tells several resources of one
 * type apart that one record becomes.
 */
export function beginningOf(
  profile: ProfileName,
  header: RecordHeader,
  units: readonly (OrgUnit | undefined)[],
  context: MappingContext,
  part?: string,
): Beginning {
  const { profileOf, sourceTemplate } = context.generation;
  const shortened = units.some((unit) => isShortened(unit, context));
  return {
    id: context.idOf(typeOfProfile(profile), header, part),
    meta: {
      profile: present(profileOf(profile)),
      source: sourceTemplate.replace('{hsaId}', encodeURIComponent(header.sourceSystem)),
      security: header.approvedForPatient ? undefined : [{ system: systems.actCode, code: 'NOPATIENT' }],
      tag: shortened ? [{ system: systems.observationValue, code: 'SUBSETTED' }] : undefined,
    },
    language: 'sv-SE',
    identifier: [localIdentifier(header.documentId)],
  };
}

export function authorOf(header: PatientSummaryHeader, context: MappingContext): Author {
  const { reference, contained } = professionalOf(header.accountableHealthcareProfessional, context);
  return { reference, contained: [...contained] };
}

/** Who signed: a logical reference, for the contracts tell no more than id and name. */
export function asserterOf(header: PatientSummaryHeader, context: MappingContext): Reference | undefined {
  const hsaId = text(header.legalAuthenticator?.legalAuthenticatorHSAId);
  const display = text(header.legalAuthenticator?.legalAuthenticatorName);
  if (!hsaId && !display) return undefined;
  const identifier = hsaId ? hsaIdentifier(context.generation, hsaId) : undefined;
  return { type: 'PractitionerRole', identifier, display };
}

/** The care contact, by the identifier its Encounter has. */
export function encounterOf(header: PatientSummaryHeader): Reference | undefined {
  const id = text(header.careContactId);
  return id ? { type: 'Encounter', identifier: localIdentifier(id) } : undefined;
}
