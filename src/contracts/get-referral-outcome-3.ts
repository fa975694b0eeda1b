import { toRivtaTime } from '../codes/index.ts';
import { defineContract, responderNamespace, spanTouches } from './contract.ts';
import {
  AttestedType,
  actoutcome31,
  CVType,
  DatePeriodType,
  HealthcareProfessionalType,
  HSAIdType,
  MediaTypeEnum,
  ownerOf,
  PatientSummaryHeaderType,
  PersonIdType,
  ReferralOutcomeTypeCodeEnum,
  ResultType,
  TimeStampType,
  actoutcome3 as t,
} from './domains/actoutcome-3.ts';
import { commonFilterOf, commonRequestFor, recordHeaderOf } from './patient-summary.ts';
import { added, anyURI, base64Binary, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:actoutcome';
const responder = schema(responderNamespace(domain, 'GetReferralOutcome', 3), 'GetReferralOutcomeResponder_3.2.xsd');

const ClinicalInformationCodeCodeSystemType = t.oneOf('ClinicalInformationCodeCodeSystemType', [
  '1.2.752.116.1.1.1.1.3',
]);

const ClinicalInformationCodeType = t.open('ClinicalInformationCodeType', {
  code: one(string),
  codeSystem: one(ClinicalInformationCodeCodeSystemType),
});

const ClinicalInformationType = t.open('ClinicalInformationType', {
  clinicalInformationCode: one(ClinicalInformationCodeType),
  clinicalInformationText: one(string),
});

const ActCodeType = t.open('ActCodeType', {
  code: one(string),
  codeSystem: one(string),
});

const MultimediaType = t.open('MultimediaType', {
  id: optional(string),
  mediaType: one(MediaTypeEnum),
  value: optional(base64Binary),
  reference: optional(anyURI),
});

const ActType = t.open('ActType', {
  actId: optional(string),
  actCode: optional(ActCodeType),
  actText: one(string),
  actTime: optional(TimeStampType),
  actResult: many(MultimediaType),
});

const ReferralType = t.open('ReferralType', {
  referralId: one(string),
  referralReason: one(string),
  referralTime: optional(TimeStampType),
  referralAuthor: one(HealthcareProfessionalType),
  careContactId: optional(string),
});

const ReferralOutcomeBodyType = t.closed('ReferralOutcomeBodyType', {
  referralOutcomeTypeCode: one(ReferralOutcomeTypeCodeEnum),
  referralOutcomeTitle: optional(string),
  referralOutcomeText: one(string),
  clinicalInformation: many(ClinicalInformationType),
  act: many(ActType),
  referral: one(ReferralType),
  attested: added(actoutcome31, optional(AttestedType)),
});

const ReferralOutcomeType = t.open('ReferralOutcomeType', {
  referralOutcomeHeader: one(PatientSummaryHeaderType),
  referralOutcomeBody: one(ReferralOutcomeBodyType),
});

export type ReferralOutcome = ValueOf<typeof ReferralOutcomeType>;

/** GetReferralOutcome 3.2: answers to referrals for consultation. Categorization `und-kon-ure`. */
export const getReferralOutcome3 = defineContract({
  name: 'GetReferralOutcome',
  major: 3,
  minor: 2,
  domain,
  schema: responder,
  categorizations: ['und-kon-ure'],
  request: responder.open('GetReferralOutcomeType', {
    // So it is spelt.
    careUnitHSAid: many(HSAIdType),
    patientId: one(PersonIdType),
    datePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetReferralOutcomeResponseType', {
    referralOutcome: many(ReferralOutcomeType),
    result: one(ResultType),
  }),
  itemElement: 'referralOutcome',
  item: ReferralOutcomeType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: [
    'nullified',
    'nullifiedReason',
    'legalAuthenticatorRoleCode',
    'actResult/id',
    ...ownerOf('referralAuthor'),
  ],
  strictlyCoded: CVType,
  filterOf: ({ careUnitHSAid, datePeriod, ...rest }) =>
    commonFilterOf({ ...rest, careUnitHSAId: careUnitHSAid, timePeriod: datePeriod }),
  requestFor: (filter) => {
    const { careUnitHSAId, timePeriod, ...rest } = commonRequestFor(filter);
    return {
      ...rest,
      ...(careUnitHSAId && { careUnitHSAid: careUnitHSAId }),
      ...(timePeriod && { datePeriod: timePeriod }),
    };
  },
  headerOf: (item) => recordHeaderOf(item.referralOutcomeHeader),
  // What nobody has signed yet is still being written today.
  inPeriod: ({ referralOutcomeHeader: header }, period) =>
    spanTouches(
      [
        header.accountableHealthcareProfessional.authorTime,
        header.legalAuthenticator?.signatureTime ?? toRivtaTime(Date.now()),
      ],
      period,
    ),
});
