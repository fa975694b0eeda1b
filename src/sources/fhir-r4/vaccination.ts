import { fhirTimeToRivtaDate, systemOids } from '../../codes/index.ts';
import type { VaccinationMedicalRecord } from '../../contracts/index.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { type Context, organisationIdOf, recordedOf } from './context.ts';
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
  notesOf,
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
  const giver = actorOf(performer, 'AP') ?? performer[0]?.actor;
  const unit = performer.map(({ actor }) => organisationIdOf(actor, immunization, context.index)).find(Boolean);
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
      unit,
    },
    context,
  );
  const { source } = context;
  const organisation = performer
    .map(({ actor }) => orgUnitOf(organisationOnly(actor, immunization, context), immunization, context.index))
    .find(Boolean);
  const fallback = beside.careUnit ?? beside.careProvider;
  return {
    item: {
      vaccinationMedicalRecordHeader: header,
      vaccinationMedicalRecordBody: {
        registrationRecord: {
          careGiverOrg: organisation ?? { orgUnitHSAId: fallback, orgUnitName: fallback },
          // The system answers for what it delivers; FHIR has no contact of its own to give.
          sourceSystemName: source.name,
          sourceSystemContact: { hsaid: source.hsaId },
          date: occurrence && fhirTimeToRivtaDate(occurrence),
          patientPostalCode: extensionOf(immunization, 'immunization-patient-postal-code')?.valueString,
          vaccinationUnstructuredNote: notesOf(immunization.note),
          riskCategory: immunization.programEligibility?.map((risk) => conceptOf(risk)),
          patientAdverseEffect: immunization.reaction?.map(({ detail }) => {
            const effect = context.index.find('Observation', detail, immunization);
            return conceptOf(effect?.valueCodeableConcept ?? effect?.code ?? { text: detail?.display ?? '' });
          }),
        },
        administrationRecord: [administrationFrom(immunization, organisation, context)],
      },
    },
    ...beside,
    undated,
  };
}

function administrationFrom(
  immunization: Immunization,
  performerOrg: Administration['performerOrg'],
  context: Context,
): Administration {
  const { vaccineCode, performer = [], protocolApplied: [protocol] = [], doseQuantity } = immunization;
  return {
    vaccinationProgramName: protocol?.series ? { originalText: protocol.series } : undefined,
    prescriberPerson: actorFrom(actorOf(performer, 'OP'), immunization, context),
    performerOrg,
    performer: actorFrom(actorOf(performer, 'AP') ?? performer[0]?.actor, immunization, context),
    anatomicalSite: conceptOf(immunization.site),
    route: conceptOf(immunization.route),
    dose: doseQuantity && { quantity: quantityOf(doseQuantity), displayName: wordsOfQuantity(doseQuantity) },
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

/** The product by its NPL id, the kind of vaccine by any other code; without codes the words are the product's. */
function vaccineFrom(vaccine: CodeableConcept | undefined): Administration {
  const vaccineName = codedIn(systemOids.npl, vaccine);
  const kinds = vaccine?.coding?.filter(({ code }) => code !== vaccineName?.code) ?? [];
  const typeOfVaccine =
    kinds.length > 0 ? conceptOf({ coding: kinds }, [systemOids.atc, systemOids.snomedCt]) : undefined;
  return { typeOfVaccine, vaccineName: vaccineName ?? (vaccine?.text ? { originalText: vaccine.text } : undefined) };
}

type Performers = NonNullable<Immunization['performer']>;

function actorOf(performers: Performers, code: 'AP' | 'OP'): Reference | undefined {
  const acting = performers.filter((performer) => hasCode([performer.function], code)).map(({ actor }) => actor);
  return acting.find((actor) => !actor?.reference?.includes('Organization/')) ?? acting[0];
}

function organisationOnly(actor: Reference | undefined, holder: Immunization, { index }: Context) {
  return index.find('Organization', actor, holder) ? actor : undefined;
}

function actorFrom(actor: Reference | undefined, holder: Immunization, context: Context) {
  if (organisationOnly(actor, holder, context)) return undefined;
  const { hsaId, name } = personOf(actor, holder, context);
  return { hsaid: hsaId, personName: name };
}

function numberOf(whole: { readonly digits: string } | undefined): number | undefined {
  return whole && Number(whole.digits);
}
