import Type from 'typebox';
import {
  Annotation,
  CodeableConcept,
  Decimal,
  Extension,
  flag,
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

const Timing = Type.Object({
  event: list(Type.String()),
  code: opt(CodeableConcept),
  repeat: opt(
    Type.Object({
      frequency: opt(Whole),
      frequencyMax: opt(Whole),
      period: opt(Decimal),
      periodUnit: text,
      boundsPeriod: opt(Period),
    }),
  ),
});

const Dosage = Type.Object({
  extension: list(Extension),
  text,
  patientInstruction: text,
  timing: opt(Timing),
  asNeededBoolean: flag,
  asNeededCodeableConcept: opt(CodeableConcept),
  route: opt(CodeableConcept),
  doseAndRate: list(Type.Object({ doseQuantity: opt(Quantity), doseRange: opt(Range) })),
});
export type Dosage = Type.Static<typeof Dosage>;

const prescribed = {
  status: text,
  medicationCodeableConcept: opt(CodeableConcept),
  medicationReference: opt(Reference),
  subject: opt(Reference),
  reasonCode: list(CodeableConcept),
  note: list(Annotation),
};

/** Medicines and vaccines. */
export const medicineShapes = {
  Medication: resource('Medication', {
    code: opt(CodeableConcept),
    form: opt(CodeableConcept),
    ingredient: list(Type.Object({ itemCodeableConcept: opt(CodeableConcept), isActive: flag, strength: opt(Ratio) })),
  }),
  MedicationStatement: resource('MedicationStatement', {
    ...prescribed,
    basedOn: list(Reference),
    statusReason: list(CodeableConcept),
    context: opt(Reference),
    effectiveDateTime: text,
    effectivePeriod: opt(Period),
    dateAsserted: text,
    informationSource: opt(Reference),
    dosage: list(Dosage),
  }),
  MedicationRequest: resource('MedicationRequest', {
    ...prescribed,
    intent: text,
    doNotPerform: flag,
    statusReason: opt(CodeableConcept),
    encounter: opt(Reference),
    authoredOn: text,
    requester: opt(Reference),
    recorder: opt(Reference),
    priorPrescription: opt(Reference),
    groupIdentifier: opt(Type.Object({ system: text, value: text })),
    dosageInstruction: list(Dosage),
    dispenseRequest: opt(Type.Object({ validityPeriod: opt(Period) })),
  }),
  Immunization: resource('Immunization', {
    status: text,
    statusReason: opt(CodeableConcept),
    vaccineCode: opt(CodeableConcept),
    patient: opt(Reference),
    encounter: opt(Reference),
    occurrenceDateTime: text,
    recorded: text,
    reportOrigin: opt(CodeableConcept),
    manufacturer: opt(Reference),
    lotNumber: text,
    site: opt(CodeableConcept),
    route: opt(CodeableConcept),
    doseQuantity: opt(Quantity),
    performer: list(Type.Object({ function: opt(CodeableConcept), actor: opt(Reference) })),
    note: list(Annotation),
    programEligibility: list(CodeableConcept),
    reaction: list(Type.Object({ detail: opt(Reference) })),
    protocolApplied: list(
      Type.Object({
        series: text,
        targetDisease: list(CodeableConcept),
        doseNumberPositiveInt: opt(Whole),
        seriesDosesPositiveInt: opt(Whole),
      }),
    ),
  }),
  Device: resource('Device', {
    deviceName: list(Type.Object({ name: text, type: text })),
    version: list(Type.Object({ value: text })),
  }),
};
