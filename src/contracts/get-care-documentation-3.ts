import { anyDayWithin, type Days, defineContract, type RecordFilter, responderNamespace } from './contract.ts';
import {
  CVType,
  DatePeriodType,
  description3,
  HeaderType,
  IIType,
  ResultType,
  TimeStampType,
} from './domains/description-3.ts';
import {
  extensionOf,
  hsaIdentifier,
  type InstanceIdentifier,
  ownerOf,
  patientIdentifier,
  patientIdOf,
  plain,
  textOf,
} from './instance-identifier.ts';
import { anyURI, base64Binary, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:description';
const responder = schema(
  responderNamespace(domain, 'GetCareDocumentation', 3),
  'GetCareDocumentationResponder_3.0.xsd',
);
const t = description3;

const MultimediaType = t.open('MultimediaType', {
  mediaType: one(string),
  value: optional(base64Binary),
  reference: optional(anyURI),
});

const DissentingOpinionType = t.open('DissentingOpinionType', {
  opinionId: optional(IIType),
  authorTime: one(TimeStampType),
  opinion: one(string),
  personId: one(IIType),
  personName: one(string),
});

const CareDocumentationBodyType = t.open('CareDocumentationBodyType', {
  clinicalDocumentNoteCode: one(CVType),
  clinicalDocumentNoteTitle: optional(string),
  clinicalDocumentNoteText: optional(string),
  multimediaEntry: optional(MultimediaType),
  dissentingOpinion: many(DissentingOpinionType),
});

const CareDocumentationType = t.open('CareDocumentationType', {
  header: one(HeaderType),
  body: one(CareDocumentationBodyType),
});

const HasMoreType = responder.open('HasMoreType', { logicalAddress: one(string), reference: one(string) });

export type CareDocumentation3 = ValueOf<typeof CareDocumentationType>;

/** GetCareDocumentation 3.0: notes of the record, with partial answers (`hasMore`). Categorization `voo`. */
export const getCareDocumentation3 = defineContract({
  name: 'GetCareDocumentation',
  major: 3,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['voo'],
  request: responder.open('GetCareDocumentationType', {
    careUnit: many(IIType),
    healthcareProvider: many(IIType),
    patientId: one(IIType),
    datePeriod: optional(DatePeriodType),
    sourceSystemId: optional(IIType),
    hasMoreReference: optional(string),
  }),
  response: responder.open('GetCareDocumentationResponseType', {
    careDocumentation: many(CareDocumentationType),
    hasMore: many(HasMoreType),
    result: one(ResultType),
  }),
  itemElement: 'careDocumentation',
  item: CareDocumentationType,
  besideRecords: ['hasMore'],
  hasResult: true,
  aggregateResult: 'info',
  neverSent: [],
  strictlyCoded: undefined,
  looselyCoded: CVType,
  filterOf,
  requestFor,
  headerOf: ({ header }) => {
    const access = header?.accessControlHeader;
    return {
      documentId: textOf(header?.record?.id),
      sourceSystem: extensionOf(header?.sourceSystemId) ?? '',
      patient: patientIdOf(access?.patientId),
      time: header?.author?.timestamp ?? header?.record?.timestamp ?? '',
      ...ownerOf(access?.accountableCareUnit, access?.accountableHealthcareProvider),
      approvedForPatient: access?.approvedForPatient ?? false,
      nullified: false,
    };
  },
  comparedBy: ({ header }) => [header?.accessControlHeader?.blockComparisonTime ?? ''],
  inPeriod: ({ header, body }, period) =>
    anyDayWithin(
      [
        header.record.timestamp,
        header.author?.timestamp,
        header.signature?.timestamp,
        ...(body.dissentingOpinion ?? []).map((opinion) => opinion.authorTime),
      ],
      period,
    ),
  selects: ({ header }, specific) => {
    // A source that gave no such reference has nothing more to give.
    if (specific.hasMoreReference !== undefined) return false;
    const wanted = (specific.healthcareProvider ?? []) as readonly InstanceIdentifier[];
    const provider = extensionOf(header.accessControlHeader.accountableHealthcareProvider)?.toUpperCase();
    return wanted.length === 0 || wanted.some((one) => extensionOf(one)?.toUpperCase() === provider);
  },
});

interface Request {
  readonly careUnit?: readonly InstanceIdentifier[];
  readonly healthcareProvider?: readonly InstanceIdentifier[];
  readonly patientId: InstanceIdentifier;
  readonly datePeriod?: Days;
  readonly sourceSystemId?: InstanceIdentifier;
  readonly hasMoreReference?: string;
}

function filterOf({ careUnit, patientId, datePeriod, sourceSystemId, ...request }: Request): RecordFilter {
  const { healthcareProvider, hasMoreReference } = request;
  const specific = {
    ...(healthcareProvider && { healthcareProvider: healthcareProvider.map(plain) }),
    ...(hasMoreReference !== undefined && { hasMoreReference }),
  };
  return {
    patient: patientIdOf(patientId),
    period: datePeriod && { start: datePeriod.start, end: datePeriod.end },
    // Blank where the request names nothing: a filter nobody can mean, which the faces refuse.
    careUnits: careUnit?.map((unit) => extensionOf(unit) ?? '') ?? [],
    sourceSystem: sourceSystemId && (extensionOf(sourceSystemId) ?? ''),
    careContacts: [],
    ...(Object.keys(specific).length > 0 && { specific }),
  };
}

function requestFor({ patient, period, careUnits, sourceSystem, specific }: RecordFilter) {
  const { healthcareProvider, hasMoreReference } = (specific ?? {}) as Partial<Request>;
  return {
    ...(careUnits.length > 0 && { careUnit: careUnits.map(hsaIdentifier) }),
    ...(healthcareProvider && { healthcareProvider }),
    patientId: patientIdentifier(patient),
    ...(period && { datePeriod: { start: period.start, end: period.end } }),
    ...(sourceSystem && { sourceSystemId: hsaIdentifier(sourceSystem) }),
    ...(hasMoreReference !== undefined && { hasMoreReference }),
  };
}
