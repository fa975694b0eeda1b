import type { PatientId } from '../../contracts/index.ts';
import { linksTo, participationOf } from './composition.ts';
import { orgUnitOf, personName, roleOf } from './demographics.ts';
import { child, type Node } from './node.ts';
import type { Extract } from './response.ts';
import { hsaIdOf, idOf, timeOf } from './values.ts';

/** A composition in its extract, and for whom it was asked. */
export interface Context {
  readonly composition: Node;
  /** The entry in it that is the record; undefined where the composition itself is all there is. */
  readonly entry: Node | undefined;
  readonly extract: Extract;
  readonly patient: PatientId;
  /** HSA-id of the record system asked. */
  readonly source: string;
}

/** Who owns the information: `iag` with the care unit as performer and the care provider as facility. */
export function ownerOf(composition: Node) {
  const owner = participationOf(composition, 'iag');
  return { careUnit: hsaIdOf(child(owner, 'performer')), careProvider: hsaIdOf(child(owner, 'healthcare_facility')) };
}

export function careContactIdOf({ composition, entry }: Context): string | undefined {
  return linksTo('vko', composition, ...(entry ? [entry] : []))[0]?.targets[0];
}

/** What every header begins with. The dialect cannot say whether the patient may see a record, so she may not. */
export function identityOf({ composition, extract, patient, source }: Context) {
  return {
    documentId: idOf(child(composition, 'rc_id')),
    sourceSystemHSAId: extract.system ?? source,
    patientId: extract.subject ? { id: extract.subject.id, type: extract.subject.type ?? patient.type } : patient,
    approvedForPatient: false,
  };
}

/**
 * Registration time, else signing time, else the time the record itself tells (`ownTime`): the contracts demand one.
 */
export function authorTimeOf({ composition }: Context, ownTime?: string): string | undefined {
  return timeOf(child(child(composition, 'committal'), 'time_committed')) ?? signatureTimeOf(composition) ?? ownTime;
}

/** HealthcareProfessionalType from composer, owner and the demographic part of the extract. */
export function professionalOf(context: Context, ownTime?: string) {
  const { composition, extract } = context;
  const composer = child(composition, 'composer');
  const performer = child(composer, 'performer');
  const { careUnit, careProvider } = ownerOf(composition);
  return {
    authorTime: authorTimeOf(context, ownTime),
    healthcareProfessionalHSAId: hsaIdOf(performer),
    healthcareProfessionalName: personName(idOf(performer), extract.demographics),
    healthcareProfessionalRoleCode: roleOf(idOf(performer), extract.demographics),
    healthcareProfessionalOrgUnit: orgUnitOf(child(composer, 'healthcare_facility'), extract.demographics),
    healthcareProfessionalCareUnitHSAId: careUnit,
    healthcareProfessionalCareGiverHSAId: careProvider,
  };
}

/** Header of the contracts of healthcond:description. */
export function descriptionHeader(context: Context, ownTime?: string) {
  return {
    ...identityOf(context),
    accountableHealthcareProfessional: professionalOf(context, ownTime),
    legalAuthenticator: legalAuthenticatorOf(context),
    careContactId: careContactIdOf(context),
  };
}

function legalAuthenticatorOf({ composition, extract }: Context) {
  const signatureTime = signatureTimeOf(composition);
  if (!signatureTime) return undefined;
  const attester = child(child(child(composition, 'attestations'), 'attester'), 'performer');
  return {
    signatureTime,
    legalAuthenticatorHSAId: hsaIdOf(attester),
    legalAuthenticatorName: personName(idOf(attester), extract.demographics),
  };
}

function signatureTimeOf(composition: Node): string | undefined {
  return timeOf(child(child(composition, 'attestations'), 'time'));
}
