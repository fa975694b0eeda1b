import type { ObservationComponent } from 'fhir/r4';
import type { MaternityMedicalRecord } from '../../../contracts/index.ts';
import { system } from '../codes.ts';
import { decimal, quantity } from '../quantity.ts';
import { date } from '../time.ts';

type Body = MaternityMedicalRecord['maternityMedicalRecordBody'];
type Value = Omit<ObservationComponent, 'code'> | undefined;

/** Codes of the parts of a maternity record, as the national guide lists them, with LOINC where it has one. */
const loinc: Readonly<Record<string, string>> = {
  lmp: '8665-2',
  'edd-lmp': '11779-6',
  'edd-us': '11781-2',
  'edd-et': '11778-8',
  'body-height': '8302-2',
  'body-weight': '29463-7',
  bmi: '39156-5',
  'gestation-weeks': '49051-6',
  sfh: '11881-0',
  haemoglobin: '718-7',
  'bp-systolic': '8480-6',
  'bp-diastolic': '8462-4',
  'fetal-heart-rate': '55283-6',
};

/** Values by code; what is not known is left out. */
function parts(values: readonly (readonly [code: string, value: Value])[]): ObservationComponent[] {
  return values.flatMap(([code, value]) => {
    if (!value) return [];
    const also = loinc[code];
    const coding = [{ system: system.maternitySection, code }, ...(also ? [{ system: system.loinc, code: also }] : [])];
    return [{ code: { coding }, ...value }];
  });
}

type Amount = { readonly value: string; readonly unit: string };
const amount = (value: Amount | undefined): Value => value && { valueQuantity: quantity(value) };
const day = (value: string | undefined): Value => (value === undefined ? undefined : { valueDateTime: date(value) });
const truth = (value: boolean | undefined): Value => (value === undefined ? undefined : { valueBoolean: value });
const words = (value: string | undefined): Value => (value ? { valueString: value } : undefined);
const whole = (value: number | string | undefined): Value =>
  value === undefined ? undefined : { valueInteger: Number(value) };

const choice =
  (list: string, names: Readonly<Record<string, string>>) =>
  (value: number | string | undefined): Value => {
    if (value === undefined) return undefined;
    const display = names[value] ?? String(value);
    const coding = [{ system: `https://fhir.inera.se/CodeSystem/${list}`, code: String(value), display }];
    return { valueCodeableConcept: { coding, text: display } };
  };
const delivery = choice('deliverycode', {
  0: 'Ej angivet',
  1: 'Extrauterin',
  2: 'Spontanabort',
  4: 'Dödfödd',
  5: 'Levande född',
});
const sex = choice('sexcode', { 0: 'Okänt', 1: 'Man', 2: 'Kvinna', 9: 'Ej tillämpligt' });
const position = choice('fetalpositioncode', { 0: 'Huvudbjudning', 1: 'Sätesbjudning', 2: 'Snedläge', 3: 'Tvärläge' });
const presentation = choice('fetalpresentationcode', { 0: 'Rörligt', 1: 'Ruckbart', 2: 'Fixerat' });
const leave = choice('typeofleavecode', { 0: 'Sjukskrivning', 1: 'Graviditetspenning', 2: 'Föräldrapenning' });

const medicines = (
  name: string,
  list: readonly { readonly medicament: string; readonly dosage?: string }[] = [],
): (readonly [string, Value])[] =>
  list.flatMap(({ medicament, dosage }, index) => [
    [`${name}-${index + 1}-name`, words(medicament)] as const,
    [`${name}-${index + 1}-dosage`, words(dosage)] as const,
  ]);

