import Type from 'typebox';
import { Annotation, CodeableConcept, list, opt, Period, Reference, resource, text } from './data-types.ts';

/** What ails the patient, and what to look out for. */
export const conditionShapes = {
  Condition: resource('Condition', {
    verificationStatus: opt(CodeableConcept),
    category: list(CodeableConcept),
    code: opt(CodeableConcept),
    subject: opt(Reference),
    encounter: opt(Reference),
    onsetDateTime: text,
    onsetPeriod: opt(Period),
    recordedDate: text,
    recorder: opt(Reference),
    asserter: opt(Reference),
    note: list(Annotation),
  }),
  Flag: resource('Flag', {
    status: text,
    category: list(CodeableConcept),
    code: opt(CodeableConcept),
    subject: opt(Reference),
    period: opt(Period),
    encounter: opt(Reference),
    author: opt(Reference),
  }),
  AllergyIntolerance: resource('AllergyIntolerance', {
    clinicalStatus: opt(CodeableConcept),
    verificationStatus: opt(CodeableConcept),
    category: list(Type.String()),
    criticality: text,
    code: opt(CodeableConcept),
    patient: opt(Reference),
    encounter: opt(Reference),
    onsetDateTime: text,
    onsetPeriod: opt(Period),
    recordedDate: text,
    recorder: opt(Reference),
    asserter: opt(Reference),
    lastOccurrence: text,
    note: list(Annotation),
    reaction: list(Type.Object({ substance: opt(CodeableConcept), severity: text })),
  }),
};
