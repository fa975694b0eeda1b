import {
  CVType,
  DateType,
  enums,
  HealthcareProfessionalType,
  IIType,
  PQType,
  TimePeriodType,
  activityPrescription2 as t,
} from '../domains/activityprescription-2.ts';
import { double, one, optional, string } from '../schema.ts';
import { DrugChoiceType } from './drug-choice.ts';

/** From prescription to patient: what a pharmacy may hand out, and what has been given. */
const NonReplaceableEnum = enums.oneOf('NonReplaceableEnum', ['Prescriber', 'Patient']);

export const DispensationAuthorizationType = t.open('DispensationAuthorizationType', {
  dispensationAuthorizationId: one(IIType),
  validUntil: optional(DateType),
  receivingPharmacy: optional(IIType),
  minimumDispensationInterval: optional(PQType),
  totalAmount: optional(double),
  packageUnit: optional(string),
  distributionMethod: optional(string),
  dispensationAuthorizer: one(HealthcareProfessionalType),
  dispensationAuthorizerComment: optional(string),
  firstDispensationBefore: optional(DateType),
  prescriptionSignatura: one(string),
  nonReplaceable: optional(NonReplaceableEnum),
  drug: optional(DrugChoiceType),
});

export const AdministrationType = t.open('AdministrationType', {
  administrationId: one(IIType),
  administrationTime: one(TimePeriodType),
  administrationComment: optional(string),
  routeOfAdministration: optional(CVType),
  administeringHealthcareProfessional: one(HealthcareProfessionalType),
  drug: optional(DrugChoiceType),
});
