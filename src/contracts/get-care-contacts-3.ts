import { anyDayWithin, type Days, defineContract, type RecordFilter, responderNamespace } from './contract.ts';
import {
  CVType,
  DatePeriodType,
  enums,
  HSAIdType,
  OrgUnitType,
  PatientSummaryHeaderType,
  PersonIdType,
  ResultType,
  TimeStampType,
  logistics3 as t,
} from './domains/logistics-3.ts';
import { datedFilterOf, datedRequestFor, recordHeaderOf } from './patient-summary.ts';
import { partialDatePattern } from './patterns.ts';
import { many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:logistics:logistics';
const responder = schema(responderNamespace(domain, 'GetCareContacts', 3), 'GetCareContactsResponder_3.0.xsd');

const DateTypeFormatEnum = enums.oneOf('DateTypeFormatEnum', ['YYYY', 'YYYYMM', 'YYYYMMDD']);
const PartialDateValueType = t.text('PartialDateValueType', partialDatePattern);
const PartialDateType = t.closed('PartialDateType', {
  format: one(DateTypeFormatEnum),
  value: one(PartialDateValueType),
});

const TimePeriodType = t.open('TimePeriodType', { start: optional(TimeStampType), end: optional(TimeStampType) });

const AdditionalPatientInformationType = t.open('AdditionalPatientInformationType', {
  dateOfBirth: optional(PartialDateType),
  gender: optional(CVType),
});

const CareContactBodyType = t.open('CareContactBodyType', {
  careContactCode: optional(CVType),
  careContactReason: optional(string),
  careContactOrgUnit: optional(OrgUnitType),
  careContactTimePeriod: optional(TimePeriodType),
  careContactStatus: optional(CVType),
  additionalPatientInformation: optional(AdditionalPatientInformationType),
});

const CareContactType = t.open('CareContactType', {
  careContactHeader: one(PatientSummaryHeaderType),
  careContactBody: one(CareContactBodyType),
});

export type CareContact3 = ValueOf<typeof CareContactType>;

/** GetCareContacts 3.0: past, ongoing and planned care contacts (vårdkontakter). Categorization `vko`. */
export const getCareContacts3 = defineContract({
  name: 'GetCareContacts',
  major: 3,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['vko'],
  request: responder.open('GetCareContactsType', {
    careUnitHSAId: many(HSAIdType),
    careGiverHSAId: many(HSAIdType),
    patientId: one(PersonIdType),
    datePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetCareContactsResponseType', {
    careContact: many(CareContactType),
    result: one(ResultType),
  }),
  itemElement: 'careContact',
  item: CareContactType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: ['documentTime', 'legalAuthenticator', 'careContactId', 'nullified', 'nullifiedReason'],
  strictlyCoded: undefined,
  filterOf: ({ careGiverHSAId, ...request }): RecordFilter => ({
    ...datedFilterOf(request),
    ...(careGiverHSAId && { specific: { careGiverHSAId: careGiverHSAId.map((provider) => provider.trim()) } }),
  }),
  requestFor: (filter) => {
    const careGiverHSAId = careGivers(filter.specific);
    return { ...datedRequestFor(filter), ...(careGiverHSAId.length > 0 && { careGiverHSAId }) };
  },
  headerOf: (item) => recordHeaderOf(item.careContactHeader),
  inPeriod: ({ careContactHeader: header, careContactBody: body }, period) =>
    spanTouches(header.accountableHealthcareProfessional.authorTime, body.careContactTimePeriod, period),
  selects: ({ careContactHeader: header }, specific) => {
    const provider = header.accountableHealthcareProfessional.healthcareProfessionalCareGiverHSAId;
    const wanted = careGivers(specific);
    return wanted.length === 0 || wanted.some((one) => one.toUpperCase() === provider?.trim().toUpperCase());
  },
});

function careGivers(specific: RecordFilter['specific']): readonly string[] {
  return (specific?.careGiverHSAId ?? []) as readonly string[];
}

/**
 * Whether the span from when the contact was written down or began to when it ends touches the period. What is planned
 * or goes on has no end, and a contact may be known by its end alone; one without any time of its own is its author time.
 */
function spanTouches(
  authorTime: string,
  { start, end }: { readonly start?: string; readonly end?: string } = {},
  period: Days,
): boolean {
  if (start === undefined && end === undefined) return anyDayWithin([authorTime], period);
  const days = [authorTime, start, end].flatMap((time) => time?.slice(0, 8) ?? []);
  const begins = start === undefined || days.some((day) => day <= period.end);
  return begins && (end === undefined || days.some((day) => day >= period.start));
}
