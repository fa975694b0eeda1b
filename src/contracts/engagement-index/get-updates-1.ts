import {
  engagementIndexDomain as domain,
  EngagementType,
  RegisteredResidentIdentificationType,
  TS,
} from '../domains/engagement-index-1.ts';
import { anyURI, boolean, many, one, optional, schema } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const name = 'GetUpdates';
const responder = schema(responderNamespace(domain, name, 1), `${name}Responder_1.0.xsd`);

const RegisteredResidentEngagementType = responder.open('RegisteredResidentEngagementType', {
  registeredResidentIdentification: one(RegisteredResidentIdentificationType),
  engagement: many(EngagementType),
});

/** GetUpdates 1.0: what a system holds about whom, asked of it page by page. Called, not served. */
export const getUpdates1 = defineService({
  name,
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  request: responder.open(`${name}Type`, {
    serviceDomain: one(anyURI),
    timeStamp: one(TS),
    registeredResidentLastFetched: optional(RegisteredResidentIdentificationType),
  }),
  response: responder.open(`${name}ResponseType`, {
    responseIsComplete: one(boolean),
    registeredResidentEngagement: many(RegisteredResidentEngagementType),
  }),
});
