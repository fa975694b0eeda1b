import Type from 'typebox';
import {
  Annotation,
  Attachment,
  CodeableConcept,
  Coding,
  flag,
  Identifier,
  list,
  opt,
  Period,
  Quantity,
  Range,
  Ratio,
  Reference,
  resource,
  text,
  Whole,
} from './data-types.ts';

const valueParts = {
  valueQuantity: opt(Quantity),
  valueCodeableConcept: opt(CodeableConcept),
  valueString: text,
  valueBoolean: flag,
  valueInteger: opt(Whole),
  valueRange: opt(Range),
  valueRatio: opt(Ratio),
  valueTime: text,
  valueDateTime: text,
  valuePeriod: opt(Period),
  dataAbsentReason: opt(CodeableConcept),
};

const measured = {
  code: opt(CodeableConcept),
  ...valueParts,
  interpretation: list(CodeableConcept),
  referenceRange: list(
    Type.Object({ low: opt(Quantity), high: opt(Quantity), appliesTo: list(CodeableConcept), text }),
  ),
};
const Component = Type.Object(measured);
export type Measured = Type.Static<typeof Component>;

/** What was asked, what was taken, what was found. */
export const resultShapes = {
  Observation: resource('Observation', {
    ...measured,
    status: text,
    category: list(CodeableConcept),
    subject: opt(Reference),
    encounter: opt(Reference),
    effectiveDateTime: text,
    effectivePeriod: opt(Period),
    effectiveInstant: text,
    issued: text,
    performer: list(Reference),
    note: list(Annotation),
    bodySite: opt(CodeableConcept),
    method: opt(CodeableConcept),
    specimen: opt(Reference),
    device: opt(Reference),
    hasMember: list(Reference),
    component: list(Component),
  }),
  DiagnosticReport: resource('DiagnosticReport', {
    basedOn: list(Reference),
    status: text,
    category: list(CodeableConcept),
    code: opt(CodeableConcept),
    subject: opt(Reference),
    encounter: opt(Reference),
    effectiveDateTime: text,
    effectivePeriod: opt(Period),
    issued: text,
    performer: list(Reference),
    resultsInterpreter: list(Reference),
    specimen: list(Reference),
    result: list(Reference),
    imagingStudy: list(Reference),
    conclusion: text,
    conclusionCode: list(CodeableConcept),
    presentedForm: list(Attachment),
  }),
  Specimen: resource('Specimen', {
    type: opt(CodeableConcept),
    receivedTime: text,
    collection: opt(
      Type.Object({ collectedDateTime: text, collectedPeriod: opt(Period), bodySite: opt(CodeableConcept) }),
    ),
    container: list(Type.Object({ identifier: list(Identifier), type: opt(CodeableConcept) })),
    note: list(Annotation),
  }),
  ServiceRequest: resource('ServiceRequest', {
    code: opt(CodeableConcept),
    encounter: opt(Reference),
    authoredOn: text,
    requester: opt(Reference),
    reasonCode: list(CodeableConcept),
    note: list(Annotation),
  }),
  ImagingStudy: resource('ImagingStudy', {
    status: text,
    modality: list(Coding),
    started: text,
    interpreter: list(Reference),
    numberOfInstances: opt(Whole),
    procedureCode: list(CodeableConcept),
    location: opt(Reference),
    description: text,
  }),
};
