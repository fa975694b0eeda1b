import { isDeepStrictEqual } from 'node:util';
import type { CodeableConcept, Device, Extension, Immunization, ImmunizationPerformer, Observation } from 'fhir/r4';
import { type BridgeRecord, getVaccinationHistory2, type VaccinationMedicalRecord } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { absent, codeableConcept, date, dateTime, hsaIdentifier, present, text } from './data-types.ts';
import { guided, guidedParts, valued } from './extensions.ts';
import { asserterOf, beginningOf, encounterOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { narrative, readableTime } from './narrative.ts';
import { type OrgUnit, organizationOf } from './professional.ts';
import { quantityOf } from './quantity.ts';
import { recordMapping } from './record-mapping.ts';

type Header = VaccinationMedicalRecord['vaccinationMedicalRecordHeader'];
type Body = VaccinationMedicalRecord['vaccinationMedicalRecordBody'];
type Registration = Body['registrationRecord'];
type Administration = NonNullable<Body['administrationRecord']>[number];
type Actor = NonNullable<Administration['performer']>;

const functions = 'http://terminology.hl7.org/CodeSystem/v2-0443';

/** GetVaccinationHistory 2 → one Immunization for each administration, and the Device that registered them. */
export const vaccinations = recordMapping<VaccinationMedicalRecord>(getVaccinationHistory2, (record, context) => {
  const { registrationRecord, administrationRecord } = record.data.vaccinationMedicalRecordBody;
  // A registration without administrations still tells of a vaccination (VAC-001).
  const administrations: readonly (Administration | undefined)[] = administrationRecord?.length
    ? administrationRecord
    : [undefined];
  const device = mapRegister(record, registrationRecord, context);
  const immunizations = administrations.map((administration, index) =>
    mapImmunization(record, administration, index === 0 ? undefined : String(index), device, context),
  );
  return { resources: [...immunizations, device] };
});

function mapImmunization(
  record: BridgeRecord<VaccinationMedicalRecord>,
  given: Administration | undefined,
  part: string | undefined,
  device: Device,
  context: MappingContext,
): Immunization {
  const { vaccinationMedicalRecordHeader: header, vaccinationMedicalRecordBody: body } = record.data;
  const registration = body.registrationRecord;
  const vaccine = vaccineOf(given);
  const beginning = beginningOf(
    'Immunization',
    record.header,
    [registration.careGiverOrg, given?.performerOrg, given?.prescriberOrg],
    context,
    part,
  );
  const reference = identifierOf(given?.vaccinationUniqueReference, context);
  const performers = performersOf(registration, given, context);
  const reactions = reactionsOf(
    [...(registration.patientAdverseEffect ?? []), ...(given?.patientAdverseEffect ?? [])],
    context,
  );
  const source = text(given?.sourceDescription);
  return {
    resourceType: 'Immunization',
    ...beginning,
    identifier: [...beginning.identifier, ...(reference ? [reference] : [])],
    text: narrative(vaccine.text ?? 'Vaccination', [
      ['Gavs', readableTime(registration.date)],
      ['Dos', text(given?.dose?.displayName)],
      ['Dosnummer', given?.doseOrdinalNumber?.toString()],
      ['Satsnummer', text(given?.vaccineBatchId)],
      ['Vårdgivare', text(registration.careGiverOrg.orgUnitName)],
      ['Makulerad', header.nullified ? (text(header.nullifiedReason) ?? 'ja') : undefined],
    ]),
    contained: present(...performers.contained, ...reactions),
    extension: present<Extension>(...extensionsOf(header, registration, given, device, context)),
    status: header.nullified ? 'entered-in-error' : 'completed',
    statusReason: header.nullified && text(header.nullifiedReason) ? { text: text(header.nullifiedReason) } : undefined,
    vaccineCode: vaccine,
    patient: context.patient,
    encounter: encounterOf(header),
    ...occurrenceOf(header, registration),
    recorded: dateTime(header.accountableHealthcareProfessional.authorTime),
    primarySource: source === undefined,
    reportOrigin: source === undefined ? undefined : { text: source },
    manufacturer: text(given?.vaccineManufacturer) ? { display: text(given?.vaccineManufacturer) } : undefined,
    lotNumber: text(given?.vaccineBatchId),
    site: given?.anatomicalSite && codeableConcept(given.anatomicalSite),
    route: given?.route && codeableConcept(given.route),
    doseQuantity: doseOf(given),
    performer: performers.performer,
    note: present(...notesOf(header, registration, given).map((said) => (said ? { text: said } : undefined))),
    programEligibility: present(...(registration.riskCategory ?? []).map((risk) => codeableConcept(risk))),
    reaction: present(...reactions.map(({ id }) => ({ detail: { reference: `#${id}` } }))),
    protocolApplied: protocolOf(given),
  };
}

/** The day of vaccination; the document's own time tells the hour where it is of that day. */
function occurrenceOf(header: Header, registration: Registration): Pick<Immunization, 'occurrenceDateTime'> {
  const sameDay = header.documentTime?.startsWith(registration.date) ? dateTime(header.documentTime) : undefined;
  const occurrence =
    sameDay ?? date(registration.date) ?? dateTime(header.accountableHealthcareProfessional.authorTime);
  if (occurrence) return { occurrenceDateTime: occurrence };
  return { _occurrenceDateTime: { extension: [absent('unknown')] } } as object;
}

function vaccineOf(given: Administration | undefined): CodeableConcept {
  const concepts = [given?.vaccineName, given?.typeOfVaccine].flatMap((code) => (code ? [codeableConcept(code)] : []));
  const coding = concepts.flatMap((concept) => concept.coding ?? []);
  const words = concepts.map((concept) => concept.text ?? concept.coding?.[0]?.code).find(Boolean);
  if (coding.length === 0 && !words) return { extension: [absent('unknown')], text: 'Okänt vaccin' };
  return { coding: coding.length > 0 ? coding : undefined, text: words };
}

function doseOf(given: Administration | undefined): Immunization['doseQuantity'] {
  const amount = given?.dose?.quantity;
  const quantity = amount && quantityOf(amount);
  return quantity && { ...quantity, unit: quantity.unit ?? text(given?.dose?.displayName) };
}

/** `doseNumber` is mandatory where anything is said of the protocol. */
function protocolOf(given: Administration | undefined): Immunization['protocolApplied'] {
  if (!given) return undefined;
  const series = text(given.vaccinationProgramName?.displayName) ?? text(given.vaccinationProgramName?.originalText);
  const diseases = (given.vaccineTargetDisease ?? []).map((disease) => codeableConcept(disease));
  const number = positive(given.doseOrdinalNumber);
  const doses = positive(given.numberOfPrescribedDoses);
  if (!series && diseases.length === 0 && number === undefined && doses === undefined) return undefined;
  return [
    {
      series,
      targetDisease: diseases.length > 0 ? diseases : undefined,
      ...(number === undefined
        ? ({ _doseNumberString: { extension: [absent('unknown')] } } as object)
        : { doseNumberPositiveInt: number }),
      seriesDosesPositiveInt: doses,
    },
  ];
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 && value <= 2_147_483_647 ? value : undefined;
}

/**
 * Who gave it (AP): a unit and a person, and where that unit is another than the care provider's organisation, that too;
 * and who ordered it (OP).
 */
function performersOf(registration: Registration, given: Administration | undefined, context: MappingContext) {
  const giver = organizationOf(given?.performerOrg ?? registration.careGiverOrg, 'performer-unit', context);
  const careGiver = isAnother(given?.performerOrg, registration.careGiverOrg)
    ? organizationOf(registration.careGiverOrg, 'care-giver', context)
    : undefined;
  const orderer = organizationOf(given?.prescriberOrg, 'prescriber-unit', context);
  const smiId = text(registration.careUnitSmiId);
  const contained = [...giver.contained, ...orderer.contained, ...(careGiver?.contained ?? [])];
  const [unit] = giver.contained;
  if (smiId && unit?.resourceType === 'Organization')
    unit.identifier = [...(unit.identifier ?? []), { system: 'urn:oid:1.2.752.194.10.1.1', value: smiId }];
  const performer = present<ImmunizationPerformer>(
    giver.reference ? as('AP', giver.reference) : undefined,
    actorOf('AP', given?.performer, context),
    orderer.reference ? as('OP', orderer.reference) : undefined,
    actorOf('OP', given?.prescriberPerson, context),
    careGiver?.reference ? as('AP', careGiver.reference) : undefined,
  );
  return { performer, contained };
}

function isAnother(unit: OrgUnit | undefined, organisation: OrgUnit): boolean {
  return unit !== undefined && !isDeepStrictEqual(unit, organisation);
}

function as(code: 'AP' | 'OP', actor: ImmunizationPerformer['actor']): ImmunizationPerformer {
  const display = code === 'AP' ? 'Administering Provider' : 'Ordering Provider';
  return { function: { coding: [{ system: functions, code, display }] }, actor };
}

function actorOf(
  code: 'AP' | 'OP',
  actor: Actor | undefined,
  context: MappingContext,
): ImmunizationPerformer | undefined {
  const hsaId = text(actor?.hsaid);
  const display = text(actor?.personName);
  if (!hsaId && !display) return undefined;
  const identifier = hsaId ? hsaIdentifier(context.generation, hsaId) : undefined;
  return as(code, { type: 'PractitionerRole', identifier, display });
}

/** What was observed after the vaccination: `detail` is a reference, so each effect is an observation of its own. */
function reactionsOf(
  effects: readonly Parameters<typeof codeableConcept>[0][],
  context: MappingContext,
): Observation[] {
  return effects.map((effect, index) => ({
    resourceType: 'Observation',
    id: `reaction-${index + 1}`,
    status: 'final',
    code: codeableConcept(effect),
    subject: context.patient,
  }));
}

function notesOf(
  header: Header,
  registration: Registration,
  given: Administration | undefined,
): (string | undefined)[] {
  const title = text(header.documentTitle);
  const dose = given?.dose?.quantity ? undefined : text(given?.dose?.displayName);
  return [
    title && `Dokumenttitel: ${title}`,
    text(registration.vaccinationUnstructuredNote),
    text(given?.commentAdministration),
    text(given?.commentPrescription),
    dose && `Dos: ${dose}`,
  ];
}

function extensionsOf(
  header: Header,
  registration: Registration,
  given: Administration | undefined,
  device: Device,
  context: MappingContext,
): (Extension | undefined)[] {
  return [
    guidedParts('immunization-legal-authenticator', [
      valued('signatureTime', { valueDateTime: dateTime(header.legalAuthenticator?.signatureTime) }),
      valued('legalAuthenticator', { valueReference: asserterOf(header, context) }),
    ]),
    guided('immunization-patient-postal-code', { valueString: text(registration.patientPostalCode) }),
    guided('immunization-is-dose-complete', { valueBoolean: given?.isDoseComplete }),
    guided('immunization-registration-device', { valueReference: { reference: `Device/${device.id}` } }),
  ];
}

/** The system that the vaccination was registered in. */
function mapRegister(
  record: BridgeRecord<VaccinationMedicalRecord>,
  given: Registration,
  context: MappingContext,
): Device {
  const { sourceSystemContact: contact } = given;
  const hsaId = text(contact.hsaid);
  const version = text(given.sourceSystemProductVersion);
  const productName = text(given.sourceSystemProductName);
  const name = text(given.sourceSystemName) ?? productName ?? 'Okänt system';
  return {
    resourceType: 'Device',
    ...beginningOf('Device', record.header, [], context),
    text: narrative(name, [
      ['Produkt', productName],
      ['Version', version],
    ]),
    extension: present(
      guidedParts('device-source-system-contact', [
        valued('hsaId', { valueIdentifier: hsaId ? hsaIdentifier(context.generation, hsaId) : undefined }),
        valued('name', { valueString: text(contact.personName) }),
        valued('email', { valueString: context.forPatient ? undefined : text(contact.personEmail) }),
        valued('telecom', { valueString: context.forPatient ? undefined : text(contact.personTelecom) }),
        valued('address', { valueString: text(contact.personAddress) }),
      ]),
    ),
    deviceName: [
      { name, type: 'user-friendly-name' },
      ...(productName ? [{ name: productName, type: 'model-name' as const }] : []),
    ],
    version: version ? [{ value: version }] : undefined,
    patient: context.patient,
  };
}
