import type { MaternityMedicalRecord } from '../../../contracts/index.ts';
import type { MaternityRecord } from '../content/maternity.ts';
import type { Entry } from '../entries.ts';
import { healthcareProfessional } from '../header.ts';
import type { History } from '../history.ts';
import { headerOf, writtenAt } from './header.ts';

type Body = MaternityMedicalRecord['maternityMedicalRecordBody'];

export function maternity2({ chart, entries }: History): MaternityMedicalRecord[] {
  return entries('maternity').map((entry) => ({
    maternityMedicalRecordHeader: headerFor(headerOf(chart, entry), entry),
    maternityMedicalRecordBody: bodyOf(entry.content),
  }));
}

/** Unit and provider are mandatory here, and the signer has no name. */
function headerFor(
  { legalAuthenticator: signed, ...header }: ReturnType<typeof headerOf>,
  entry: Entry,
): MaternityMedicalRecord['maternityMedicalRecordHeader'] {
  const { unit, author } = entry;
  return {
    ...header,
    documentTime: writtenAt(entry),
    accountableHealthcareProfessional: {
      ...healthcareProfessional({ unit, author, time: writtenAt(entry) }),
      healthcareProfessionalCareUnitHSAId: unit.hsaId,
      healthcareProfessionalCareGiverHSAId: unit.provider,
    },
    ...(signed && {
      legalAuthenticator: { signatureTime: signed.signatureTime, legalAuthenticatorHSAId: author.hsaId },
    }),
  };
}

const quantity = (value: number, unit: string) => ({ value: String(value), unit });
const date = (iso: string): string => iso.replaceAll('-', '');
const medicines = (list: readonly (readonly [string, string])[] | undefined) =>
  (list ?? []).map(([medicament, dosage]) => ({ medicament, dosage }));

function bodyOf(record: MaternityRecord): Body {
  if (record.part === 'registration') return { registrationRecord: registration(record) };
  if (record.part === 'check-up') return { pregnancyCheckupRecord: checkUp(record) };
  return { postDeliveryRecord: afterDelivery(record) };
}

function registration(
  record: Extract<MaternityRecord, { part: 'registration' }>,
): NonNullable<Body['registrationRecord']> {
  return {
    lastMenstrualPeriod: date(record.lastPeriod),
    expectedDayOfDeliveryFromLastMenstrualPeriod: date(record.expectedByPeriod),
    expectedDayOfDeliveryFromUltrasoundScan: date(record.expectedByScan),
    length: quantity(record.lengthCm, 'cm'),
    weight: quantity(record.weightKg, 'kg'),
    bodyMassIndex: quantity(record.bmi, 'kg/m2'),
    previousGravidityAndParity: (record.earlier ?? []).map(({ facility, sex, weightGrams, weeks, ...rest }) => ({
      ...rest,
      ...(facility && { healthcareFacility: facility }),
      ...(sex && { sex }),
      ...(weightGrams && { weightOfChild: quantity(weightGrams, 'g') }),
      gestation: weeks,
    })),
    diseasesThrombosis: false,
    diseasesEndocineDiseases: false,
    diseasesRecurrentUrinaryTractInfections: false,
    diseasesDiabetesMellitus: false,
    medicationDuringPregnacy: medicines(record.medication),
    assessmentAtFirstContactStandardCare: record.standardCare,
  };
}

function checkUp(record: Extract<MaternityRecord, { part: 'check-up' }>): NonNullable<Body['pregnancyCheckupRecord']> {
  const [systolic, diastolic] = record.bloodPressure;
  return {
    completeWeeksOfGestation: record.week,
    weight: quantity(record.weightKg, 'kg'),
    ...(record.fundusCm && { symphysisFundalHeight: quantity(record.fundusCm, 'cm') }),
    ...(record.haemoglobin && { haemoglobin: quantity(record.haemoglobin, 'g/L') }),
    bloodPressureSystolic: quantity(systolic, 'mm[Hg]'),
    bloodPressureDiastolic: quantity(diastolic, 'mm[Hg]'),
    ...(record.position !== undefined && { fetalPosition: [record.position] }),
    ...(record.presentation !== undefined && { fetalPresentation: [record.presentation] }),
    fetalHeartRate: [quantity(record.heartRate, '/min')],
    ...(record.leave !== undefined && { typeOfLeave: [record.leave] }),
    medicationSinceRegistration: medicines(record.medication),
  };
}

function afterDelivery(
  record: Extract<MaternityRecord, { part: 'after-delivery' }>,
): NonNullable<Body['postDeliveryRecord']> {
  const [systolic, diastolic] = record.bloodPressure;
  const [apgarScore1, apgarScore5, apgarScore10] = record.child.apgar;
  return {
    motherPostDeliveryRecord: {
      bloodPressureSystolic: quantity(systolic, 'mm[Hg]'),
      bloodPressureDiastolic: quantity(diastolic, 'mm[Hg]'),
      haemoglobin: quantity(record.haemoglobin, 'g/L'),
      bodyTemperature: record.temperature,
      scarsOK: true,
      perineumComfortable: true,
      uterusContracted: record.uterusNote === undefined,
      ...(record.uterusNote && { uterusNote: record.uterusNote }),
      breastfeeding: record.breastfeeding,
    },
    childPostDeliveryRecord: [
      { ordinalNumber: 1, weight: quantity(record.child.weightGrams, 'g'), apgarScore1, apgarScore5, apgarScore10 },
    ],
  };
}
