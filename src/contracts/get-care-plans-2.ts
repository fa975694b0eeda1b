import { anyDayWithin, defineContract, responderNamespace } from './contract.ts';
import {
  DatePeriodType,
  enums,
  HSAIdType,
  PatientSummaryHeaderType,
  PersonIdType,
  ResultType,
  logistics3 as t,
} from './domains/logistics-3.ts';
import { datedFilterOf, datedRequestFor, recordHeaderOf } from './patient-summary.ts';
import { mediaTypes } from './patterns.ts';
import { anyURI, base64Binary, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:logistics:logistics';
const responder = schema(responderNamespace(domain, 'GetCarePlans', 2), 'GetCarePlansResponder_2.0.xsd');

const MediaTypeEnum = enums.oneOf('MediaTypeEnum', mediaTypes);
const TypeOfCarePlanEnum = enums.oneOf('TypeOfCarePlanEnum', ['SIP', 'SPLPTLRV', 'SPU', 'VP', 'HP', 'RP', 'GP', 'SVP']);

const MultimediaType = t.open('MultimediaType', {
  id: optional(string),
  mediaType: one(MediaTypeEnum),
  value: optional(base64Binary),
  reference: optional(anyURI),
});

const IIType = t.open('IIType', { root: one(string), extension: optional(string) });

const CarePlanBodyType = t.open('CarePlanBodyType', {
  content: many(MultimediaType),
  participatingCareUnitHSAId: many(IIType),
  // The element's name really ends so.
  typeOfCarePlanEnum: optional(TypeOfCarePlanEnum),
});

const CarePlanType = t.open('CarePlanType', {
  carePlanHeader: one(PatientSummaryHeaderType),
  carePlanBody: one(CarePlanBodyType),
});

export type CarePlan = ValueOf<typeof CarePlanType>;

/** GetCarePlans 2.0: care plans (vård- och omsorgsplaner). Its types are those of the domain's third version. */
export const getCarePlans2 = defineContract({
  name: 'GetCarePlans',
  major: 2,
  minor: 0,
  domain,
  schema: responder,
  // The published WSDL lacks one `logistics`; see docs/contracts.md.
  soapAction: 'urn:riv:clinicalprocess:logistics:GetCarePlansResponder:2:GetCarePlans',
  categorizations: ['cll-cp'],
  request: responder.open('GetCarePlansType', {
    careUnitHSAId: many(HSAIdType),
    patientId: one(PersonIdType),
    datePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetCarePlansResponseType', { carePlan: many(CarePlanType), result: one(ResultType) }),
  itemElement: 'carePlan',
  item: CarePlanType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: [],
  strictlyCoded: undefined,
  filterOf: datedFilterOf,
  requestFor: datedRequestFor,
  headerOf: (item) => recordHeaderOf(item.carePlanHeader),
  // A plan without a document time goes by when it was written down.
  inPeriod: ({ carePlanHeader: header }, period) =>
    anyDayWithin([header.documentTime ?? header.accountableHealthcareProfessional.authorTime], period),
});
