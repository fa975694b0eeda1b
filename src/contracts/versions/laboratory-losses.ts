/**
 * What laboratory answers of versions 3 and 4 cannot say of each other, and what they say otherwise, by the path of where
 * it stood. A related analysis counts as an analysis.
 */
function under<const At extends string, const Told extends Readonly<Record<string, string>>>(at: At, told: Told) {
  return Object.fromEntries(Object.entries(told).map(([name, words]) => [`${at}/${name}`, words])) as {
    readonly [Name in keyof Told & string as `${At}/${Name}`]: string;
  };
}

const header3 = 'laboratoryOrderOutcomeHeader';
const body3 = 'laboratoryOrderOutcomeBody';
const onlyRequester = 'where there is no referral to be the requester of';
const alreadyForbidden = 'must not be told in version 3 either';

export const losses3to4 = {
  ...under(header3, {
    documentTitle: 'not in version 4',
    careContactId: 'not in version 4',
    nullifiedReason: 'not in version 4',
    'legalAuthenticator/legalAuthenticatorRoleCode': alreadyForbidden,
  }),
  ...under(`${header3}/accountableHealthcareProfessional`, {
    healthcareProfessionalHSAId: onlyRequester,
    healthcareProfessionalName: onlyRequester,
    healthcareProfessionalRoleCode: onlyRequester,
    healthcareProfessionalOrgUnit: 'all but id and name',
  }),
  ...under(body3, {
    resultType: 'TILL, supplementary, becomes final',
    registrationTime: 'where it is another than the document time',
    discipline: 'another than Klinisk kemi',
    'order/orderReason': 'where there is no referral (empty orderId)',
  }),
  ...under(`${body3}/accountableHealthcareProfessional`, {
    authorTime: 'where it is another than that of the header',
    healthcareProfessionalOrgUnit: 'all but id and name',
    healthcareProfessionalCareUnitHSAId: alreadyForbidden,
    healthcareProfessionalCareGiverHSAId: alreadyForbidden,
  }),
  ...under(`${body3}/analysis`, {
    analysisId: 'of a heading: groups have none in version 4',
    analysisTime: 'the end of a sampling that took time; that of a heading, beside those of its analyses',
    analysisText: 'beside a code that says something else',
    analysisStatus: 'of a heading',
    specimen: 'of a heading, beside those of its analyses',
    method: 'of a heading',
    relationToAnalysis:
      'to an analysis outside the answer, to a second one, in a ring, deeper than five levels, or to one without outcome that is itself related',
    attested: 'of a heading, or of an analysis without outcome',
  }),
};

export const retold3to4 = {
  ...under(header3, {
    nullified: 'version 4 cannot say it: a withdrawn answer is not told, any other is',
    documentTime: 'becomes the time of the record; without it the registration time does',
    'accountableHealthcareProfessional/healthcareProfessionalOrgUnit/orgUnitName':
      'becomes the unit that receives the answer',
  }),
  ...under(body3, {
    discipline: 'not in version 4, where Klinisk kemi goes without saying',
    resultType: 'becomes the code of the status, DEF final and PREL preliminary',
    resultReport: 'becomes the text, with the comment after it',
    resultComment: 'stands after the report',
    'accountableHealthcareProfessional/healthcareProfessionalHSAId':
      'becomes the author, and so do name, role and unit',
    'order/orderId': 'becomes the referral, whose time is that of the first sampling',
  }),
  ...under(`${body3}/analysis`, {
    analysisText: 'becomes the name of a group, or words in place of a code',
    'analysisTime/start': 'becomes the time of the specimen; the latest is what blocks are compared with',
    analysisStatus: 'Avklarad goes without saying; other words stand in place of a code',
    relationToAnalysis:
      'what is related to an analysis without outcome becomes its group, to one with an outcome a related analysis',
    'analysisOutcome/outcomeValue':
      'digits become a number and <5 or 3-5 an interval, where that can be written back to the same text; else it is text',
    'analysisOutcome/outcomeUnit': 'stands in the text behind a value that is no number',
    'analysisOutcome/pathologicalFlag':
      'becomes words: outside the reference interval, or inside it where there is one',
    'analysisOutcome/referenceInterval': 'becomes an interval as values do, else the description',
  }),
};

export const needs3to4 = {
  ...under(`${header3}/accountableHealthcareProfessional`, {
    healthcareProfessionalCareGiverHSAId: 'mandatory in version 4',
  }),
};

