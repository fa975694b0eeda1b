import { boolean, many, one, optional, schema, several, string } from '../schema.ts';
import { groupTypes } from './group-types.ts';

/** Types of `clinicalprocess:activity:actions` 1: activities in groups. */
const enums = schema(
  'urn:riv:clinicalprocess:activity:actions:enum:1',
  'clinicalprocess_activity_actions_enum_1.0.xsd',
);
const t = schema('urn:riv:clinicalprocess:activity:actions:1', 'clinicalprocess_activity_actions_1.0.xsd');

export const actions1 = groupTypes(t, enums, {
  // Days are not among the published formats here, though they are in healthcond:basic.
  formats: ['YYYY', 'YYYYMM', 'YYYYMMDDhh', 'YYYYMMDDhhmm', 'YYYYMMDDhhmmss'],
  addressParts: [
    ...['AL', 'ADL', 'UNIT', 'UNID', 'DAL', 'DINSTA', 'DINSTQ', 'DINST', 'DMOD', 'DMODID', 'SAL', 'BNR', 'BNN', 'BNS'],
    ...['STR', 'STB', 'STTYP', 'DIR', 'INT', 'CAR', 'CEN', 'CNT', 'CPA', 'DEL', 'CTY', 'POB', 'ZIP', 'PRE', 'STA'],
  ],
  telecoms: ['voice', 'fax', 'data', 'tty', 'sms'],
});
const { CVType, IIType } = actions1;

const PatientType = t.open('PatientType', {
  id: one(IIType),
  dateOfBirth: one(actions1.DateType),
  gender: optional(CVType),
});

const ActivityType = t.open('ActivityType', {
  id: one(IIType),
  status: optional(CVType),
  code: one(CVType),
  targetSite: optional(CVType),
  time: one(actions1.PartialTimePeriodType),
  method: optional(CVType),
  description: optional(string),
  approvedForPatient: one(boolean),
  registrationTime: one(actions1.TimeStampType),
  relation: many(actions1.RelationType),
});

const AdditionalParticipantType = t.open('AdditionalParticipantType', { id: one(IIType), ...actions1.participant });

export const ActivityGroupType = t.open('ActivityGroupType', {
  patient: one(PatientType),
  performerRole: one(actions1.PerformerRoleType),
  legalAuthenticator: optional(actions1.LegalAuthenticatorType),
  additionalParticipant: many(AdditionalParticipantType),
  sourceSystem: one(actions1.SourceSystemType),
  device: many(actions1.DeviceType),
  location: optional(actions1.LocationType),
  careProcessId: optional(actions1.UUIDType),
  activity: several(ActivityType),
});
