import type { Annotation, Device, FhirResource, Immunization, ImmunizationPerformer, Observation } from 'fhir/r4';
import type { VaccinationMedicalRecord } from '../../../contracts/index.ts';
import { concept, hl7, hsaIdentifier, identifierOf, inera } from '../codes.ts';
import { beginningOf } from '../header.ts';
import type { Subject } from '../ids.ts';
import { organizationOf, signerOf, subjectReference, unitName } from '../parts.ts';
import { decimal } from '../quantity.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { date, dateTime } from '../time.ts';

type Body = VaccinationMedicalRecord['vaccinationMedicalRecordBody'];
type Registration = Body['registrationRecord'];
type Given = NonNullable<Body['administrationRecord']>[number];

/** What was given, one SEEHDSImmunization for each vaccine (national guide); at least one. */
export function vaccinationRecord(item: VaccinationMedicalRecord, subject: Subject): FhirRecord {
  const given = item.vaccinationMedicalRecordBody.administrationRecord ?? [];
  const parts: readonly (Given | undefined)[] = given.length > 0 ? given : [undefined];
  return recordOf(
    item.vaccinationMedicalRecordHeader.accountableHealthcareProfessional,
    ...parts.map((one, index) => immunizationOf(item, one, index, subject)),
  );
}

function immunizationOf(
  { vaccinationMedicalRecordHeader: header, vaccinationMedicalRecordBody: body }: VaccinationMedicalRecord,
  given: Given | undefined,
  index: number,
  subject: Subject,
): Immunization {
  const registration = body.registrationRecord;
  const beginning = beginningOf(header, subject, 'SEEHDSImmunization');
  const reactions = [...(registration.patientAdverseEffect ?? []), ...(given?.patientAdverseEffect ?? [])];
  const reference = given?.vaccinationUniqueReference;
  const note = notesOf(registration, given);
  const performer = performersOf(given, registration);
  return {
    resourceType: 'Immunization',
    ...beginning,
    id: index === 0 ? beginning.id : `${beginning.id}.${index + 1}`,
    contained: [
      deviceOf(registration),
      ...(given?.performerOrg ? [organizationOf(given.performerOrg)] : []),
      ...reactions.map(reactionOf),
    ],
    extension: extensionsOf(header, given),
    identifier: [...beginning.identifier, ...(reference ? [identifierOf(reference)] : [])],
    status: 'completed',
    vaccineCode: vaccineOf(given),
    patient: subjectReference(subject),
    occurrenceDateTime: occurrenceOf(registration, header.documentTime),
    recorded: dateTime(header.accountableHealthcareProfessional.authorTime),
    primarySource: given?.sourceDescription === undefined,
    ...(given?.sourceDescription && { reportOrigin: { text: given.sourceDescription } }),
    ...(given?.vaccineManufacturer && { manufacturer: { display: given.vaccineManufacturer } }),
    ...(given?.vaccineBatchId && { lotNumber: given.vaccineBatchId }),
    ...(given?.anatomicalSite && { site: concept(given.anatomicalSite) }),
    ...(given?.route && { route: concept(given.route) }),
    ...(given?.dose?.quantity && {
      doseQuantity: { value: decimal(given.dose.quantity.value), unit: given.dose.quantity.unit },
    }),
    ...(performer.length > 0 && { performer }),
    ...(note.length > 0 && { note }),
    ...(reactions.length > 0 && {
      reaction: reactions.map((_, number) => ({ detail: { reference: `#biverkan${number + 1}` } })),
    }),
    ...protocolOf(given),
  };
}

/** The day is what was written; the time of the document where it is the same day. */
function occurrenceOf({ date: day }: Registration, documentTime: string | undefined): string {
  return documentTime?.startsWith(day) ? dateTime(documentTime) : date(day);
}

