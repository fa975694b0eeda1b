import type {
  Annotation,
  CodeableConcept,
  Extension,
  MedicationAdministration,
  MedicationRequest,
  MedicationStatement,
} from 'fhir/r4';
import type { MedicationMedicalRecord } from '../../../contracts/index.ts';
import { concept, hsaIdentifier, identifierOf, page, system } from '../codes.ts';
import { beginningOf, besideId, metaOf } from '../header.ts';
import { isOneIn, type Subject } from '../ids.ts';
import { authorElsewhere, type Professional, signerOf, subjectReference, unitName } from '../parts.ts';
import { decimal } from '../quantity.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { date, dateTime } from '../time.ts';
import { dosagesOf } from './dosage.ts';
import { drugOf } from './drug.ts';

type Header = MedicationMedicalRecord['medicationMedicalRecordHeader'];
type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];

/**
 * A prescription (ordination) as SEEHDSMedicationStatement (national guide); what is to be dispensed for it as a
 * MedicationRequest, what was given as MedicationAdministration.
 */
export function medicationRecord(item: MedicationMedicalRecord, subject: Subject): FhirRecord {
  const header = item.medicationMedicalRecordHeader;
  const prescription = item.medicationMedicalRecordBody.medicationPrescription;
  const professional = header.accountableHealthcareProfessional;
  const request = requestOf(header, prescription, subject);
  const statement = statementOf(header, prescription, subject, request);
  const given = (prescription.administration ?? []).map((_, index) => givenOf(header, prescription, subject, index));
  return recordOf(professional, statement, ...(request ? [request] : []), ...given);
}

function statementOf(
  header: Header,
  prescription: Prescription,
  subject: Subject,
  request: MedicationRequest | undefined,
): MedicationStatement {
  const { encounter, ...beginning } = beginningOf(header, subject, 'SEEHDSMedicationStatement');
  const professional = header.accountableHealthcareProfessional;
  const source = authorElsewhere(professional);
  const { contained, extension, ...medicine } = drugOf(prescription.drug, isOneIn(2, header.documentId));
  const { startOfTreatment: start, endOfTreatment: end, endOfTreatmentReason: ended } = prescription;
  const reasonCode = reasonsOf(prescription);
  const note = notesOf(prescription);
  const dosage = dosagesOf(prescription.drug?.dosage, prescription.drug?.drug?.routeOfAdministration);
  return {
    resourceType: 'MedicationStatement',
    ...beginning,
    ...(contained && { contained }),
    extension: [...extensionsOf(header, prescription), ...extension],
    ...(encounter && { context: encounter }),
    ...(request && { basedOn: [{ reference: `MedicationRequest/${request.id}` }] }),
    status: statusOf(prescription),
    ...(ended && { statusReason: [concept(ended)] }),
    ...medicine,
    subject: subjectReference(subject),
    ...((start ?? end) && {
      effectivePeriod: { ...(start && { start: dateTime(start) }), ...(end && { end: dateTime(end) }) },
    }),
    dateAsserted: dateTime(professional.authorTime),
    ...(source.reference && { informationSource: source.reference }),
    ...(reasonCode.length > 0 && { reasonCode }),
    ...(note.length > 0 && { note }),
    ...(dosage.length > 0 && { dosage }),
  };
}

/** The last of a chain may be the one that ends it: then the patient takes nothing any more. */
function statusOf({ prescriptionStatus, typeOfPrescription, endOfTreatmentReason }: Prescription) {
  if (prescriptionStatus === 'Active' && typeOfPrescription === 'I') return 'active';
  return endOfTreatmentReason || typeOfPrescription === 'U' ? 'stopped' : 'completed';
}

function reasonsOf(prescription: Prescription): CodeableConcept[] {
  const { principalPrescriptionReason: principal = [], additionalPrescriptionReason: additional = [] } = prescription;
  return [...principal, ...additional].map(({ reason, otherReason }) => ({
    ...concept(reason),
    ...(otherReason && { text: otherReason }),
  }));
}

function notesOf({ prescriptionNote, treatmentPurpose, drug }: Prescription): Annotation[] {
  const purpose = treatmentPurpose && `Behandlingsändamål: ${treatmentPurpose}`;
  return [prescriptionNote, purpose, drug?.comment].filter((text) => text !== undefined).map((text) => ({ text }));
}

