import { defineContract, responderNamespace, type Specific } from './contract.ts';
import {
  AdditionalPatientInformationType,
  DatePeriodType,
  HSAIdType,
  IIType,
  PatientSummaryHeaderType,
  PersonIdType,
  ResultType,
  activityPrescription2 as t,
} from './domains/activityprescription-2.ts';
import { sameIdentifier } from './instance-identifier.ts';
import { DrugChoiceType } from './medication/drug-choice.ts';
import { MedicationPrescriptionType, PrescriptionStatusEnum } from './medication/prescription.ts';
import { commonFilterOf, commonRequestFor, recordHeaderOf } from './patient-summary.ts';
import { present } from './present.ts';
import { exactlyOneOf, type Rule } from './rules.ts';
import { type ComplexType, many, one, optional, schema, string, type ValueOf } from './schema.ts';
import { inDays, overlaps } from './spans.ts';

const domain = 'clinicalprocess:activityprescription:actoutcome';
const responder = schema(
  responderNamespace(domain, 'GetMedicationHistory', 2),
  'GetMedicationHistoryResponder_2.2.xsd',
);

const MedicationMedicalRecordBodyType = t.open('MedicationMedicalRecordBodyType', {
  medicationPrescription: one(MedicationPrescriptionType),
  additionalPatientInformation: optional(AdditionalPatientInformationType),
});

const MedicationMedicalRecordType = t.open('MedicationMedicalRecordType', {
  medicationMedicalRecordHeader: one(PatientSummaryHeaderType),
  medicationMedicalRecordBody: one(MedicationMedicalRecordBodyType),
});

export type MedicationMedicalRecord = ValueOf<typeof MedicationMedicalRecordType>;

const RequestType = responder.open('GetMedicationHistoryType', {
  careUnitHSAId: many(HSAIdType),
  careGiverHSAId: many(HSAIdType),
  patientId: one(PersonIdType),
  datePeriod: optional(DatePeriodType),
  sourceSystemHSAId: optional(HSAIdType),
  careContactId: many(string),
  prescriptionChainId: optional(IIType),
  prescriptionStatus: optional(PrescriptionStatusEnum),
});

/**
 * GetMedicationHistory 2.2: prescriptions (ordinationer), one a record, with dispensing and administrations. Categorization
 * `caa-gmh`. Minor version 2.1 added `relation` in an extension namespace.
 *
 * Date rule: from the prescriber's time to the end of treatment, open where none is set, overlaps the interval. Where the
 * patient prescribed for himself there is no prescriber, and the author's time stands for it.
 *
 * Of the rules that go beyond the schema those are enforced without which drug or dose cannot be understood; see
 * docs/contracts.md for the others.
 */
export const getMedicationHistory2 = defineContract({
  name: 'GetMedicationHistory',
  major: 2,
  minor: 2,
  domain,
  schema: responder,
  categorizations: ['caa-gmh'],
  request: RequestType,
  response: responder.open('GetMedicationHistoryResponseType', {
    medicationMedicalRecord: many(MedicationMedicalRecordType),
    result: one(ResultType),
  }),
  itemElement: 'medicationMedicalRecord',
  item: MedicationMedicalRecordType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: ['nullified', 'nullifiedReason'],
  strictlyCoded: undefined,
  // The other rules are not enforced: a medicine without code or dosage is worth knowing of, one of two is not known.
  rules: new Map<ComplexType, Rule>([
    [DrugChoiceType, exactlyOneOf('unstructuredDrugInformation', 'merchandise', 'drugArticle', 'drug', 'generics')],
  ]),
  filterOf: ({ datePeriod, ...request }) => ({
    ...commonFilterOf({ ...request, timePeriod: datePeriod }),
    specific: ownFilters(request),
  }),
  requestFor: (filter) => {
    const { timePeriod, ...request } = commonRequestFor(filter);
    return { ...request, ...(timePeriod && { datePeriod: timePeriod }), ...ownFilters(filter.specific ?? {}) };
  },
  headerOf: (item) => recordHeaderOf(item.medicationMedicalRecordHeader),
  inPeriod: ({ medicationMedicalRecordHeader: header, medicationMedicalRecordBody: body }, period) => {
    const { prescriber, endOfTreatment: end } = body.medicationPrescription;
    const start = prescriber?.authorTime ?? header.accountableHealthcareProfessional.authorTime;
    return overlaps(inDays({ start, end }), period);
  },
  selects: (item, specific) => {
    const {
      careGiverHSAId: careGivers = [],
      prescriptionChainId: chain,
      prescriptionStatus: status,
    } = ownFilters(specific);
    const prescription = item.medicationMedicalRecordBody.medicationPrescription;
    const careProvider = recordHeaderOf(item.medicationMedicalRecordHeader).careProvider?.toUpperCase();
    return (
      (careGivers.length === 0 || careGivers.some((one) => one.trim().toUpperCase() === careProvider)) &&
      (!chain || sameIdentifier(prescription.prescriptionChainId, chain)) &&
      (!status || prescription.prescriptionStatus === status)
    );
  },
});

/** What only this contract's request has. */
function ownFilters(given: Partial<ValueOf<typeof RequestType>> | Specific) {
  const { careGiverHSAId, prescriptionChainId, prescriptionStatus } = given as Partial<ValueOf<typeof RequestType>>;
  return present({ careGiverHSAId, prescriptionChainId, prescriptionStatus });
}