function vaccineOf(given: Given | undefined): Immunization['vaccineCode'] {
  const { typeOfVaccine: type, vaccineName: name } = given ?? {};
  const coding = [type, name].flatMap((one) => (one ? (concept(one).coding ?? []) : []));
  const text = name?.originalText ?? name?.displayName ?? type?.displayName;
  if (!text && coding.length === 0)
    return { extension: [{ url: hl7('data-absent-reason'), valueCode: 'unknown' }], text: 'Okänt vaccin' };
  return { ...(coding.length > 0 && { coding }), ...(text && { text }) };
}

function performersOf(given: Given | undefined, { careGiverOrg: provider }: Registration): ImmunizationPerformer[] {
  const role = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0443', code: 'AP' }] };
  const { performer, performerOrg } = given ?? {};
  return [
    ...(performer?.hsaid
      ? [
          {
            function: role,
            actor: {
              identifier: hsaIdentifier(performer.hsaid),
              ...(performer.personName && { display: performer.personName }),
            },
          },
        ]
      : []),
    ...(performerOrg ? [{ function: role, actor: { reference: '#org1', ...unitName(performerOrg) } }] : []),
    { function: role, actor: unitName(provider) },
  ];
}

function protocolOf(given: Given | undefined): Pick<Immunization, 'protocolApplied'> {
  if (!given) return {};
  const { vaccinationProgramName: program, doseOrdinalNumber: ordinal, numberOfPrescribedDoses: doses } = given;
  const diseases = given.vaccineTargetDisease ?? [];
  const series = program?.displayName ?? program?.originalText;
  if (!series && ordinal === undefined && diseases.length === 0) return {};
  return {
    protocolApplied: [
      {
        ...(series && { series }),
        ...(diseases.length > 0 && { targetDisease: diseases.map(concept) }),
        ...(ordinal === undefined
          ? { _doseNumberString: { extension: [{ url: hl7('data-absent-reason'), valueCode: 'unknown' }] } }
          : { doseNumberPositiveInt: Number(ordinal) }),
        ...(doses !== undefined && { seriesDosesPositiveInt: Number(doses) }),
      },
    ],
  };
}

function notesOf({ vaccinationUnstructuredNote: note }: Registration, given: Given | undefined): Annotation[] {
  const dose = given?.dose && !given.dose.quantity ? `Dos: ${given.dose.displayName}` : undefined;
  return [note, given?.commentAdministration, given?.commentPrescription, dose]
    .filter((text) => text !== undefined)
    .map((text) => ({ text }));
}

function extensionsOf(
  { legalAuthenticator: signed }: VaccinationMedicalRecord['vaccinationMedicalRecordHeader'],
  given: Given | undefined,
): NonNullable<Immunization['extension']> {
  const signer = signerOf(signed);
  return [
    { url: inera('immunization-registration-device'), valueReference: { reference: '#system' } },
    ...(given?.isDoseComplete === undefined
      ? []
      : [{ url: inera('immunization-is-dose-complete'), valueBoolean: given.isDoseComplete }]),
    ...(signed
      ? [
          {
            url: inera('immunization-legal-authenticator'),
            extension: [
              { url: 'signatureTime', valueDateTime: dateTime(signed.signatureTime) },
              ...(signer ? [{ url: 'legalAuthenticator', valueReference: signer }] : []),
            ],
          },
        ]
      : []),
  ];
}

function deviceOf(registration: Registration): Device {
  const { sourceSystemProductName: model, sourceSystemProductVersion: version, sourceSystemContact } = registration;
  const contact = sourceSystemContact.personName;
  return {
    resourceType: 'Device',
    id: 'system',
    ...(contact && { extension: [{ url: inera('device-source-system-contact'), valueString: contact }] }),
    deviceName: [
      { name: registration.sourceSystemName, type: 'user-friendly-name' },
      ...(model ? [{ name: model, type: 'model-name' as const }] : []),
    ],
    ...(version && { version: [{ value: version }] }),
  };
}

function reactionOf(effect: Parameters<typeof concept>[0], index: number): Observation & FhirResource {
  return { resourceType: 'Observation', id: `biverkan${index + 1}`, status: 'final', code: concept(effect) };
}