function extensionsOf({ legalAuthenticator: signed }: Header, prescription: Prescription): Extension[] {
  const { prescriptionChainId: chain, precedingPrescriptionId: before } = prescription;
  const { succeedingPrescriptionId: next, startOfFirstTreatment: first, evaluationTime, prescriber } = prescription;
  const linked = (url: string, id: typeof chain) => (id ? [{ url, valueIdentifier: identifierOf(id) }] : []);
  const chained = [...linked('chainId', chain), ...linked('precedingId', before), ...linked('succeedingId', next)];
  const signer = signed?.legalAuthenticatorHSAId;
  return [
    {
      url: page('typeOfPrescription'),
      valueCoding: { system: system.prescriptionType, code: prescription.typeOfPrescription },
    },
    { url: page('self-medication'), valueBoolean: prescription.selfMedication },
    ...(chained.length > 0 ? [{ url: page('prescriptionChain'), extension: chained }] : []),
    ...(first ? [{ url: page('startOfFirstTreatment'), valueDateTime: dateTime(first) }] : []),
    ...(evaluationTime ? [{ url: page('evaluationTime'), valueDateTime: dateTime(evaluationTime) }] : []),
    ...(prescriber ? [{ url: page('prescriber'), extension: personParts(prescriber) }] : []),
    ...(signed
      ? [
          {
            url: page('legalAuthenticator'),
            extension: [
              { url: 'signatureTime', valueDateTime: dateTime(signed.signatureTime) },
              ...(signer ? [{ url: 'hsaId', valueIdentifier: hsaIdentifier(signer) }] : []),
            ],
          },
        ]
      : []),
  ];
}

function personParts(person: Professional): Extension[] {
  const { healthcareProfessionalHSAId: id, healthcareProfessionalName: name } = person;
  const { healthcareProfessionalRoleCode: role, healthcareProfessionalOrgUnit: unit } = person;
  return [
    { url: 'time', valueDateTime: dateTime(person.authorTime) },
    ...(id ? [{ url: 'hsaId', valueIdentifier: hsaIdentifier(id) }] : []),
    ...(name ? [{ url: 'name', valueString: name }] : []),
    ...(role ? [{ url: 'roleCode', valueCodeableConcept: concept(role) }] : []),
    ...(unit
      ? [
          {
            url: 'unit',
            valueReference: unitName(unit),
          },
        ]
      : []),
  ];
}

function requestOf(header: Header, prescription: Prescription, subject: Subject): MedicationRequest | undefined {
  const authorization = prescription.dispensationAuthorization;
  if (!authorization) return undefined;
  const { totalAmount, packageUnit, validUntil, distributionMethod, nonReplaceable } = authorization;
  const requester = authorElsewhere(authorization.dispensationAuthorizer).reference;
  const medicine = drugOf(authorization.drug ?? prescription.drug, false);
  return {
    resourceType: 'MedicationRequest',
    id: besideId(header, subject, 'recept'),
    meta: metaOf(header, 'SEEHDSMedicationRequest'),
    identifier: [identifierOf(authorization.dispensationAuthorizationId)],
    status: statusOf(prescription),
    intent: 'order',
    medicationCodeableConcept: medicine.medicationCodeableConcept ?? { text: 'Läkemedel ej angivet' },
    subject: subjectReference(subject),
    authoredOn: dateTime(authorization.dispensationAuthorizer.authorTime),
    ...(requester && { requester }),
    ...(distributionMethod && { note: [{ text: `Distribution: ${distributionMethod}` }] }),
    dosageInstruction: [{ text: authorization.prescriptionSignatura }],
    dispenseRequest: {
      ...(validUntil && { validityPeriod: { end: date(validUntil) } }),
      ...(totalAmount && { quantity: { value: decimal(totalAmount), ...(packageUnit && { unit: packageUnit }) } }),
    },
    ...(nonReplaceable && {
      substitution: {
        allowedBoolean: false,
        reason: {
          text: nonReplaceable === 'Patient' ? 'Patienten motsätter sig utbyte' : 'Förskrivaren motsätter sig',
        },
      },
    }),
  };
}

function givenOf(
  header: Header,
  prescription: Prescription,
  subject: Subject,
  index: number,
): MedicationAdministration {
  const given = prescription.administration?.[index];
  const medicine = drugOf(given?.drug ?? prescription.drug, false);
  const performer =
    given &&
    signerOf({
      signatureTime: '',
      ...(given.administeringHealthcareProfessional.healthcareProfessionalHSAId && {
        legalAuthenticatorHSAId: given.administeringHealthcareProfessional.healthcareProfessionalHSAId,
      }),
    });
  const { start, end } = given?.administrationTime ?? {};
  return {
    resourceType: 'MedicationAdministration',
    id: besideId(header, subject, `adm${index + 1}`),
    meta: metaOf(header, 'SEEHDSMedicationAdministration'),
    ...(given && { identifier: [identifierOf(given.administrationId)] }),
    status: 'completed',
    medicationCodeableConcept: medicine.medicationCodeableConcept ?? { text: 'Läkemedel ej angivet' },
    subject: subjectReference(subject),
    effectivePeriod: { ...(start && { start: dateTime(start) }), ...(end && { end: dateTime(end) }) },
    ...(performer && { performer: [{ actor: performer }] }),
    supportingInformation: [{ reference: `MedicationStatement/${beginningOf(header, subject, '').id}` }],
    ...(given?.administrationComment && { note: [{ text: given.administrationComment }] }),
    ...(given?.routeOfAdministration && { dosage: { route: concept(given.routeOfAdministration) } }),
  };
}
