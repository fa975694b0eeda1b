import type { Draft } from '../draft.ts';
import type { LaboratoryOrderOutcome3 } from '../get-laboratory-order-outcome-3.ts';
import type { LaboratoryOrderOutcome4 } from '../get-laboratory-order-outcome-4.ts';
import { hsaIdentifier, patientIdentifier } from '../instance-identifier.ts';
import { groupsOf, samplingOf } from './laboratory-3-to-4-analyses.ts';
import { type Lost3, losses3to4, needs3to4, retold3to4 } from './laboratory-losses.ts';
import { statusOf } from './laboratory-status.ts';
import type { Translation } from './translation.ts';

type Header3 = LaboratoryOrderOutcome3['laboratoryOrderOutcomeHeader'];
type Body3 = LaboratoryOrderOutcome3['laboratoryOrderOutcomeBody'];
type Professional3 = Header3['accountableHealthcareProfessional'];

/**
 * The professional of the header is who asked for the analyses: in version 4 the referral's requester. That of the body
 * is who answers for the result: in version 4 the author.
 */
export const laboratory3to4: Translation = {
  from: 'GetLaboratoryOrderOutcome:3',
  to: 'GetLaboratoryOrderOutcome:4',
  losses: losses3to4,
  retold: retold3to4,
  needs: needs3to4,
  translate: (given) => {
    const lost: Lost3 = new Set();
    const { laboratoryOrderOutcomeHeader: header, laboratoryOrderOutcomeBody: body } = given as LaboratoryOrderOutcome3;
    const item = outcomeOf(lost, header, body);
    // The other version would show a withdrawn answer as one that stands.
    return { item: header.nullified ? undefined : item, lost: [...lost] };
  },
};

function outcomeOf(lost: Lost3, header: Header3, body: Body3): Draft<LaboratoryOrderOutcome4> {
  const created = header.documentTime ?? body.registrationTime;
  const analyses = body.analysis ?? [];
  const sampled = lastOf(analyses.flatMap((analysis) => samplingOf(analysis) ?? [])) ?? created;
  const samplings = new Set<string>();
  const groups = groupsOf(analyses, { documentId: header.documentId, sampled, samplings, lost });
  const id = { root: header.sourceSystemHSAId, extension: header.documentId };
  if (body.registrationTime !== created) lost.add('laboratoryOrderOutcomeBody/registrationTime');
  if (body.discipline !== 'Klinisk kemi') lost.add('laboratoryOrderOutcomeBody/discipline');
  return {
    header: {
      accessControlHeader: accessOf(header, lastOf(samplings) ?? created),
      sourceSystemId: hsaIdentifier(header.sourceSystemHSAId),
      record: { id, timestamp: created },
      author: authorOf(lost, header, body),
      signature: signatureOf(lost, header),
    },
    body: {
      identifier: id,
      type: statusOf(lost, body.resultType),
      text: [body.resultReport, body.resultComment].filter(Boolean).join('\n\n'),
      referral: referralOf(lost, header, body, [...samplings].sort()[0] ?? created),
      groupOfAnalyses: groups,
      recipientUnit: recipientOf(lost, header.accountableHealthcareProfessional),
    },
  };
}

function accessOf({ accountableHealthcareProfessional: professional, ...header }: Header3, sampled: string) {
  const { healthcareProfessionalCareGiverHSAId: giver, healthcareProfessionalCareUnitHSAId: unit } = professional;
  return {
    accountableCareGiver: giver === undefined ? undefined : hsaIdentifier(giver),
    accountableCareUnit: unit === undefined ? undefined : hsaIdentifier(unit),
    blockComparisonTime: sampled,
    approvedForPatient: header.approvedForPatient,
    patientId: patientIdentifier(header.patientId),
  };
}

function authorOf(lost: Lost3, header: Header3, { accountableHealthcareProfessional: author }: Body3) {
  const at = 'laboratoryOrderOutcomeBody/accountableHealthcareProfessional';
  const { authorTime } = header.accountableHealthcareProfessional;
  if (author && author.authorTime !== authorTime) lost.add(`${at}/authorTime`);
  for (const owner of ['healthcareProfessionalCareUnitHSAId', 'healthcareProfessionalCareGiverHSAId'] as const)
    if (author?.[owner] !== undefined) lost.add(`${at}/${owner}`);
  if (hasMoreThanName(author)) lost.add(`${at}/healthcareProfessionalOrgUnit`);
  return { ...(author && personOf(author)), timestamp: authorTime, orgUnit: author && unitOf(author) };
}

function signatureOf(lost: Lost3, header: Header3) {
  const at = 'laboratoryOrderOutcomeHeader';
  const { legalAuthenticator: signer } = header;
  for (const name of ['documentTitle', 'careContactId', 'nullifiedReason'] as const)
    if (header[name] !== undefined) lost.add(`${at}/${name}`);
  if (signer?.legalAuthenticatorRoleCode) lost.add(`${at}/legalAuthenticator/legalAuthenticatorRoleCode`);
  const id = signer?.legalAuthenticatorHSAId;
  return {
    id: id === undefined ? undefined : hsaIdentifier(id),
    name: signer?.legalAuthenticatorName,
    timestamp: signer?.signatureTime,
  };
}

function referralOf(lost: Lost3, header: Header3, { order }: Body3, timestamp: string) {
  const at = 'laboratoryOrderOutcomeHeader/accountableHealthcareProfessional';
  const requester = header.accountableHealthcareProfessional;
  if (order.orderId !== '') {
    return {
      identifier: { root: header.sourceSystemHSAId, extension: order.orderId },
      timestamp,
      question: order.orderReason,
      requester: personOf(requester),
    };
  }
  // Analysed where it was asked for: there was no referral.
  if (order.orderReason !== undefined) lost.add('laboratoryOrderOutcomeBody/order/orderReason');
  const names = [
    'healthcareProfessionalHSAId',
    'healthcareProfessionalName',
    'healthcareProfessionalRoleCode',
  ] as const;
  for (const name of names) if (requester[name] !== undefined) lost.add(`${at}/${name}`);
  return undefined;
}

/** Who asked gets the answer. */
function recipientOf(lost: Lost3, requester: Professional3) {
  const unit = requester.healthcareProfessionalCareUnitHSAId;
  if (hasMoreThanName(requester))
    lost.add('laboratoryOrderOutcomeHeader/accountableHealthcareProfessional/healthcareProfessionalOrgUnit');
  return unitOf(requester) ?? (unit ? { id: hsaIdentifier(unit), name: unit } : { name: 'Okänd enhet' });
}

function personOf(professional: Professional3) {
  const { healthcareProfessionalHSAId: id } = professional;
  return {
    id: id === undefined ? undefined : hsaIdentifier(id),
    name: professional.healthcareProfessionalName,
    byRole: professional.healthcareProfessionalRoleCode,
  };
}

function unitOf({ healthcareProfessionalOrgUnit: unit }: Professional3) {
  const { orgUnitHSAId: id, orgUnitName } = unit ?? {};
  const name = orgUnitName ?? id;
  return name === undefined ? undefined : { id: id === undefined ? undefined : hsaIdentifier(id), name };
}

function hasMoreThanName(professional: Professional3 | undefined): boolean {
  const { orgUnitHSAId, orgUnitName, $foreign, ...more } = professional?.healthcareProfessionalOrgUnit ?? {};
  return Object.keys(more).length > 0;
}

function lastOf(times: Iterable<string>): string | undefined {
  return [...times].sort().at(-1);
}
