import {
  anyURI,
  boolean,
  one,
  optional,
  type SchemaBuilder,
  schema,
  several,
  string,
  type ValueOf,
} from '../schema.ts';

/** Types of `itintegration:engagementindex` 1. */
const t = schema('urn:riv:itintegration:engagementindex:1', 'itintegration_engagementindex_1.0.xsd');

export const engagementIndexDomain = 'itintegration:engagementindex';

/** Twelve characters. Older releases allow fewer letters: all that they allow is allowed here. */
export const RegisteredResidentIdentificationType = t.text(
  'RegisteredResidentIdentificationType',
  /[0-9]{8}[0-9A-Zptf]{4}/,
);
export const ClinicalProcessInterestIdType = t.text('ClinicalProcessInterestIdType');
/** `YYYYMMDDhhmmss`, Swedish local time. */
export const TS = t.text(
  'TS',
  /[1-9]{1}[0-9]{3}(0[1-9]{1}|1[0-2]{1})([0-2]{1}[0-9]{1}|3[0-1]{1})([0-1]{1}[0-9]{1}|2[0-3]{1})[0-5]{1}[0-9]{1}[0-5]{1}[0-9]{1}/,
);
export const HsaIdType = t.text('HsaIdType');
export const OrgNoType = t.text('OrgNoType');
const ResultCodeEnum = t.oneOf('ResultCodeEnum', ['OK', 'ERROR', 'INFO']);

export const EngagementType = t.open('EngagementType', {
  registeredResidentIdentification: one(RegisteredResidentIdentificationType),
  serviceDomain: one(anyURI),
  categorization: one(string),
  logicalAddress: one(string),
  businessObjectInstanceIdentifier: one(string),
  clinicalProcessInterestId: one(ClinicalProcessInterestIdType),
  mostRecentContent: optional(TS),
  sourceSystem: one(HsaIdType),
  creationTime: optional(TS),
  updateTime: optional(TS),
  dataController: one(OrgNoType),
  owner: optional(HsaIdType),
});

const EngagementTransactionType = t.open('EngagementTransactionType', {
  deleteFlag: one(boolean),
  engagement: one(EngagementType),
});

export type EngagementTransaction = ValueOf<typeof EngagementTransactionType>;

/** What Update and ProcessNotification ask and answer; each has them in its own namespace. */
export function changesRequest(responder: SchemaBuilder, name: string) {
  return responder.open(`${name}Type`, { engagementTransaction: several(EngagementTransactionType) });
}

export function changesResponse(responder: SchemaBuilder, name: string) {
  return responder.open(`${name}ResponseType`, { ResultCode: one(ResultCodeEnum), comment: optional(string) });
}
