import { systemOids } from '../../codes/index.ts';
import type { Draft } from '../draft.ts';
import type { LaboratoryOrderOutcome3 } from '../get-laboratory-order-outcome-3.ts';
import { documentIdOf, type LaboratoryOrderOutcome4 } from '../get-laboratory-order-outcome-4.ts';
import { sameIdentifier } from '../instance-identifier.ts';
import { analysesOf } from './laboratory-4-to-3-analyses.ts';
import { type Lost4, losses4to3, needs4to3, retold4to3 } from './laboratory-losses.ts';
import { resultTypeOf } from './laboratory-status.ts';
import type { Translation } from './translation.ts';

type Header4 = LaboratoryOrderOutcome4['header'];
type Body4 = LaboratoryOrderOutcome4['body'];
type Identifier = Body4['identifier'];
type Unit4 = Body4['recipientUnit'];
type Path = keyof typeof losses4to3;

/** Who is who is said where version 3 is told in 4. */
export const laboratory4to3: Translation = {
  from: 'GetLaboratoryOrderOutcome:4',
  to: 'GetLaboratoryOrderOutcome:3',
  losses: losses4to3,
  retold: retold4to3,
  needs: needs4to3,
  translate: (given) => {
    const lost: Lost4 = new Set();
    const { header, body } = given as LaboratoryOrderOutcome4;
    const item = header.accessControlHeader.patientId && outcomeOf(lost, header, body);
    return { item, lost: [...lost] };
  },
};

function outcomeOf(lost: Lost4, header: Header4, body: Body4): Draft<LaboratoryOrderOutcome3> {
  const sourceSystem = idOf(lost, 'header/sourceSystemId', header.sourceSystemId);
  const documentId = documentIdOf(header.record.id, sourceSystem);
  const sampled = header.accessControlHeader.blockComparisonTime;
  const analyses = analysesOf(body.groupOfAnalyses ?? [], { sourceSystem, documentId, sampled, lost });
  const samplings = analyses.map(({ analysisTime }) => analysisTime?.start ?? '').sort();
  if (samplings.at(-1) !== sampled) lost.add('header/accessControlHeader/blockComparisonTime');
  if (!sameIdentifier(body.identifier, header.record.id)) lost.add('body/identifier');
  for (const name of ['laboratoryIdentifier', 'recipientSignature', 'contactInformation'] as const)
    if (body[name]) lost.add(`body/${name}`);
  return {
    laboratoryOrderOutcomeHeader: {
      documentId,
      sourceSystemHSAId: sourceSystem,
      documentTime: header.record.timestamp,
      ...accessOf(lost, header, body),
      legalAuthenticator: signerOf(lost, header),
    },
    laboratoryOrderOutcomeBody: {
      resultType: resultTypeOf(lost, body.type),
      registrationTime: header.record.timestamp,
      // Version 4 does not tell of what discipline it is; 3 knows this one.
      discipline: 'Klinisk kemi',
      resultReport: body.text,
      accountableHealthcareProfessional: authorOf(lost, header),
      analysis: analyses,
      order: orderOf(lost, body, sourceSystem),
    },
  };
}

function accessOf(lost: Lost4, { accessControlHeader: access, author, record }: Header4, body: Body4) {
  const at = 'header/accessControlHeader';
  for (const name of ['originalPatientId', 'careProcessId', 'lockTime'] as const)
    if (access[name]) lost.add(`${at}/${name}`);
  return {
    patientId: { id: access.patientId?.extension, type: access.patientId?.root },
    accountableHealthcareProfessional: {
      authorTime: author?.timestamp ?? record.timestamp,
      ...requesterOf(lost, body),
      healthcareProfessionalCareUnitHSAId: idOf(lost, `${at}/accountableCareUnit`, access.accountableCareUnit),
      healthcareProfessionalCareGiverHSAId: idOf(lost, `${at}/accountableCareGiver`, access.accountableCareGiver),
    },
    approvedForPatient: access.approvedForPatient,
  };
}

/** Without a unit of the requester's own, it is the one that gets the answer. */
function requesterOf(lost: Lost4, { referral, recipientUnit }: Body4) {
  const { id, name, byRole, orgUnit } = referral?.requester ?? {};
  if (orgUnit && !(orgUnit.name === recipientUnit.name && sameIdentifier(orgUnit.id, recipientUnit.id)))
    lost.add('body/recipientUnit');
  return {
    healthcareProfessionalHSAId: idOf(lost, 'body/referral/requester/id', id),
    healthcareProfessionalName: name,
    healthcareProfessionalRoleCode: byRole,
    healthcareProfessionalOrgUnit: orgUnit
      ? unitOf(lost, 'body/referral/requester/orgUnit', orgUnit)
      : unitOf(lost, 'body/recipientUnit', recipientUnit),
  };
}

function signerOf(lost: Lost4, { signature }: Header4) {
  for (const name of ['byRole', 'orgUnit'] as const) if (signature?.[name]) lost.add(`header/signature/${name}`);
  return {
    signatureTime: signature?.timestamp,
    legalAuthenticatorHSAId: idOf(lost, 'header/signature/id', signature?.id),
    legalAuthenticatorName: signature?.name,
  };
}

function authorOf(lost: Lost4, { author }: Header4) {
  const { id, name, byRole, orgUnit, timestamp } = author ?? {};
  if (!id && name === undefined && !byRole && !orgUnit) return undefined;
  return {
    authorTime: timestamp,
    healthcareProfessionalHSAId: idOf(lost, 'header/author/id', id),
    healthcareProfessionalName: name,
    healthcareProfessionalRoleCode: byRole,
    healthcareProfessionalOrgUnit: orgUnit && unitOf(lost, 'header/author/orgUnit', orgUnit),
  };
}

function orderOf(lost: Lost4, { referral }: Body4, sourceSystem: string) {
  for (const name of ['timestamp', 'version', 'requestedCareService', 'referralInformation'] as const)
    if (referral?.[name] !== undefined) lost.add(`body/referral/${name}`);
  if (referral && referral.identifier.root !== sourceSystem) lost.add('body/referral/identifier');
  return { orderId: referral?.identifier.extension ?? '', orderReason: referral?.question };
}

function unitOf(lost: Lost4, path: Path, { id, name }: Unit4) {
  return { orgUnitHSAId: idOf(lost, path, id), orgUnitName: name };
}

/** The extension alone, which version 3 takes for an HSA-id or for one of the source's own. */
function idOf(lost: Lost4, path: Path, id: Identifier): string;
function idOf(lost: Lost4, path: Path, id: Identifier | undefined): string | undefined;
function idOf(lost: Lost4, path: Path, id: Identifier | undefined): string | undefined {
  if (id && id.root !== systemOids.hsaId) lost.add(path);
  return id?.extension;
}