const access = 'header/accessControlHeader';
const absent = 'not in version 3';
const notHsa = 'its root, where it is not that of HSA-ids';
const onlyWords = 'its code; the words are told';

export const losses4to3 = {
  ...under(access, {
    accountableCareGiver: notHsa,
    accountableCareUnit: notHsa,
    originalPatientId: absent,
    careProcessId: absent,
    lockTime: 'not in use',
    blockComparisonTime: 'where it is not when the last specimen was taken',
  }),
  ...under('header', {
    sourceSystemId: notHsa,
    'author/id': notHsa,
    'author/orgUnit': notHsa,
    'signature/id': notHsa,
    'signature/byRole': 'must not be told in version 3',
    'signature/orgUnit': 'must not be told in version 4 either',
  }),
  ...under('body', {
    identifier: 'where it is another than that of the record',
    laboratoryIdentifier: absent,
    type: 'partial becomes PREL; the code of any other than final and preliminary',
    recipientUnit: 'where the requester is of another; and its root, where it is not that of HSA-ids',
    recipientSignature: 'not in version 3, where each analysis is signed',
    contactInformation: absent,
  }),
  ...under('body/referral', {
    identifier: 'its root, where it is not the source system',
    timestamp: absent,
    version: absent,
    requestedCareService: absent,
    'requester/id': notHsa,
    'requester/orgUnit': notHsa,
    referralInformation: absent,
  }),
  ...under('body/groupOfAnalyses', {
    name: 'beside a code that says something else',
    code: 'one that is not of NPU: its words are told, or the name',
  }),
  ...under('body/groupOfAnalyses/analysis', {
    timestamp: 'where there is no result',
    code: 'one that is not of NPU: its words are told',
    method: onlyWords,
    status: onlyWords,
    accredited: absent,
    device: absent,
    'specimen/identifier': absent,
    'specimen/material': onlyWords,
    'specimen/timestamp': 'all but the first',
    'specimen/anatomicalLocation': onlyWords,
    'specimen/activity': absent,
    'specimen/container': absent,
  }),
  ...under('body/groupOfAnalyses/analysis/result', {
    type: 'of the first result; of others, a code that is not of NPU',
    value: 'a code: its words are told; whether the bounds of a range belong to it; all but one of several values',
    interpretation: onlyWords,
    'reference/interval': 'whether the bounds of a range belong to it; a unit without bounds',
    'reference/description': 'beside an interval',
    'reference/comment': absent,
    recipientSignature: 'without an HSA-id, which version 3 demands; and the role',
    performerSignature: absent,
  }),
};

export const retold4to3 = {
  ...under('header', {
    'record/id': 'becomes one text; the root only where it is not the source’s own',
    'record/timestamp': 'becomes document and registration time; without an author the author time too',
    'author/name': 'becomes who answers for the result, and so do id, role and unit; the time is the author time',
  }),
  ...under('body', {
    type: 'final becomes DEF, preliminary PREL; any other its words',
    'referral/identifier': 'becomes the order; the requester becomes the professional of the header',
    'recipientUnit/name': 'becomes the unit of the requester, where none is told',
    'groupOfAnalyses/name': 'becomes an analysis without outcome, which those of the group are related to',
  }),
  ...under('body/groupOfAnalyses/analysis', {
    identifier: 'where there is none, the document id and a number',
    'specimen/material': 'one text with place and comment, and of all specimens',
    'specimen/anatomicalLocation': 'stands in the text of the specimen',
    'specimen/comment': 'stands in the text of the specimen',
    'specimen/timestamp': 'becomes the time of the analysis; without any the block comparison time does',
  }),
  ...under('body/groupOfAnalyses/analysis/result', {
    related: 'becomes an analysis related to it, and so does each result but the first',
    comment: 'becomes the description',
    'value/pq': 'becomes text, digit by digit',
    'value/intervalPQ': 'becomes text: <5, >=5 or 3-5',
    interpretation: 'becomes the pathological flag; its words stand in the description. Without any the numbers decide',
    'reference/interval': 'becomes text, with the unit where it is not that of the value',
  }),
};

export const needs4to3 = { ...under(access, { patientId: 'mandatory in version 3' }) };

/** Of which a translation collects those that a record suffers. */
export type Lost3 = Set<keyof typeof losses3to4>;
export type Lost4 = Set<keyof typeof losses4to3>;
