import { CVType, PQType, TimeStampType, activityPrescription2 as t } from '../domains/activityprescription-2.ts';
import { boolean, double, int, one, optional, several, string } from '../schema.ts';

/** How much and when: a dosage is set, conditional or a maximum, each told in one of six ways. */
export const PQIntervalType = t.open('PQIntervalType', {
  low: optional(double),
  high: optional(double),
  unit: one(string),
});

const LengthOfTreatmentType = t.closed('LengthOfTreatmentType', {
  treatmentInterval: one(PQIntervalType),
  isMaximumTreatmentTime: one(boolean),
});

const FrequencyDosageType = t.open('FrequencyDosageType', { dose: one(PQIntervalType), frequency: one(PQType) });

const PeriodDosageType = t.open('PeriodDosageType', { dose: one(PQIntervalType), period: one(PQType) });

const AdministrationOccurrenceType = t.open('AdministrationOccurrenceType', {
  dose: one(PQIntervalType),
  time: optional(string),
  dayOfPeriod: one(int),
});

const OccasionDosageType = t.open('OccasionDosageType', {
  period: one(PQType),
  administration: several(AdministrationOccurrenceType),
});

const SingleDoseType = t.open('SingleDoseType', { dose: one(PQIntervalType), time: optional(TimeStampType) });

const UnstructuredDosageInformationType = t.open('UnstructuredDosageInformationType', { text: one(string) });

const RampEndpointType = t.open('RampEndpointType', {
  frequencyDosage: optional(FrequencyDosageType),
  periodDosage: optional(PeriodDosageType),
  occasionDosage: optional(OccasionDosageType),
  singleDose: optional(SingleDoseType),
  unstructuredDosageInformation: optional(UnstructuredDosageInformationType),
});

const RampedDosageType = t.open('RampedDosageType', {
  doseStep: one(PQType),
  timeStep: one(PQType),
  rampStart: one(RampEndpointType),
  rampEnd: one(RampEndpointType),
});

const waysOfDosing = {
  frequencyDosage: optional(FrequencyDosageType),
  periodDosage: optional(PeriodDosageType),
  occasionDosage: optional(OccasionDosageType),
  rampedDosage: optional(RampedDosageType),
  singleDose: optional(SingleDoseType),
  unstructuredDosageInformation: optional(UnstructuredDosageInformationType),
};

const SetDosageType = t.open('SetDosageType', waysOfDosing);

const MaximumDosageType = t.open('MaximumDosageType', waysOfDosing);

const ConditionalDosageType = t.open('ConditionalDosageType', {
  conditionDescription: one(string),
  ...waysOfDosing,
});

export const DosageType = t.open('DosageType', {
  lengthOfTreatment: optional(LengthOfTreatmentType),
  dosageInstruction: optional(string),
  unitDose: optional(CVType),
  shortNotation: optional(string),
  setDosage: optional(SetDosageType),
  maximumDosage: optional(MaximumDosageType),
  conditionalDosage: optional(ConditionalDosageType),
});
