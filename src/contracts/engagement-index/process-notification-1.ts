import { changesRequest, changesResponse, engagementIndexDomain as domain } from '../domains/engagement-index-1.ts';
import { schema } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const name = 'ProcessNotification';
const responder = schema(responderNamespace(domain, name, 1), `${name}Responder_1.0.xsd`);

/** ProcessNotification 1.0: an engagement index tells its subscribers what has changed in it. */
export const processNotification1 = defineService({
  name,
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  request: changesRequest(responder, name),
  response: changesResponse(responder, name),
});
