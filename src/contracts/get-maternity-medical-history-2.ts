import { defineContract, responderNamespace, spanTouches } from './contract.ts';
import {
  actoutcomeEnums2,
  DatePeriodType,
  DateType,
  HSAIdType,
  PatientSummaryHeaderType,
  PersonIdType,
  actoutcome2 as t,
} from './domains/actoutcome-2.ts';
import { commonFilterOf, commonRequestFor, recordHeaderOf } from './patient-summary.ts';
import { boolean, decimal, double, int, many, one, optional, schema, several, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:actoutcome';
const responder = schema(
  responderNamespace(domain, 'GetMaternityMedicalHistory', 2),
  'GetMaternityMedicalHistoryResponder_2.0.xsd',
);

const DeliveryCodeEnum = actoutcomeEnums2.numberOneOf('DeliveryCodeEnum', [0, 1, 2, 4, 5], 'integer');
/** Unknown, male, female, not applicable. */
const SexCodeEnum = actoutcomeEnums2.numberOneOf('SexCodeEnum', [0, 1, 2, 9]);
/** Head, breech, oblique, transverse. */
const FetalPositionCodeEnum = actoutcomeEnums2.numberOneOf('FetalPositionCodeEnum', [0, 1, 2, 3], 'integer');
/** Mobile, movable, fixed; what 3 means is not said. */
const FetalPresentationCodeEnum = actoutcomeEnums2.numberOneOf('FetalPresentationCodeEnum', [0, 1, 2, 3], 'integer');
/** Sick leave, pregnancy benefit, parental leave. */
const TypeOfLeaveCodeEnum = actoutcomeEnums2.numberOneOf('TypeOfLeaveCodeEnum', [0, 1, 2], 'integer');

const PQType = t.open('PQType', {
  value: one(double),
  unit: one(string),
});

const PreviousGravidityAndParityType = t.open('PreviousGravidityAndParityType', {
  year: one(int),
  month: one(int),
  delivery: optional(DeliveryCodeEnum),
  healthcareFacility: optional(string),
  progress: optional(string),
  sex: optional(SexCodeEnum),
  weightOfChild: optional(PQType),
  gestation: optional(int),
});

const MedicationType = t.open('MedicationType', {
  medicament: one(string),
  dosage: optional(string),
});

const RegistrationRecordType = t.open('RegistrationRecordType', {
  lastMenstrualPeriod: optional(DateType),
  indicationPregnancy: optional(DateType),
  contraceptiveDiscontinued: optional(DateType),
  expectedDayOfDeliveryFromLastMenstrualPeriod: optional(DateType),
  expectedDayOfDeliveryFromUltrasoundScan: optional(DateType),
  expectedDayOfDeliveryFromEmbryonicTransfer: optional(DateType),
  length: optional(PQType),
  weight: optional(PQType),
  bodyMassIndex: optional(PQType),
  infertility: optional(decimal),
  previousGravidityAndParity: many(PreviousGravidityAndParityType),
  diseasesThrombosis: optional(boolean),
  diseasesEndocineDiseases: optional(boolean),
  diseasesRecurrentUrinaryTractInfections: optional(boolean),
  diseasesDiabetesMellitus: optional(boolean),
  medicationDuringPregnacy: many(MedicationType),
  assessmentAtFirstContactStandardCare: optional(boolean),
});

const PregnancyCheckupRecordType = t.open('PregnancyCheckupRecordType', {
  completeWeeksOfGestation: optional(int),
  weight: optional(PQType),
  symphysisFundalHeight: optional(PQType),
  haemoglobin: optional(PQType),
  bloodPressureSystolic: optional(PQType),
  bloodPressureDiastolic: optional(PQType),
  proteinuria: optional(PQType),
  glycosuria: optional(PQType),
  fetalPosition: many(FetalPositionCodeEnum),
  fetalPresentation: many(FetalPresentationCodeEnum),
  fetalHeartRate: many(PQType),
  typeOfLeave: many(TypeOfLeaveCodeEnum),
  medicationSinceRegistration: many(MedicationType),
});

const MotherPostDeliveryRecordType = t.open('MotherPostDeliveryRecordType', {
  bloodPressureSystolic: optional(PQType),
  bloodPressureDiastolic: optional(PQType),
  haemoglobin: optional(PQType),
  bodyTemperature: optional(decimal),
  scarsOK: optional(boolean),
  sutureRemoved: optional(boolean),
  perineumComfortable: optional(boolean),
  vulvaVaginaPortioOK: optional(boolean),
  uterusContracted: optional(boolean),
  uterusNote: optional(string),
  breastfeeding: optional(boolean),
});

const ChildPostDeliveryRecordType = t.open('ChildPostDeliveryRecordType', {
  ordinalNumber: one(int),
  weight: optional(PQType),
  apgarScore1: optional(int),
  apgarScore5: optional(int),
  apgarScore10: optional(int),
});

const PostDeliveryRecordType = t.open('PostDeliveryRecordType', {
  motherPostDeliveryRecord: one(MotherPostDeliveryRecordType),
  childPostDeliveryRecord: several(ChildPostDeliveryRecordType),
});

const MaternityMedicalRecordBodyType = t.open('MaternityMedicalRecordBodyType', {
  registrationRecord: optional(RegistrationRecordType),
  pregnancyCheckupRecord: optional(PregnancyCheckupRecordType),
  postDeliveryRecord: optional(PostDeliveryRecordType),
});

const MaternityMedicalRecordType = t.open('MaternityMedicalRecordType', {
  maternityMedicalRecordHeader: one(PatientSummaryHeaderType),
  maternityMedicalRecordBody: one(MaternityMedicalRecordBodyType),
});

export type MaternityMedicalRecord = ValueOf<typeof MaternityMedicalRecordType>;

/** GetMaternityMedicalHistory 2.0: registration, check-ups and after-care of pregnancies. Categorization `utr-mtr`. */
export const getMaternityMedicalHistory2 = defineContract({
  name: 'GetMaternityMedicalHistory',
  major: 2,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['utr-mtr'],
  request: responder.open('GetMaternityMedicalHistoryType', {
    // So it is spelt.
    careUnitHSAid: many(HSAIdType),
    patientId: one(PersonIdType),
    timePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetMaternityMedicalHistoryResponseType', {
    maternityMedicalRecord: many(MaternityMedicalRecordType),
  }),
  itemElement: 'maternityMedicalRecord',
  item: MaternityMedicalRecordType,
  hasResult: false,
  aggregateResult: 'none',
  neverSent: ['nullified', 'nullifiedReason'],
  strictlyCoded: undefined,
  filterOf: ({ careUnitHSAid, ...rest }) => commonFilterOf({ ...rest, careUnitHSAId: careUnitHSAid }),
  requestFor: (filter) => {
    const { careUnitHSAId, ...rest } = commonRequestFor(filter);
    return { ...rest, ...(careUnitHSAId && { careUnitHSAid: careUnitHSAId }) };
  },
  headerOf: (item) => recordHeaderOf(item.maternityMedicalRecordHeader),
  inPeriod: ({ maternityMedicalRecordHeader: header }, period) =>
    spanTouches(
      [
        header.documentTime,
        header.accountableHealthcareProfessional.authorTime,
        header.legalAuthenticator?.signatureTime,
      ],
      period,
    ),
});
