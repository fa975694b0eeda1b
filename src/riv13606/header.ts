import { entriesOf, linksTo, participationOf, participationsOf, type Role } from './composition.ts';
import { hsaIdNamed, orgUnitOf, personName, roleOf } from './demographics.ts';
import type { Context, Found } from './extract.ts';
import { child, type Node } from './node.ts';
import { hsaIdOf, idOf, timeOf } from './values.ts';

/**
 * Who owns the information: `iag` with the care unit as performer and the care provider as facility. Owners that
 * contradict each other are none, for a block at either must hold.
 */
export function ownerOf(composition: Node) {
  const owners = participationsOf(composition, 'iag');
  return {
    careUnit: onlyOne(owners.map((owner) => hsaIdOf(child(owner, 'performer')))),
    careProvider: onlyOne(owners.map((owner) => hsaIdOf(child(owner, 'healthcare_facility')))),
  };
}

function onlyOne([first, ...others]: readonly (string | undefined)[]): string | undefined {
  return others.every((other) => other?.toUpperCase() === first?.toUpperCase()) ? first : undefined;
}

/** What the bridge needs to know of a composition beside its item. `written`: when it was, as far as that is known. */
export function besideItem(context: Context, written = authorTimeOf(context)) {
  return {
    ...ownerOf(context.composition),
    careContact: careContactIdOf(context),
    undated: written === undefined,
  };
}

function careContactIdOf({ composition, entry }: Context): string | undefined {
  return linksTo('vko', composition, entry)[0]?.targets[0];
}

export function documentIdOf({ composition }: Found): string | undefined {
  return idOf(child(composition, 'rc_id'));
}

/** What every header begins with. The dialect cannot say whether the patient may see a record, so she may not. */
export function identityOf(context: Context) {
  const { extract, patient, source } = context;
  return {
    documentId: documentIdOf(context),
    sourceSystemHSAId: extract.system ?? source,
    // Who does not say of whom an extract is has not said that it is of the patient asked for.
    patientId: extract.subject && { id: extract.subject.id, type: extract.subject.type ?? patient.type },
    approvedForPatient: false,
  };
}

/**
 * Registration time, else signing time, else the time the record itself tells (`ownTime`): the contracts demand one.
 */
export function authorTimeOf({ composition }: Found, ownTime?: string): string | undefined {
  return committedAt(composition) ?? signatureTimeOf(composition) ?? ownTime;
}

export function committedAt(composition: Node): string | undefined {
  return timeOf(child(child(composition, 'committal'), 'time_committed'));
}

export function signatureTimeOf(composition: Node): string | undefined {
  return timeOf(child(child(composition, 'attestations'), 'time'));
}

interface Style {
  /** Whether a unit must have an HSA-id in the contract's domain. */
  readonly unitsHaveIds: boolean;
}

/** In `description` 2 and `logistics` 2. */
const demandsIds: Style = { unitsHaveIds: true };
/** In the other domains. */
export const demandsNoIds: Style = { unitsHaveIds: false };

/** The author, without whose work it is. */
export function personOf({ composition, extract }: Found, { unitsHaveIds }: Style = demandsIds) {
  return functionalRole(child(composition, 'composer'), extract, unitsHaveIds);
}

/** Who decided on what a composition without author tells: its entry names who gave the information. */
export function authorOrInformant(found: Found, style: Style) {
  const { composition, extract } = found;
  if (child(composition, 'composer')) return personOf(found, style);
  return functionalRole(child(entriesOf(composition)[0], 'info_provider'), extract, style.unitsHaveIds);
}

/** Somebody else who took part. */
export function participantOf(context: Context, role: Role, { unitsHaveIds }: Style) {
  return functionalRole(participationOf(context.composition, role, context.entry), context.extract, unitsHaveIds);
}

function functionalRole(role: Node | undefined, { demographics }: Found['extract'], unitsHaveIds: boolean) {
  const performer = child(role, 'performer');
  return {
    healthcareProfessionalHSAId: hsaIdNamed(performer, demographics),
    healthcareProfessionalName: personName(idOf(performer), demographics),
    healthcareProfessionalRoleCode: roleOf(idOf(performer), demographics),
    healthcareProfessionalOrgUnit: orgUnitOf(child(role, 'healthcare_facility'), demographics, unitsHaveIds),
  };
}

/** HealthcareProfessionalType of the header from composer, owner and the demographic part of the extract. */
export function professionalOf(context: Context, authorTime: string | undefined, style?: Style) {
  const { careUnit, careProvider } = ownerOf(context.composition);
  return {
    authorTime,
    ...personOf(context, style),
    healthcareProfessionalCareUnitHSAId: careUnit,
    healthcareProfessionalCareGiverHSAId: careProvider,
  };
}

/** The header of patient-overview contracts. */
export function headerOf(context: Context, authorTime: string | undefined, style?: Style) {
  return {
    ...identityOf(context),
    accountableHealthcareProfessional: professionalOf(context, authorTime, style),
    legalAuthenticator: legalAuthenticatorOf(context),
    careContactId: careContactIdOf(context),
  };
}

function legalAuthenticatorOf({ composition, extract }: Found) {
  const signatureTime = signatureTimeOf(composition);
  if (!signatureTime) return undefined;
  const attester = child(child(child(composition, 'attestations'), 'attester'), 'performer');
  return {
    signatureTime,
    legalAuthenticatorHSAId: hsaIdNamed(attester, extract.demographics),
    legalAuthenticatorName: personName(idOf(attester), extract.demographics),
  };
}
