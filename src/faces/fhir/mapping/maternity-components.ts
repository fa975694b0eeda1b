import type { ObservationComponent } from 'fhir/r4';
import type { MaternityMedicalRecord } from '../../../contracts/index.ts';
import { date, text } from './data-types.ts';
import { decimal, quantityOf } from './quantity.ts';
import { systems } from './systems.ts';

type Body = MaternityMedicalRecord['maternityMedicalRecordBody'];
type Registration = NonNullable<Body['registrationRecord']>;
type Checkup = NonNullable<Body['pregnancyCheckupRecord']>;
type PostDelivery = NonNullable<Body['postDeliveryRecord']>;
type Amount = { readonly value: string; readonly unit: string };

/** What a component says, or undefined where the record does not. */
type Value = Omit<ObservationComponent, 'code'> | undefined;

interface Component {
  /** Local code of the national guide. */
  readonly code: string;
  readonly loinc?: string;
  readonly said: string;
  readonly value: Value;
}

const deliveries: Readonly<Record<number, string>> = {
  0: 'Ej angivet',
  1: 'Utomkvedshavandeskap',
  2: 'Spontan abort',
  4: 'Dödfödd',
  5: 'Levande född',
};
const sexes: Readonly<Record<number, string>> = { 0: 'Okänt', 1: 'Man', 2: 'Kvinna', 9: 'Ej tillämpligt' };
const positions: Readonly<Record<number, string>> = { 0: 'Huvudläge', 1: 'Sätesläge', 2: 'Snedläge', 3: 'Tvärläge' };
const presentations: Readonly<Record<number, string>> = { 0: 'Rörlig', 1: 'Ruckbar', 2: 'Fixerad', 3: 'Annan' };
const leaves: Readonly<Record<number, string>> = {
  0: 'Sjukskrivning',
  1: 'Graviditetspenning',
  2: 'Föräldrapenning',
};

/** The components of the three sections: local code, LOINC where there is one, and the value. */
export function registrationComponents(given: Registration): ObservationComponent[] {
  return written([
    one('lmp', 'Sista menstruation', day(given.lastMenstrualPeriod), '8665-2'),
    one('indication-pregnancy', 'Graviditetstest positivt', day(given.indicationPregnancy)),
    one('contraceptive-discontinued', 'Preventivmedel avslutat', day(given.contraceptiveDiscontinued)),
    one(
      'edd-lmp',
      'Beräknad förlossning enligt menstruation',
      day(given.expectedDayOfDeliveryFromLastMenstrualPeriod),
      '11779-6',
    ),
    one(
      'edd-us',
      'Beräknad förlossning enligt ultraljud',
      day(given.expectedDayOfDeliveryFromUltrasoundScan),
      '11781-2',
    ),
    one(
      'edd-et',
      'Beräknad förlossning enligt återföring',
      day(given.expectedDayOfDeliveryFromEmbryonicTransfer),
      '11778-8',
    ),
    one('body-height', 'Längd', amount(given.length), '8302-2'),
    one('body-weight', 'Vikt', amount(given.weight), '29463-7'),
    one('bmi', 'BMI', amount(given.bodyMassIndex), '39156-5'),
    one('infertility-duration', 'Ofrivillig barnlöshet', years(given.infertility)),
    ...(given.previousGravidityAndParity ?? []).flatMap((birth, index) => {
      const code = (name: string) => `prev-delivery-${index + 1}-${name}`;
      const said = (name: string) => `Tidigare förlossning ${index + 1}, ${name}`;
      return [
        one(code('year'), said('år'), whole(birth.year)),
        one(code('month'), said('månad'), whole(birth.month)),
        one(code('delivery'), said('förlossning'), coded('deliverycode', birth.delivery, deliveries)),
        one(code('facility'), said('vårdinrättning'), words(birth.healthcareFacility)),
        one(code('progress'), said('förlopp'), words(birth.progress)),
        one(code('sex'), said('kön'), coded('sexcode', birth.sex, sexes)),
        one(code('weight'), said('barnets vikt'), amount(birth.weightOfChild)),
        one(code('gestation'), said('graviditetsvecka'), whole(birth.gestation)),
      ];
    }),
    one('disease-thrombosis', 'Trombos', truth(given.diseasesThrombosis)),
    one('disease-endocrine', 'Endokrin sjukdom', truth(given.diseasesEndocineDiseases)),
    one('disease-recurrent-uti', 'Upprepade urinvägsinfektioner', truth(given.diseasesRecurrentUrinaryTractInfections)),
    one('disease-diabetes', 'Diabetes mellitus', truth(given.diseasesDiabetesMellitus)),
    ...medicines('medication-pregnancy', 'Läkemedel under graviditeten', given.medicationDuringPregnacy),
    one(
      'first-contact-std-care',
      'Standardvård bedömd vid första kontakt',
      truth(given.assessmentAtFirstContactStandardCare),
    ),
  ]);
}

