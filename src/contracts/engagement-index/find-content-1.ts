import {
  ClinicalProcessInterestIdType,
  engagementIndexDomain as domain,
  EngagementType,
  HsaIdType,
  OrgNoType,
  RegisteredResidentIdentificationType,
  TS,
} from '../domains/engagement-index-1.ts';
import { anyURI, many, one, optional, schema, string } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const name = 'FindContent';
const responder = schema(responderNamespace(domain, name, 1), `${name}Responder_1.0.xsd`);

/** FindContent 1.0: which systems hold information of a domain about a patient. */
export const findContent1 = defineService({
  name,
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  request: responder.open(`${name}Type`, {
    registeredResidentIdentification: one(RegisteredResidentIdentificationType),
    serviceDomain: one(anyURI),
    categorization: optional(string),
    logicalAddress: optional(string),
    businessObjectInstanceIdentifier: optional(string),
    clinicalProcessInterestId: optional(ClinicalProcessInterestIdType),
    mostRecentContent: optional(TS),
    sourceSystem: optional(HsaIdType),
    dataController: optional(OrgNoType),
    owner: optional(HsaIdType),
  }),
  response: responder.open(`${name}ResponseType`, { engagement: many(EngagementType) }),
});
