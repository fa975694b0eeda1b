import { anyDayWithin, defineContract, responderNamespace } from './contract.ts';
import { CareContactType, DatePeriodType, HSAIdType, PersonIdType } from './domains/logistics-2.ts';
import { commonFilterOf, commonRequestFor, neverSentInHeader, recordHeaderOf } from './patient-summary.ts';
import { many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:logistics:logistics';
const responder = schema(responderNamespace(domain, 'GetCareContacts', 2), 'GetCareContactsResponder_2.0.xsd');

export type CareContact = ValueOf<typeof CareContactType>;

/** GetCareContacts 2.0: past, ongoing and planned care contacts (vårdkontakter). Categorization `vko`. */
export const getCareContacts2 = defineContract({
  name: 'GetCareContacts',
  major: 2,
  minor: 0,
  domain,
  schema: responder,
  // The published WSDL kept the action of an older domain; see docs/contracts.md.
  soapAction: 'urn:riv:ehr:patientsummary:GetCareContactsResponder:2:GetCareContacts',
  categorizations: ['vko'],
  request: responder.open('GetCareContactsType', {
    careUnitHSAId: many(HSAIdType),
    patientId: one(PersonIdType),
    timePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetCareContactsResponseType', { careContact: many(CareContactType) }),
  itemElement: 'careContact',
  item: CareContactType,
  hasResult: false,
  aggregateResult: 'none',
  neverSent: neverSentInHeader,
  strictlyCoded: undefined,
  filterOf: commonFilterOf,
  requestFor: commonRequestFor,
  headerOf: ({ careContactHeader, careContactBody }) => {
    const header = recordHeaderOf(careContactHeader);
    // The author block is optional here; without it the contact's own start orders it.
    return { ...header, time: header.time || (careContactBody?.careContactTimePeriod?.start ?? '') };
  },
  inPeriod: ({ careContactHeader: header, careContactBody: body }, period) => {
    const { start, end } = body.careContactTimePeriod;
    const touches = anyDayWithin([header.accountableHealthcareProfessional?.authorTime, start, end], period);
    // A stay that spans the whole interval was going on in it.
    return touches || (end !== undefined && start.slice(0, 8) <= period.start && end.slice(0, 8) >= period.end);
  },
});
