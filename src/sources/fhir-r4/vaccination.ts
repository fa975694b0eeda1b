import { fhirTimeToRivtaDate, oidOf, systemOids } from '../../codes/index.ts';
import type { VaccinationMedicalRecord } from '../../contracts/index.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { type Context, isOrganisation, organisationIdOf, recordedOf } from './context.ts';
import { headerFrom } from './header.ts';
import { orgUnitOf, personOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { CodeableConcept, Reference, Resource } from './resources.ts';
import { signatureOf } from './signature.ts';
import {
  codedIn,
  conceptOf,
  dayOrTimeOf,
  extensionOf,
  hasCode,
  instanceIdOf,
  joined,
  quantityOf,
  wordsOfConcept,
  wordsOfQuantity,
  writingOf,
} from './values.ts';

type Immunization = Resource<'Immunization'>;
type Administration = Draft<
  NonNullable<VaccinationMedicalRecord['vaccinationMedicalRecordBody']['administrationRecord']>[number]
>;

export const vaccinations: Mapping = (search, context) =>
  eachOf('Immunization', search, (immunization) => vaccinationFrom(immunization, context), {
    include: ['Immunization:performer'],
    fetch: ['Observation'],
  });

/** Immunization → GetVaccinationHistory 2, one record each. What was not given is no vaccination. */
function vaccinationFrom(immunization: Immunization, context: Context): Mapped<VaccinationMedicalRecord> | undefined {
  const { status, performer = [], occurrenceDateTime: occurrence } = immunization;
  if (status === 'not-done') return undefined;
  const giver = actorOf(immunization, 'AP', context) ?? performer[0]?.actor;
  const organisations = organisationsOf(immunization, context);
  const { authorTime, undated } = writingOf(
    dayOrTimeOf(immunization.recorded) ?? recordedOf(immunization, context),
    immunization.recorded,
    occurrence,
    immunization.meta?.lastUpdated,
  );
  const { header, beside } = headerFrom(
    immunization,
    {
      subject: immunization.patient,
      encounter: immunization.encounter,
      author: giver,
      authorTime,
      ...signatureOf(immunization),
      nullified: status === 'entered-in-error',
      nullifiedReason: wordsOfConcept(immunization.statusReason),
      unit: organisations.unit,
    },
    context,
  );
  const { source } = context;
  const { title, dose, others } = notesIn(immunization);
  const fallback = beside.careUnit ?? beside.careProvider;
  return {
    item: {
      vaccinationMedicalRecordHeader: { ...header, documentTitle: title },
      vaccinationMedicalRecordBody: {
        registrationRecord: {
          careGiverOrg: organisations.careGiver ?? { orgUnitHSAId: fallback, orgUnitName: fallback },
          // The system answers for what it delivers; FHIR has no contact of its own to give.
          sourceSystemName: source.name,
          sourceSystemContact: { hsaid: source.hsaId },
          careUnitSmiId: organisations.smiId,
          date: occurrence && fhirTimeToRivtaDate(occurrence),
          patientPostalCode: extensionOf(immunization, 'immunization-patient-postal-code')?.valueString,
          vaccinationUnstructuredNote: joined(others),
          riskCategory: immunization.programEligibility?.map((risk) => conceptOf(risk)),
          patientAdverseEffect: immunization.reaction?.map(({ detail }) => {
            const effect = context.index.find('Observation', detail, immunization);
            return conceptOf(effect?.valueCodeableConcept ?? effect?.code ?? { text: detail?.display ?? '' });
          }),
        },
        administrationRecord: [administrationFrom(immunization, organisations, dose, context)],
      },
    },
    ...beside,
    undated,
  };
}

const titlePrefix = 'Dokumenttitel: ';
const dosePrefix = 'Dos: ';

/** A title and a dose in words have no elements of their own: the guide, and our own face, write them as notes. */
function notesIn({ note = [] }: Immunization) {
  const notes = note.flatMap(({ text }) => text ?? []);
  const told = (prefix: string) => notes.find((one) => one.startsWith(prefix))?.slice(prefix.length);
  const others = notes.filter((one) => !one.startsWith(titlePrefix) && !one.startsWith(dosePrefix));
  return { title: told(titlePrefix), dose: told(dosePrefix), others };
}

type Organisations = ReturnType<typeof organisationsOf>;

/** By which Folkhälsomyndigheten knows a unit that vaccinates. */
function smiIdOf(unit: Resource<'Organization'> | undefined): string | undefined {
  return unit?.identifier?.find(({ system }) => oidOf(system ?? '') === smiIds)?.value;
}

const smiIds = '1.2.752.194.10.1.1';

/** Whoever gave it, the unit before the care provider that it belongs to; one that stands alone is both. */
function organisationsOf(immunization: Immunization, { index }: Context) {
  const acting = (immunization.performer ?? []).filter(({ actor }) => isOrganisation(actor, immunization, index));
  const given = acting.filter((one) => !hasCode([one.function], 'OP')).map(({ actor }) => actor);
  const ordered = acting.find((one) => hasCode([one.function], 'OP'))?.actor;
  const of = (actor: Reference | undefined) => actor && orgUnitOf(actor, immunization, index);
  return {
    performer: of(given[0]),
    careGiver: of(given.at(-1)),
    prescriber: of(ordered),
    smiId: smiIdOf(index.find('Organization', given[0], immunization)),
    /** HSA-id of the unit. */
    unit: organisationIdOf(given[0], immunization, index),
  };
}

function administrationFrom(
  immunization: Immunization,
  organisations: Organisations,
  dose: string | undefined,
  context: Context,
): Administration {
  const { vaccineCode, performer = [], protocolApplied: [protocol] = [], doseQuantity } = immunization;
  return {
    vaccinationProgramName: protocol?.series ? { originalText: protocol.series } : undefined,
    prescriberPerson: actorFrom(actorOf(immunization, 'OP', context), immunization, context),
    prescriberOrg: organisations.prescriber,
    performerOrg: organisations.performer,
    performer: actorFrom(actorOf(immunization, 'AP', context) ?? performer[0]?.actor, immunization, context),
    anatomicalSite: conceptOf(immunization.site),
    route: conceptOf(immunization.route),
    dose: { quantity: quantityOf(doseQuantity), displayName: wordsOfQuantity(doseQuantity) ?? dose },
    isDoseComplete: extensionOf(immunization, 'immunization-is-dose-complete')?.valueBoolean,
    doseOrdinalNumber: numberOf(protocol?.doseNumberPositiveInt),
    numberOfPrescribedDoses: numberOf(protocol?.seriesDosesPositiveInt),
    sourceDescription: wordsOfConcept(immunization.reportOrigin),
    ...vaccineFrom(vaccineCode),
    vaccineBatchId: immunization.lotNumber,
    vaccineManufacturer: immunization.manufacturer?.display,
    vaccineTargetDisease: protocol?.targetDisease?.map((disease) => conceptOf(disease)),
    vaccinationUniqueReference: instanceIdOf(immunization.identifier?.[1]),
  };
}

/** So the guide's mapping, and our own face, name the vaccine where nothing is known of it. */
const unknownVaccine = 'Okänt vaccin';

/** The product by its NPL id, the kind of vaccine by any other code; without codes the words are the product's. */
function vaccineFrom(vaccine: CodeableConcept | undefined): Administration {
  const vaccineName = codedIn(systemOids.npl, vaccine);
  const kinds = vaccine?.coding?.filter(({ code }) => code !== vaccineName?.code) ?? [];
  const typeOfVaccine =
    kinds.length > 0 ? conceptOf({ coding: kinds }, [systemOids.atc, systemOids.snomedCt]) : undefined;
  const words = [unknownVaccine, typeOfVaccine?.displayName].includes(vaccine?.text) ? undefined : vaccine?.text;
  return { typeOfVaccine, vaccineName: vaccineName ?? (words === undefined ? undefined : { originalText: words }) };
}

/** A person before a unit. */
function actorOf(
  { performer = [], ...holder }: Immunization,
  code: 'AP' | 'OP',
  { index }: Context,
): Reference | undefined {
  const acting = performer.filter((one) => hasCode([one.function], code)).map(({ actor }) => actor);
  return acting.find((actor) => !isOrganisation(actor, holder, index)) ?? acting[0];
}

function actorFrom(actor: Reference | undefined, holder: Immunization, context: Context) {
  const { hsaId, name } = personOf(actor, holder, context);
  return { hsaid: hsaId, personName: name };
}

function numberOf(whole: { readonly digits: string } | undefined): number | undefined {
  return whole && Number(whole.digits);
}
