import { one, optional, schema, string } from '../schema.ts';

/**
 * Types of `crm:requeststatus` 1. The published schema writes the namespace of two of its extension points wrongly (`#other`):
 * no foreign element is valid there, and the types are closed here.
 */
const t = schema('urn:riv:crm:requeststatus:1', 'crm_requeststatus_1.0.xsd');

/**
 * The published pattern stands between `^` and `$`, which XML Schema takes for characters of the value; meant, and sent by
 * everyone, is the number alone. A letter stands in reserve numbers.
 */
export const SubjectOfCareIdType = t.text('SubjectOfCareIdType', /[0-9]{8}[0-9pPtTfF][0-9]{3}/);
export const HsaIdType = t.text('HsaIdType');

const oneToTen = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;
export const RequestTypeCodeEnum = t.oneOf('RequestTypeCodeEnum', oneToTen);
const SubmissionMediumCodeEnum = t.oneOf('SubmissionMediumCodeEnum', oneToTen);
const StatusCodeEnum = t.oneOf('StatusCodeEnum', [
  ...['10', '20', '30', '40', '50', '60', '70', '80', '90', '100'],
  ...['110', '120', '126', '130', '136', '140', '150', '160', '170'],
]);

export const TS = t.text(
  'TS',
  /[1-9]{1}[0-9]{3}(0[1-9]{1}|1[0-2]{1})([0-2]{1}[0-9]{1}|3[0-1]{1})([0-1]{1}[0-9]{1}|2[0-3]{1})[0-5]{1}[0-9]{1}[0-5]{1}[0-9]{1}/,
);

export const RequestActivityType = t.closed('RequestActivityType', {
  subjectOfCareId: one(SubjectOfCareIdType),
  senderRequestId: optional(string),
  receiverRequestId: optional(string),
  typeOfRequest: one(RequestTypeCodeEnum),
  requestMedium: optional(SubmissionMediumCodeEnum),
  requestIssuedByPersonName: optional(string),
  requestIssuedByOrganizationalUnitId: optional(HsaIdType),
  requestIssuedByOrganizationalUnitDescription: optional(string),
  receivingPersonName: optional(string),
  receivingOrganizationalUnitId: optional(HsaIdType),
  receivingOrganizationalUnitDescription: optional(string),
  careUnit: optional(HsaIdType),
  logicalSystemId: one(string),
  statusCode: one(StatusCodeEnum),
  eventTime: one(TS),
});
