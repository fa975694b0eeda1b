import Type from 'typebox';
import { Attachment, CodeableConcept, Identifier, list, opt, Period, Reference, resource, text } from './data-types.ts';

/** Notes, plans and requests on their way. */
export const documentShapes = {
  DocumentReference: resource('DocumentReference', {
    masterIdentifier: opt(Identifier),
    status: text,
    type: opt(CodeableConcept),
    category: list(CodeableConcept),
    subject: opt(Reference),
    date: text,
    author: list(Reference),
    authenticator: opt(Reference),
    custodian: opt(Reference),
    description: text,
    content: list(Type.Object({ attachment: opt(Attachment) })),
    context: opt(Type.Object({ encounter: list(Reference), period: opt(Period), related: list(Reference) })),
  }),
  Binary: resource('Binary', { contentType: text, data: text }),
  CarePlan: resource('CarePlan', {
    status: text,
    category: list(CodeableConcept),
    title: text,
    description: text,
    subject: opt(Reference),
    encounter: opt(Reference),
    period: opt(Period),
    created: text,
    author: opt(Reference),
    contributor: list(Reference),
    supportingInfo: list(Reference),
  }),
  Task: resource('Task', {
    status: text,
    businessStatus: opt(CodeableConcept),
    code: opt(CodeableConcept),
    description: text,
    focus: opt(Reference),
    for: opt(Reference),
    authoredOn: text,
    lastModified: text,
    requester: opt(Reference),
    owner: opt(Reference),
  }),
};
