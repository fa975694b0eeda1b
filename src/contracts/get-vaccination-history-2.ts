import { anyDayWithin, defineContract, responderNamespace } from './contract.ts';
import {
  AdditionalPatientInformationType,
  CVType,
  DatePeriodType,
  DateType,
  HSAIdType,
  IIType,
  OrgUnitType,
  PatientSummaryHeaderType,
  PersonIdType,
  PQType,
  ResultType,
  activityPrescription2 as t,
} from './domains/activityprescription-2.ts';
import { commonFilterOf, commonRequestFor, recordHeaderOf } from './patient-summary.ts';
import { present } from './present.ts';
import { boolean, integer, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:activityprescription:actoutcome';
const responder = schema(
  responderNamespace(domain, 'GetVaccinationHistory', 2),
  'GetVaccinationHistoryResponder_2.0.xsd',
);

const ActorType = t.open('ActorType', {
  hsaid: optional(HSAIdType),
  personName: optional(string),
  personEmail: optional(string),
  personTelecom: optional(string),
  personAddress: optional(string),
});

const RegistrationRecordType = t.open('RegistrationRecordType', {
  careGiverOrg: one(OrgUnitType),
  careGiverContact: optional(ActorType),
  sourceSystemName: one(string),
  sourceSystemProductName: optional(string),
  sourceSystemProductVersion: optional(string),
  sourceSystemContact: one(ActorType),
  careUnitSmiId: optional(string),
  date: one(DateType),
  patientPostalCode: optional(string),
  vaccinationUnstructuredNote: optional(string),
  riskCategory: many(CVType),
  patientAdverseEffect: many(CVType),
});

const DoseType = t.open('DoseType', { quantity: optional(PQType), displayName: one(string) });

const AdministrationRecordType = t.open('AdministrationRecordType', {
  vaccinationProgramName: optional(CVType),
  prescriberOrg: optional(OrgUnitType),
  prescriberPerson: optional(ActorType),
  performerOrg: optional(OrgUnitType),
  performer: optional(ActorType),
  anatomicalSite: optional(CVType),
  route: optional(CVType),
  dose: optional(DoseType),
  isDoseComplete: optional(boolean),
  doseOrdinalNumber: optional(integer),
  numberOfPrescribedDoses: optional(integer),
  sourceDescription: optional(string),
  commentPrescription: optional(string),
  commentAdministration: optional(string),
  patientAdverseEffect: many(CVType),
  typeOfVaccine: optional(CVType),
  vaccineName: optional(CVType),
  vaccineBatchId: optional(string),
  vaccineManufacturer: optional(string),
  vaccineTargetDisease: many(CVType),
  vaccinationUniqueReference: optional(IIType),
});

const VaccinationMedicalRecordBodyType = t.open('VaccinationMedicalRecordBodyType', {
  registrationRecord: one(RegistrationRecordType),
  administrationRecord: many(AdministrationRecordType),
  additionalPatientInformation: optional(AdditionalPatientInformationType),
});

const VaccinationMedicalRecordType = t.open('VaccinationMedicalRecordType', {
  vaccinationMedicalRecordHeader: one(PatientSummaryHeaderType),
  vaccinationMedicalRecordBody: one(VaccinationMedicalRecordBodyType),
});

export type VaccinationMedicalRecord = ValueOf<typeof VaccinationMedicalRecordType>;

/**
 * GetVaccinationHistory 2.0: vaccinations by registration. Categorization `caa-gvh`. The request spells two of its filters
 * with a lower-case `id`. Withdrawn records are sent, marked.
 *
 * Date rule: document, author or signature time, or the day of vaccination, lies in the interval.
 */
export const getVaccinationHistory2 = defineContract({
  name: 'GetVaccinationHistory',
  major: 2,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['caa-gvh'],
  request: responder.open('GetVaccinationHistoryType', {
    careUnitHSAid: many(HSAIdType),
    patientId: one(PersonIdType),
    timePeriod: optional(DatePeriodType),
    sourceSystemHSAid: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetVaccinationHistoryResponseType', {
    vaccinationMedicalRecord: many(VaccinationMedicalRecordType),
    result: one(ResultType),
  }),
  itemElement: 'vaccinationMedicalRecord',
  item: VaccinationMedicalRecordType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: [],
  strictlyCoded: CVType,
  filterOf: ({ careUnitHSAid, sourceSystemHSAid, ...request }) =>
    commonFilterOf({
      ...request,
      careUnitHSAId: careUnitHSAid,
      ...(sourceSystemHSAid !== undefined && { sourceSystemHSAId: sourceSystemHSAid }),
    }),
  requestFor: (filter) => {
    const { careUnitHSAId, sourceSystemHSAId, ...request } = commonRequestFor(filter);
    return { ...request, ...present({ careUnitHSAid: careUnitHSAId, sourceSystemHSAid: sourceSystemHSAId }) };
  },
  headerOf: (item) => recordHeaderOf(item.vaccinationMedicalRecordHeader),
  inPeriod: ({ vaccinationMedicalRecordHeader: header, vaccinationMedicalRecordBody: body }, period) =>
    anyDayWithin(
      [
        header.documentTime,
        header.accountableHealthcareProfessional.authorTime,
        header.legalAuthenticator?.signatureTime,
        body.registrationRecord.date,
      ],
      period,
    ),
});
