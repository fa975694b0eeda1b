import { IIType, LookupProfileType, type PersonRecordType, RequestedPersonRecordType } from './domains/person-5.ts';
import { boolean, one, schema, several, type ValueOf } from './schema.ts';
import { defineService, responderNamespace } from './service-contract.ts';

const domain = 'strategicresourcemanagement:persons:person';
const name = 'GetPersonsForProfile';
const responder = schema(responderNamespace(domain, name, 5), `${name}Responder_5.0.xsd`);

export type RequestedPersonRecord = ValueOf<typeof RequestedPersonRecordType>;
export type PersonRecord = ValueOf<typeof PersonRecordType>;

/**
 * GetPersonsForProfile 5.0: name, links, marks and more of up to 500 persons, from the national person data service
 * (Personuppgiftstjänsten). No contract of the patient overview: it is asked about persons, not for records.
 */
export const getPersonsForProfile5 = defineService({
  name,
  major: 5,
  minor: 0,
  domain,
  schema: responder,
  request: responder.open('GetPersonsForProfileType', {
    personId: several(IIType),
    profile: one(LookupProfileType),
    ignoreReferredIdentity: one(boolean),
  }),
  response: responder.open('GetPersonsForProfileResponseType', {
    requestedPersonRecord: several(RequestedPersonRecordType),
  }),
});
