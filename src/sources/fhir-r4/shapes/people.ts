import Type from 'typebox';
import { CodeableConcept, Coding, list, opt, Period, Reference, resource, text } from './data-types.ts';

/** Who does what where, and when they met. */
export const peopleShapes = {
  Patient: resource('Patient', { birthDate: text }),
  Organization: resource('Organization', {
    name: text,
    telecom: list(Type.Object({ system: text, value: text })),
    address: list(Type.Object({ text, line: list(Type.String()), postalCode: text, city: text })),
  }),
  Practitioner: resource('Practitioner', {
    name: list(Type.Object({ text, prefix: list(Type.String()), given: list(Type.String()), family: text })),
  }),
  PractitionerRole: resource('PractitionerRole', {
    practitioner: opt(Reference),
    organization: opt(Reference),
    code: list(CodeableConcept),
  }),
  Provenance: resource('Provenance', {
    target: list(Reference),
    recorded: text,
    reason: list(CodeableConcept),
    agent: list(
      Type.Object({
        type: opt(CodeableConcept),
        who: opt(Reference),
        onBehalfOf: opt(Reference),
        role: list(CodeableConcept),
      }),
    ),
  }),
  Encounter: resource('Encounter', {
    status: text,
    class: opt(Coding),
    type: list(CodeableConcept),
    subject: opt(Reference),
    participant: list(Type.Object({ individual: opt(Reference) })),
    period: opt(Period),
    reasonCode: list(CodeableConcept),
    serviceProvider: opt(Reference),
  }),
};