export function checkupComponents(given: Checkup): ObservationComponent[] {
  return written([
    one('gestation-weeks', 'Fullgångna veckor', whole(given.completeWeeksOfGestation), '49051-6'),
    one('body-weight', 'Vikt', amount(given.weight), '29463-7'),
    one('sfh', 'Symfys–fundusmått', amount(given.symphysisFundalHeight), '11881-0'),
    one('haemoglobin', 'Hemoglobin', amount(given.haemoglobin), '718-7'),
    one('bp-systolic', 'Systoliskt blodtryck', amount(given.bloodPressureSystolic), '8480-6'),
    one('bp-diastolic', 'Diastoliskt blodtryck', amount(given.bloodPressureDiastolic), '8462-4'),
    one('proteinuria', 'Proteinuri', amount(given.proteinuria), '2888-6'),
    one('glycosuria', 'Glukosuri', amount(given.glycosuria), '15076-3'),
    ...(given.fetalPosition ?? []).map((code) =>
      one('fetal-position', 'Fosterläge', coded('fetalpositioncode', code, positions)),
    ),
    ...(given.fetalPresentation ?? []).map((code) =>
      one('fetal-presentation', 'Föregående fosterdel', coded('fetalpresentationcode', code, presentations)),
    ),
    ...(given.fetalHeartRate ?? []).map((rate) => one('fetal-heart-rate', 'Fosterljud', amount(rate), '55283-6')),
    ...(given.typeOfLeave ?? []).map((code) => one('leave-type', 'Ledighet', coded('typeofleavecode', code, leaves))),
    ...medicines('medication-since-reg', 'Läkemedel sedan inskrivningen', given.medicationSinceRegistration),
  ]);
}

export function postDeliveryComponents(given: PostDelivery): ObservationComponent[] {
  const mother = given.motherPostDeliveryRecord;
  return written([
    one('postpartum-bp-systolic', 'Systoliskt blodtryck', amount(mother.bloodPressureSystolic), '8480-6'),
    one('postpartum-bp-diastolic', 'Diastoliskt blodtryck', amount(mother.bloodPressureDiastolic), '8462-4'),
    one('postpartum-haemoglobin', 'Hemoglobin', amount(mother.haemoglobin), '718-7'),
    one('postpartum-body-temperature', 'Temperatur', degrees(mother.bodyTemperature), '8310-5'),
    one('postpartum-scars-ok', 'Ärr utan anmärkning', truth(mother.scarsOK)),
    one('postpartum-suture-removed', 'Suturer borttagna', truth(mother.sutureRemoved)),
    one('postpartum-perineum-comfortable', 'Perineum besvärsfritt', truth(mother.perineumComfortable)),
    one(
      'postpartum-vulva-vagina-portio-ok',
      'Vulva, vagina, portio utan anmärkning',
      truth(mother.vulvaVaginaPortioOK),
    ),
    one('postpartum-uterus-contracted', 'Uterus kontraherad', truth(mother.uterusContracted)),
    one(
      'postpartum-uterus-note',
      'Uterus, anteckning',
      words(mother.uterusContracted === false ? mother.uterusNote : undefined),
    ),
    one('postpartum-breastfeeding', 'Ammar', truth(mother.breastfeeding)),
    ...given.childPostDeliveryRecord.flatMap((child) => {
      const code = (name: string) => `child-${child.ordinalNumber}-${name}`;
      const said = (name: string) => `Barn ${child.ordinalNumber}, ${name}`;
      return [
        one(code('weight'), said('vikt'), amount(child.weight), '8339-4'),
        one(code('apgar-1'), said('Apgar 1 minut'), whole(child.apgarScore1), '9272-6'),
        one(code('apgar-5'), said('Apgar 5 minuter'), whole(child.apgarScore5), '9274-2'),
        one(code('apgar-10'), said('Apgar 10 minuter'), whole(child.apgarScore10), '9271-8'),
      ];
    }),
  ]);
}

function one(code: string, said: string, value: Value, loinc?: string): Component {
  return { code, said, value, ...(loinc !== undefined && { loinc }) };
}

function written(components: readonly Component[]): ObservationComponent[] {
  return components.flatMap(({ code, loinc, said, value }) =>
    value
      ? [
          {
            code: {
              coding: [
                { system: systems.maternitySection, code },
                ...(loinc === undefined ? [] : [{ system: systems.loinc, code: loinc }]),
              ],
              text: said,
            },
            ...value,
          },
        ]
      : [],
  );
}

function medicines(
  code: string,
  said: string,
  given: readonly { readonly medicament: string; readonly dosage?: string }[] = [],
): Component[] {
  return given.flatMap(({ medicament, dosage }, index) => [
    one(`${code}-${index + 1}-name`, `${said} ${index + 1}`, words(medicament)),
    one(`${code}-${index + 1}-dosage`, `${said} ${index + 1}, dos`, words(dosage)),
  ]);
}

function day(given: string | undefined): Value {
  const valueDateTime = date(given);
  return valueDateTime ? { valueDateTime } : undefined;
}

function amount(given: Amount | undefined): Value {
  const valueQuantity = quantityOf(given);
  return valueQuantity && { valueQuantity };
}

function years(given: string | undefined): Value {
  return given === undefined ? undefined : amount({ value: given, unit: 'a' });
}

function degrees(given: string | undefined): Value {
  const value = decimal(given);
  if (value === undefined) return undefined;
  return { valueQuantity: { value, unit: '°C', system: 'http://unitsofmeasure.org', code: 'Cel' } };
}

function whole(valueInteger: number | undefined): Value {
  return valueInteger === undefined ? undefined : { valueInteger };
}

function truth(valueBoolean: boolean | undefined): Value {
  return valueBoolean === undefined ? undefined : { valueBoolean };
}

function words(given: string | undefined): Value {
  const valueString = text(given);
  return valueString ? { valueString } : undefined;
}

function coded(list: string, given: number | undefined, meanings: Readonly<Record<number, string>>): Value {
  if (given === undefined) return undefined;
  const display = meanings[given];
  const coding = [{ system: `https://fhir.inera.se/CodeSystem/${list}`, code: String(given), display }];
  return { valueCodeableConcept: { coding, text: display ?? String(given) } };
}
