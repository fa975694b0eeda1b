import { boolean, one, schema } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';

const domain = 'ehr:accesscontrol';
const name = 'AssertCareEngagement';
const t = schema(`urn:riv:${domain}:1`, 'ehr_accesscontrol_1.0.xsd');
const responder = schema(responderNamespace(domain, name, 1), `${name}Responder_1.0.xsd`);

const HsaIdType = t.token('HsaIdType', 64, /[-(\p{L})0-9]*/u);
// Published with ^ and $ around it, which XML Schema would take for characters of the number.
const SubjectOfCareIdType = t.text('SubjectOfCareIdType', /[0-9]{8}[0-9pPtTfF][0-9]{3}/);

/** AssertCareEngagement 1.0: whether a patient is in an employee's care; the oldest form of the question. */
export const assertCareEngagement1 = defineService({
  name,
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  request: responder.open(`${name}Type`, {
    performer: one(HsaIdType),
    subjectOfCareId: one(SubjectOfCareIdType),
    careUnitHsaIdentity: one(HsaIdType),
    careGiverHsaIdentity: one(HsaIdType),
  }),
  response: responder.open(`${name}ResponseType`, { HasCareEngagement: one(boolean) }),
});
