import type { VaccinationMedicalRecord } from '../../contracts/get-vaccination-history-2.ts';
import { summaryHeader } from './header.ts';
import type { Detail } from './item.ts';
import { coded, line, quantity, text, time, wordsOf, yesNo } from './said.ts';
import type { Teller } from './told.ts';

type Body = VaccinationMedicalRecord['vaccinationMedicalRecordBody'];
type Registration = Body['registrationRecord'];
type Administration = NonNullable<Body['administrationRecord']>[number];

/** GetVaccinationHistory 2: an item for each vaccine given at a registration, or one for a note alone. */
export const vaccination: Teller<VaccinationMedicalRecord> = ({
  vaccinationMedicalRecordHeader,
  vaccinationMedicalRecordBody: { registrationRecord: registration, administrationRecord: administrations = [] },
}) => {
  const common = {
    header: summaryHeader(vaccinationMedicalRecordHeader),
    term: 'vaccination',
    time: registration.date,
  } as const;
  if (administrations.length === 0) {
    const note = text(registration.vaccinationUnstructuredNote);
    return [{ ...common, title: undefined, summary: note, details: registrationLines(registration) }];
  }
  return administrations.map((one) => ({
    ...common,
    title: wordsOf(one.vaccineName) ?? wordsOf(one.typeOfVaccine),
    summary: [...targetsOf(one), doseText(one) && `dos ${doseText(one)}`].filter(Boolean).join(' · '),
    details: [...administrationLines(one), ...registrationLines(registration)],
  }));
};

function targetsOf({ vaccineTargetDisease = [] }: Administration): readonly string[] {
  return vaccineTargetDisease.flatMap((disease) => wordsOf(disease) ?? []);
}

/** `2/3` = the second dose of three prescribed. */
function doseText({ doseOrdinalNumber: number, numberOfPrescribedDoses: of }: Administration): string | undefined {
  return [text(number), text(of)].filter(Boolean).join('/') || undefined;
}

function administrationLines(one: Administration): readonly Detail[] {
  return [
    ...coded('vaccine', one.vaccineName),
    ...coded('typeOfVaccine', one.typeOfVaccine),
    ...(one.vaccineTargetDisease ?? []).flatMap((disease) => coded('protectsAgainst', disease)),
    ...line('dose', one.dose?.displayName),
    ...quantity('doseAmount', one.dose?.quantity),
    ...line('doseNumber', doseText(one)),
    ...yesNo('doseComplete', one.isDoseComplete),
    ...coded('route', one.route),
    ...coded('bodySite', one.anatomicalSite),
    ...line('batch', one.vaccineBatchId),
    ...line('manufacturer', one.vaccineManufacturer),
    ...coded('programme', one.vaccinationProgramName),
    ...(one.patientAdverseEffect ?? []).flatMap((effect) => coded('adverseEffect', effect)),
    ...line('performedBy', one.performer?.personName),
    ...line('performedAt', one.performerOrg?.orgUnitName, { tellsPlace: true }),
    ...line('prescribedBy', one.prescriberPerson?.personName),
    ...line('prescribedAt', one.prescriberOrg?.orgUnitName, { tellsPlace: true }),
    ...line('comment', one.commentAdministration),
    ...line('prescriptionComment', one.commentPrescription),
    ...line('informationFrom', one.sourceDescription),
  ];
}

function registrationLines(registration: Registration): readonly Detail[] {
  return [
    ...time('vaccinated', registration.date),
    ...line('note', registration.vaccinationUnstructuredNote),
    ...(registration.riskCategory ?? []).flatMap((risk) => coded('riskCategory', risk)),
    ...(registration.patientAdverseEffect ?? []).flatMap((effect) => coded('adverseEffect', effect)),
    ...line('registeredAt', registration.careGiverOrg?.orgUnitName, { tellsPlace: true }),
    ...line('contactPerson', registration.careGiverContact?.personName),
    ...line('postalCode', registration.patientPostalCode, { tellsPlace: true }),
    ...line('recordSystem', registration.sourceSystemProductName ?? registration.sourceSystemName),
  ];
}