export function registrationParts(record: NonNullable<Body['registrationRecord']>): ObservationComponent[] {
  const earlier = (record.previousGravidityAndParity ?? []).flatMap((one, index) => {
    const code = (name: string) => `prev-delivery-${index + 1}-${name}`;
    return [
      [code('year'), whole(one.year)],
      [code('month'), whole(one.month)],
      [code('delivery'), delivery(one.delivery)],
      [code('facility'), words(one.healthcareFacility)],
      [code('progress'), words(one.progress)],
      [code('sex'), sex(one.sex)],
      [code('weight'), amount(one.weightOfChild)],
      [code('gestation'), whole(one.gestation)],
    ] as const;
  });
  return parts([
    ['lmp', day(record.lastMenstrualPeriod)],
    ['indication-pregnancy', day(record.indicationPregnancy)],
    ['contraceptive-discontinued', day(record.contraceptiveDiscontinued)],
    ['edd-lmp', day(record.expectedDayOfDeliveryFromLastMenstrualPeriod)],
    ['edd-us', day(record.expectedDayOfDeliveryFromUltrasoundScan)],
    ['edd-et', day(record.expectedDayOfDeliveryFromEmbryonicTransfer)],
    ['body-height', amount(record.length)],
    ['body-weight', amount(record.weight)],
    ['bmi', amount(record.bodyMassIndex)],
    ...earlier,
    ['disease-thrombosis', truth(record.diseasesThrombosis)],
    ['disease-endocrine', truth(record.diseasesEndocineDiseases)],
    ['disease-recurrent-uti', truth(record.diseasesRecurrentUrinaryTractInfections)],
    ['disease-diabetes', truth(record.diseasesDiabetesMellitus)],
    ...medicines('medication-pregnancy', record.medicationDuringPregnacy),
    ['first-contact-std-care', truth(record.assessmentAtFirstContactStandardCare)],
  ]);
}

export function checkUpParts(record: NonNullable<Body['pregnancyCheckupRecord']>): ObservationComponent[] {
  return parts([
    ['gestation-weeks', whole(record.completeWeeksOfGestation)],
    ['body-weight', amount(record.weight)],
    ['sfh', amount(record.symphysisFundalHeight)],
    ['haemoglobin', amount(record.haemoglobin)],
    ['bp-systolic', amount(record.bloodPressureSystolic)],
    ['bp-diastolic', amount(record.bloodPressureDiastolic)],
    ...(record.fetalPosition ?? []).map((one) => ['fetal-position', position(one)] as const),
    ...(record.fetalPresentation ?? []).map((one) => ['fetal-presentation', presentation(one)] as const),
    ...(record.fetalHeartRate ?? []).map((one) => ['fetal-heart-rate', amount(one)] as const),
    ...(record.typeOfLeave ?? []).map((one) => ['leave-type', leave(one)] as const),
    ...medicines('medication-since-reg', record.medicationSinceRegistration),
  ]);
}

export function postDeliveryParts(record: NonNullable<Body['postDeliveryRecord']>): ObservationComponent[] {
  const mother = record.motherPostDeliveryRecord;
  const temperature = mother.bodyTemperature;
  return parts([
    ['postpartum-bp-systolic', amount(mother.bloodPressureSystolic)],
    ['postpartum-bp-diastolic', amount(mother.bloodPressureDiastolic)],
    ['postpartum-haemoglobin', amount(mother.haemoglobin)],
    [
      'postpartum-temperature',
      temperature === undefined
        ? undefined
        : { valueQuantity: { value: decimal(temperature), unit: 'Cel', system: ucum, code: 'Cel' } },
    ],
    ['postpartum-scars-ok', truth(mother.scarsOK)],
    ['postpartum-perineum-comfortable', truth(mother.perineumComfortable)],
    ['postpartum-uterus-contracted', truth(mother.uterusContracted)],
    ['postpartum-uterus-note', words(mother.uterusNote)],
    ['postpartum-breastfeeding', truth(mother.breastfeeding)],
    ...(record.childPostDeliveryRecord ?? []).flatMap((child) => {
      const code = (name: string) => `child-${child.ordinalNumber}-${name}`;
      return [
        [code('weight'), amount(child.weight)],
        [code('apgar-1'), whole(child.apgarScore1)],
        [code('apgar-5'), whole(child.apgarScore5)],
        [code('apgar-10'), whole(child.apgarScore10)],
      ] as const;
    }),
  ]);
}

const ucum = 'http://unitsofmeasure.org';
