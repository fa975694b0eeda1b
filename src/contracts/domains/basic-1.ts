import { boolean, decimal, many, one, optional, schema, several, string } from '../schema.ts';
import { groupTypes } from './group-types.ts';

/** Types of `clinicalprocess:healthcond:basic` 1: observations in groups. */
const enums = schema(
  'urn:riv:clinicalprocess:healthcond:basic:enum:1',
  'clinicalprocess_healthcond_basic_enum_1.1.xsd',
);
const t = schema('urn:riv:clinicalprocess:healthcond:basic:1', 'clinicalprocess_healthcond_basic_1.1.xsd');

export const basic1 = groupTypes(t, enums, {
  formats: ['YYYY', 'YYYYMM', 'YYYYMMDD', 'YYYYMMDDhh', 'YYYYMMDDhhmm', 'YYYYMMDDhhmmss'],
  addressParts: ['SAL', 'CAR', 'CEN', 'CNT', 'CPA', 'CTY', 'POB', 'ZIP', 'PRE', 'STA'],
  telecoms: ['voice', 'fax', 'data', 'sms'],
});
const { CVType, IIType, PartialTimePeriodType, PartialTimeStampType } = basic1;

export const HSAIdType = t.text('HSAIdType');

const PatientType = t.open('PatientType', {
  id: one(IIType),
  name: optional(string),
  dateOfBirth: one(basic1.DateType),
  gender: optional(CVType),
});

const PQType = t.open('PQType', { value: one(decimal), unit: one(string) });

const ValueANYType = t.open('ValueANYType', {
  pq: optional(PQType),
  ts: optional(PartialTimeStampType),
  ivl_ts: optional(PartialTimePeriodType),
  cv: optional(CVType),
});

const ObservationType = t.open('ObservationType', {
  id: one(IIType),
  type: one(CVType),
  status: optional(CVType),
  time: one(PartialTimePeriodType),
  method: optional(CVType),
  value: one(ValueANYType),
  targetSite: optional(CVType),
  valueNegation: one(boolean),
  description: optional(string),
  approvedForPatient: one(boolean),
  registrationTime: optional(basic1.TimeStampType),
  relation: many(basic1.RelationType),
});

const AdditionalParticipantType = t.open('AdditionalParticipantType', {
  id: optional(IIType),
  ...basic1.participant,
});

export const ObservationGroupType = t.open('ObservationGroupType', {
  patient: one(PatientType),
  performerRole: one(basic1.PerformerRoleType),
  legalAuthenticator: optional(basic1.LegalAuthenticatorType),
  additionalParticipant: many(AdditionalParticipantType),
  sourceSystem: one(basic1.SourceSystemType),
  observation: several(ObservationType),
});
