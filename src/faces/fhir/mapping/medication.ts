import type { CodeableConcept, Extension, MedicationStatement } from 'fhir/r4';
import { type BridgeRecord, getMedicationHistory2, type MedicationMedicalRecord } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { absent, codeableConcept, dateTime, hsaIdentifier, period, present, text } from './data-types.ts';
import { dosagesOf } from './dosage.ts';
import { own, ownParts, valued } from './extensions.ts';
import { asserterOf, authorOf, beginningOf, encounterOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { administrationsOf } from './medication-administration.ts';
import { type DrugChoice, medicationOf, type Prescription } from './medication-concept.ts';
import { dispensationOf } from './medication-request.ts';
import { narrative, readableTime } from './narrative.ts';
import type { Professional } from './professional.ts';
import { quantityOf } from './quantity.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';

const typeSystem = 'https://fhir.inera.se/CodeSystem/typeofprescription';

export const medications = recordMapping<MedicationMedicalRecord>(getMedicationHistory2, (record, context) => ({
  resources: [mapMedication(record, context)],
  withdrawnBecause: withdrawalReason(record.data.medicationMedicalRecordHeader),
}));

/** GetMedicationHistory 2 → MedicationStatement (SEEHDSMedicationStatement). */
export function mapMedication(
  record: BridgeRecord<MedicationMedicalRecord>,
  context: MappingContext,
): MedicationStatement {
  const { medicationMedicalRecordHeader: header, medicationMedicalRecordBody: body } = record.data;
  const prescription = body.medicationPrescription;
  const { drug, dispensationAuthorization } = prescription;
  const author = authorOf(header, context);
  const medication = medicationOf(drug);
  const status = header.nullified ? 'entered-in-error' : statusOf(prescription);
  const treatment = period(prescription.startOfTreatment, prescription.endOfTreatment);
  const dosage = dosagesOf(drug?.dosage ?? [], drug?.drug?.routeOfAdministration);
  const dispensation = dispensationAuthorization && dispensationOf(dispensationAuthorization, medication, context);
  const administrations = administrationsOf(prescription.administration ?? [], medication, context);
  const identifier = identifierOf(prescription.prescriptionId, context);
  const beginning = beginningOf(
    'MedicationStatement',
    record.header,
    [header.accountableHealthcareProfessional.healthcareProfessionalOrgUnit],
    context,
  );
  const notes = [
    text(prescription.prescriptionNote),
    text(prescription.treatmentPurpose) && `Behandlingsändamål: ${text(prescription.treatmentPurpose)}`,
    text(drug?.comment),
  ];
  return {
    resourceType: 'MedicationStatement',
    ...beginning,
    identifier: [...beginning.identifier, ...(identifier ? [identifier] : [])],
    text: narrative(medication.text ?? 'Läkemedel ej angivet', [
      ['Status', statusWords[status]],
      [
        'Dosering',
        dosage
          .map((one) => one.text ?? one.patientInstruction)
          .filter(Boolean)
          .join('; ') || undefined,
      ],
      ['Insatt', readableTime(prescription.startOfTreatment)],
      ['Utsatt', readableTime(prescription.endOfTreatment)],
      ['Ordinatör', text(prescription.prescriber?.healthcareProfessionalName)],
    ]),
    contained: present(...author.contained, dispensation, ...administrations),
    extension: present<Extension>(
      ...prescriptionExtensions(prescription, context),
      ...drugExtensions(drug),
      ownParts('legal-authenticator', [
        valued('signatureTime', { valueDateTime: dateTime(header.legalAuthenticator?.signatureTime) }),
        valued('legalAuthenticator', { valueReference: asserterOf(header, context) }),
      ]),
    ),
    basedOn: dispensation ? [{ reference: `#${dispensation.id}` }] : undefined,
    partOf: present(...administrations.map(({ id }) => ({ reference: `#${id}` }))),
    status,
    statusReason:
      status === 'stopped' && prescription.endOfTreatmentReason
        ? [codeableConcept(prescription.endOfTreatmentReason)]
        : undefined,
    medicationCodeableConcept: medication,
    subject: context.patient,
    context: encounterOf(header),
    ...(treatment
      ? { effectivePeriod: treatment }
      : ({ _effectiveDateTime: { extension: [absent('unknown')] } } as object)),
    dateAsserted: dateTime(header.accountableHealthcareProfessional.authorTime),
    informationSource: author.reference,
    reasonCode: present(...reasonsOf(prescription)),
    note: present(...notes.map((said) => (said ? { text: said } : undefined))),
    dosage: dosage.length > 0 ? dosage : undefined,
  };
}

const statusWords: Readonly<Partial<Record<MedicationStatement['status'], string>>> = {
  active: 'aktuell',
  stopped: 'utsatt',
  'entered-in-error': 'makulerad',
};

/** An order of type U ends the treatment: shown as active it would mislead, whatever its own status says. */
function statusOf({ prescriptionStatus, typeOfPrescription }: Prescription): 'active' | 'stopped' {
  return prescriptionStatus === 'Active' && typeOfPrescription === 'I' ? 'active' : 'stopped';
}

function reasonsOf(prescription: Prescription): (CodeableConcept | undefined)[] {
  const reasons = [
    ...(prescription.principalPrescriptionReason ?? []),
    ...(prescription.additionalPrescriptionReason ?? []),
  ];
  return reasons.map(({ reason, otherReason }) => {
    const concept = codeableConcept(reason);
    return { ...concept, text: text(otherReason) ?? concept.text };
  });
}

function prescriptionExtensions(prescription: Prescription, context: MappingContext): (Extension | undefined)[] {
  const { prescriptionChainId, precedingPrescriptionId, succeedingPrescriptionId, endOfTreatmentReason } = prescription;
  return [
    own('type-of-prescription', { valueCoding: { system: typeSystem, code: prescription.typeOfPrescription } }),
    own('self-medication', { valueBoolean: prescription.selfMedication }),
    own('evaluation-time', { valueDateTime: dateTime(prescription.evaluationTime) }),
    own('start-of-first-treatment', { valueDateTime: dateTime(prescription.startOfFirstTreatment) }),
    own('end-of-treatment-reason', {
      valueCodeableConcept: endOfTreatmentReason && codeableConcept(endOfTreatmentReason),
    }),
    ownParts('prescription-chain', [
      valued('chainId', { valueIdentifier: identifierOf(prescriptionChainId, context) }),
      valued('precedingId', { valueIdentifier: identifierOf(precedingPrescriptionId, context) }),
      valued('succeedingId', { valueIdentifier: identifierOf(succeedingPrescriptionId, context) }),
    ]),
    professionalExtension('prescriber', prescription.prescriber, context),
    professionalExtension('evaluator', prescription.evaluator, context),
    ...(prescription.relation ?? []).flatMap((relation) =>
      relation.referredInformation.map((referred) =>
        ownParts('relation', [
          valued('code', { valueCodeableConcept: codeableConcept(relation.code) }),
          valued('id', { valueIdentifier: identifierOf(referred.id, context) }),
          valued('type', { valueCodeableConcept: codeableConcept(referred.type) }),
          valued('informationOwner', { valueIdentifier: identifierOf(referred.informationOwner.id, context) }),
        ]),
      ),
    ),
  ];
}

function professionalExtension(
  name: string,
  professional: (Professional & { readonly authorTime?: string }) | undefined,
  { generation }: MappingContext,
): Extension | undefined {
  const hsaId = text(professional?.healthcareProfessionalHSAId);
  const unit = professional?.healthcareProfessionalOrgUnit;
  const role = professional?.healthcareProfessionalRoleCode;
  return ownParts(name, [
    valued('time', { valueDateTime: dateTime(professional?.authorTime) }),
    valued('hsaId', { valueIdentifier: hsaId ? hsaIdentifier(generation, hsaId) : undefined }),
    valued('name', { valueString: text(professional?.healthcareProfessionalName) }),
    valued('role', { valueCodeableConcept: role && codeableConcept(role) }),
    valued('unit', { valueString: text(unit?.orgUnitName) ?? text(unit?.orgUnitHSAId) }),
  ]);
}

function drugExtensions(drug: DrugChoice | undefined): (Extension | undefined)[] {
  const { pharmaceuticalForm, strength, strengthUnit } = drug?.drug ?? {};
  const generic = drug?.generics;
  return [
    own('pharmaceutical-form', { valueString: text(pharmaceuticalForm) ?? text(generic?.form) }),
    own('drug-strength', {
      valueQuantity:
        strength === undefined ? quantityOf(generic?.strength) : quantityOf({ value: strength, unit: strengthUnit }),
    }),
  ];
}
