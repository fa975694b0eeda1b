import { changesRequest, changesResponse, engagementIndexDomain as domain } from '../domains/engagement-index-1.ts';
import { schema } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const name = 'Update';
const responder = schema(responderNamespace(domain, name, 1), `${name}Responder_1.0.xsd`);

/** Update 1.0: record systems tell the engagement index what they hold about whom. */
export const update1 = defineService({
  name,
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  request: changesRequest(responder, name),
  response: changesResponse(responder, name),
});
