import { anyDayWithin, defineContract, responderNamespace } from './contract.ts';
import {
  DatePeriodType,
  description2,
  description21,
  enums,
  HealthcareProfessionalType,
  HSAIdType,
  LegalAuthenticatorType,
  PersonIdType,
  ResultType21,
  TimeStampType,
} from './domains/description-2.ts';
import { commonFilterOf, commonRequestFor, recordHeaderOf } from './patient-summary.ts';
import { mediaTypes } from './patterns.ts';
import { added, anyURI, base64Binary, boolean, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:description';
const responder = schema(
  responderNamespace(domain, 'GetCareDocumentation', 2),
  'GetCareDocumentationResponder_2.1.xsd',
);
const t = description2;

/** KV Anteckningstyp. */
export const ClinicalDocumentNoteCodeEnum = enums.oneOf('ClinicalDocumentNoteCodeEnum', [
  'utr',
  'atb',
  'sam',
  'sao',
  'ins',
  'slu',
  'auf',
  'sva',
  'bes',
]);
/** The kinds of note before that. */
export const ClinicalDocumentTypeCodeEnum = enums.oneOf('ClinicalDocumentTypeCodeEnum', [
  'epi',
  'int',
  'dag',
  'ova',
  'ovs',
  'ovr',
]);
const MediaTypeEnum = enums.oneOf('MediaTypeEnum', mediaTypes);

// Here, unlike in the rest of the domain, the last letters of …HSAid are small. So it was published.
const CPatientSummaryHeaderType = t.closed('CPatientSummaryHeaderType', {
  documentId: one(string),
  sourceSystemHSAid: one(HSAIdType),
  documentTitle: optional(string),
  documentTime: optional(TimeStampType),
  patientId: one(PersonIdType),
  accountableHealthcareProfessional: one(HealthcareProfessionalType),
  legalAuthenticator: optional(LegalAuthenticatorType),
  approvedForPatient: one(boolean),
  careContactId: optional(string),
  nullified: optional(boolean),
  nullifiedReason: optional(string),
});

const MultimediaType = t.open('MultimediaType', {
  mediaType: one(MediaTypeEnum),
  value: optional(base64Binary),
  reference: optional(anyURI),
});

const IIType = t.open('IIType', { root: one(string), extension: optional(string) });

const DissentingOpinionType = t.open('DissentingOpinionType', {
  opinionId: optional(IIType),
  authorTime: one(TimeStampType),
  opinion: one(string),
  personId: one(PersonIdType),
  personName: one(string),
});

const ClinicalDocumentNoteType = t.closed('ClinicalDocumentNoteType', {
  clinicalDocumentNoteCode: optional(ClinicalDocumentNoteCodeEnum),
  clinicalDocumentTypeCode: optional(ClinicalDocumentTypeCodeEnum),
  clinicalDocumentNoteTitle: optional(string),
  clinicalDocumentNoteText: optional(string),
  multimediaEntry: optional(MultimediaType),
  // Misspelt in the published schema.
  dissentintOpinion: many(DissentingOpinionType),
});

const CareDocumentationBodyType = t.closed('CareDocumentationBodyType', {
  clinicalDocumentNote: one(ClinicalDocumentNoteType),
});

const CareDocumentationType = t.open('CareDocumentationType', {
  careDocumentationHeader: one(CPatientSummaryHeaderType),
  careDocumentationBody: one(CareDocumentationBodyType),
});

export type CareDocumentation2 = ValueOf<typeof CareDocumentationType>;

/** GetCareDocumentation 2.1: notes of the record (vårddokumentation). Categorization `voo`. */
export const getCareDocumentation2 = defineContract({
  name: 'GetCareDocumentation',
  major: 2,
  minor: 1,
  domain,
  schema: responder,
  categorizations: ['voo'],
  request: responder.open('GetCareDocumentationType', {
    careUnitHSAid: many(HSAIdType),
    patientId: one(PersonIdType),
    timePeriod: optional(DatePeriodType),
    sourceSystemHSAid: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.closed('GetCareDocumentationResponseType', {
    careDocumentation: many(CareDocumentationType),
    result: added(description21, optional(ResultType21)),
  }),
  itemElement: 'careDocumentation',
  item: CareDocumentationType,
  hasResult: true,
  aggregateResult: 'none',
  neverSent: [],
  strictlyCoded: undefined,
  filterOf: ({ careUnitHSAid, sourceSystemHSAid, ...request }) =>
    commonFilterOf({
      ...request,
      ...(careUnitHSAid && { careUnitHSAId: careUnitHSAid }),
      ...(sourceSystemHSAid !== undefined && { sourceSystemHSAId: sourceSystemHSAid }),
    }),
  requestFor: (filter) => {
    const { careUnitHSAId, sourceSystemHSAId, ...request } = commonRequestFor(filter);
    return {
      ...request,
      ...(careUnitHSAId && { careUnitHSAid: careUnitHSAId }),
      ...(sourceSystemHSAId && { sourceSystemHSAid: sourceSystemHSAId }),
    };
  },
  headerOf: ({ careDocumentationHeader: header }) => {
    const sourceSystem = header?.sourceSystemHSAid?.trim() ?? '';
    return { ...recordHeaderOf(header), sourceSystem };
  },
  inPeriod: ({ careDocumentationHeader: header, careDocumentationBody: body }, period) =>
    anyDayWithin(
      [
        header.documentTime,
        header.accountableHealthcareProfessional.authorTime,
        header.legalAuthenticator?.signatureTime,
        ...(body.clinicalDocumentNote.dissentintOpinion ?? []).map((opinion) => opinion.authorTime),
      ],
      period,
    ),
});
