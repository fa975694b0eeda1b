import { systemOids } from '../codes/index.ts';
import { anyDayWithin, defineContract, responderNamespace, type Specific, wholeDays } from './contract.ts';
import {
  HsaIdType,
  RequestActivityType,
  RequestTypeCodeEnum,
  SubjectOfCareIdType,
  TS,
} from './domains/requeststatus-1.ts';
import { present } from './present.ts';
import type { PatientId } from './record.ts';
import { many, one, optional, schema, type ValueOf } from './schema.ts';
import { inSeconds, overlaps } from './spans.ts';

const domain = 'crm:requeststatus';
const responder = schema(
  responderNamespace(domain, 'GetRequestActivities', 1),
  'GetRequestActivitiesResponder_1.0.xsd',
);

// Closed for the same reason as the types of the domain.
const RequestType = responder.closed('GetRequestActivitiesType', {
  subjectOfCareId: one(SubjectOfCareIdType),
  careUnitId: many(HsaIdType),
  typeOfRequest: many(RequestTypeCodeEnum),
  fromDate: optional(TS),
  toDate: optional(TS),
});

export type RequestActivity = ValueOf<typeof RequestActivityType>;

/**
 * GetRequestActivities 1.0: what has become of referrals and other requests, for the patient and for care. Version 1 has no
 * categorization in the engagement index.
 *
 * There is no record header:
 * - document id: the sender's and receiver's ids of the request with kind, status and time of the event, since each event
 *   in the life of a request is a record;
 * - time: that of the event, and the date rule;
 * - care unit: `careUnit`, the accountable one. **No element names a care provider**: the care directory says whose unit it
 *   is, and where it does not, the record cannot be judged against blocks and is not shown;
 * - approved for the patient: yes; the contract was made to show patients their requests and has no mark against it;
 * - never withdrawn: there is no way to say it;
 * - the kind of identity is not sent either and follows from the number.
 */
export const getRequestActivities1 = defineContract({
  name: 'GetRequestActivities',
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  categorizations: [],
  request: RequestType,
  response: responder.open('GetRequestActivitiesResponseType', { requestActivity: many(RequestActivityType) }),
  itemElement: 'requestActivity',
  namesNoCareProvider: true,
  item: RequestActivityType,
  hasResult: false,
  aggregateResult: 'none',
  neverSent: [],
  strictlyCoded: undefined,
  filterOf: ({ subjectOfCareId, careUnitId = [], typeOfRequest, fromDate, toDate }) => ({
    patient: patientOf(subjectOfCareId),
    period: wholeDays(present({ start: fromDate, end: toDate })),
    careUnits: careUnitId.map((unit) => unit.trim()),
    sourceSystem: undefined,
    careContacts: [],
    specific: present({ typeOfRequest, fromDate, toDate }),
  }),
  requestFor: ({ patient, careUnits, period, specific }) => {
    const { typeOfRequest, fromDate, toDate } = ownFilters(specific);
    const days = fromDate === undefined && toDate === undefined && period ? inSeconds(period) : undefined;
    return {
      subjectOfCareId: patient.id,
      ...(careUnits.length > 0 && { careUnitId: careUnits }),
      ...present({ typeOfRequest, fromDate: fromDate ?? days?.start, toDate: toDate ?? days?.end }),
    };
  },
  headerOf: (item) => ({
    documentId: documentIdOf(item),
    sourceSystem: item.logicalSystemId?.trim() ?? '',
    patient: patientOf(item.subjectOfCareId ?? ''),
    time: item.eventTime ?? '',
    careUnit: item.careUnit?.trim() || undefined,
    careProvider: undefined,
    approvedForPatient: true,
    nullified: false,
  }),
  inPeriod: ({ eventTime }, period) => anyDayWithin([eventTime], period),
  selects: ({ typeOfRequest: kind, eventTime }, specific) => {
    const { typeOfRequest: kinds = [], fromDate, toDate } = ownFilters(specific);
    const isOfKind = kinds.length === 0 || kinds.includes(kind);
    return isOfKind && overlaps({ start: eventTime, end: eventTime }, { start: fromDate, end: toDate });
  },
});

function ownFilters(specific: Specific = {}) {
  return specific as Partial<ValueOf<typeof RequestType>>;
}

function documentIdOf(item: RequestActivity): string {
  const { senderRequestId, receiverRequestId, typeOfRequest, statusCode, eventTime } = item;
  return [senderRequestId, receiverRequestId, typeOfRequest, statusCode, eventTime].map((part) => part ?? '').join('/');
}

/** Reserve numbers have a letter, coordination numbers their day plus 60; all others are personal numbers. */
function patientOf(given: string): PatientId {
  const id = given.trim().toUpperCase();
  if (/[A-Z]/.test(id)) return { id, type: systemOids.localId };
  return { id, type: Number(id.slice(6, 8)) >= 60 ? systemOids.coordinationNumber : systemOids.personalNumber };
}
