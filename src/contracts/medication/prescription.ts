import {
  activityPrescription21,
  CVType,
  enums,
  HealthcareProfessionalType,
  IIType,
  TimeStampType,
  activityPrescription2 as t,
} from '../domains/activityprescription-2.ts';
import { added, boolean, many, one, optional, several, string } from '../schema.ts';
import { AdministrationType, DispensationAuthorizationType } from './dispensation.ts';
import { DrugChoiceType } from './drug-choice.ts';

/** One prescription (ordination) in its chain, with reasons, drug, dispensing and administrations. */
const TypeOfPrescriptionEnum = enums.oneOf('TypeOfPrescriptionEnum', ['I', 'U']);
export const PrescriptionStatusEnum = enums.oneOf('PrescriptionStatusEnum', ['Active', 'Inactive']);

const PrescriptionReasonType = t.open('PrescriptionReasonType', { reason: one(CVType), otherReason: optional(string) });

const InformationOwnerType = t.open('InformationOwnerType', { id: one(IIType) });

const ReferredInformationType = activityPrescription21.open('ReferredInformationType', {
  id: one(IIType),
  type: one(CVType),
  informationOwner: one(InformationOwnerType),
});

const RelationType = activityPrescription21.open('RelationType', {
  code: one(CVType),
  referredInformation: several(ReferredInformationType),
});

export const MedicationPrescriptionType = t.closed('MedicationPrescriptionType', {
  prescriptionId: one(IIType),
  typeOfPrescription: one(TypeOfPrescriptionEnum),
  prescriptionStatus: one(PrescriptionStatusEnum),
  prescriptionNote: optional(string),
  principalPrescriptionReason: many(PrescriptionReasonType),
  additionalPrescriptionReason: many(PrescriptionReasonType),
  evaluationTime: optional(TimeStampType),
  treatmentPurpose: optional(string),
  prescriptionChainId: optional(IIType),
  precedingPrescriptionId: optional(IIType),
  succeedingPrescriptionId: optional(IIType),
  prescriber: optional(HealthcareProfessionalType),
  evaluator: optional(HealthcareProfessionalType),
  startOfFirstTreatment: optional(TimeStampType),
  startOfTreatment: optional(TimeStampType),
  endOfTreatment: optional(TimeStampType),
  endOfTreatmentReason: optional(CVType),
  selfMedication: one(boolean),
  drug: optional(DrugChoiceType),
  dispensationAuthorization: optional(DispensationAuthorizationType),
  administration: many(AdministrationType),
  relation: added(activityPrescription21, many(RelationType)),
});
