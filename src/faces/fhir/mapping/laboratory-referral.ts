import type { Reference, ServiceRequest } from 'fhir/r4';
import type { LaboratoryOrderOutcome4 } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, dateTime, present, text } from './data-types.ts';
import { identifierOf } from './identifiers.ts';
import { signerOf } from './jol-header.ts';

type Body = LaboratoryOrderOutcome4['body'];

/** The order as far as its answer tells of it, contained in the report. */
export function laboratoryReferral(body: Body, context: MappingContext): ServiceRequest | undefined {
  const { referral } = body;
  if (!referral) return undefined;
  const { referralComment, referralMedicalInformation } = referral.referralInformation ?? {};
  const [service, ...others] = referral.requestedCareService ?? [];
  const notes = [
    text(referralComment),
    text(referralMedicalInformation),
    ...others.map((one) => codeableConcept(one).text),
  ];
  const question = text(referral.question);
  return {
    resourceType: 'ServiceRequest',
    id: 'referral',
    identifier: present(identifierOf(referral.identifier, context)),
    status: 'unknown',
    intent: 'order',
    code: service && codeableConcept(service),
    subject: context.patient,
    authoredOn: dateTime(referral.timestamp),
    requester: signerOf(referral.requester, context) ?? recipientOf(body, context),
    reasonCode: question ? [{ text: question }] : undefined,
    note: present(...notes.map((said) => (said ? { text: said } : undefined))),
  };
}

/** Whoever the answer goes to has asked, as far as is known. */
function recipientOf({ recipientUnit }: Body, context: MappingContext): Reference | undefined {
  const identifier = identifierOf(recipientUnit.id, context);
  const display = text(recipientUnit.name);
  return identifier || display ? { type: 'Organization', identifier, display } : undefined;
}
