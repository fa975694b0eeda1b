import { fhirTimeToRivtaDate } from '../../codes/index.ts';
import type { MaternityMedicalRecord } from '../../contracts/index.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { type Context, recordedOf } from './context.ts';
import { plainDecimal } from './decimals.ts';
import { headerFrom } from './header.ts';
import { type Observation, wordsOfValue } from './observation.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Measured } from './shapes/results.ts';
import { signatureOf } from './signature.ts';
import { dayOrTimeOf, documentIdOf, hasCode, quantityOf, timeOf, writingOf } from './values.ts';

type Body = Draft<MaternityMedicalRecord['maternityMedicalRecordBody']>;

export const maternityRecords: Mapping = (search, context) =>
  eachOf('Observation', search, (observation) =>
    isMaternity(observation) ? maternityRecordFrom(observation, context) : undefined,
  );

const sections = {
  registration: 'registrationRecord',
  checkup: 'pregnancyCheckupRecord',
  'post-delivery': 'postDeliveryRecord',
} as const;
const sectionSystem = '/CodeSystem/maternity-section';

function sectionOf({ code }: Observation): keyof typeof sections | undefined {
  const said = code?.coding?.find(({ system }) => system?.endsWith(sectionSystem))?.code;
  return said && Object.hasOwn(sections, said) ? (said as keyof typeof sections) : undefined;
}

/** Whether it is a section of a maternity record, as the national guide tells one. */
export function isMaternity(observation: Observation): boolean {
  return sectionOf(observation) !== undefined;
}

/** Observation of a section → GetMaternityMedicalHistory 2. The sections of one pregnancy are records of their own. */
function maternityRecordFrom(observation: Observation, context: Context): Mapped<MaternityMedicalRecord> {
  const issued = timeOf(observation.issued);
  const effective = [observation.effectiveDateTime, observation.effectiveInstant, observation.effectivePeriod?.start];
  const { authorTime, undated } = writingOf(
    dayOrTimeOf(...effective) ?? issued ?? recordedOf(observation, context),
    ...effective,
    observation.meta?.lastUpdated,
  );
  const { header, beside } = headerFrom(
    observation,
    {
      subject: observation.subject,
      encounter: observation.encounter,
      author: observation.performer?.[0],
      authorTime,
      ...signatureOf(observation),
      nullified: observation.status === 'entered-in-error',
    },
    context,
  );
  const section = sectionOf(observation) ?? 'checkup';
  return {
    item: {
      maternityMedicalRecordHeader: {
        ...header,
        documentId: documentIdOf(observation)?.replace(new RegExp(`#(${section}|${sections[section]})$`), ''),
        documentTime: issued,
      },
      maternityMedicalRecordBody: bodies[section](readingOf(observation)),
    },
    ...beside,
    undated,
  };
}

/** The components by their local codes, in the types of the contract. */
function readingOf({ component = [] }: Observation) {
  const of = (code: string) => component.filter((one) => hasCode([one.code], code));
  const first = (code: string): Measured | undefined => of(code)[0];
  const number = (one: Measured | undefined) => one?.valueInteger?.digits ?? one?.valueQuantity?.value?.digits;
  const whole = (one: Measured | undefined) => {
    const digits = number(one) ?? one?.valueCodeableConcept?.coding?.[0]?.code;
    return digits && /^\d{1,4}$/.test(digits) ? Number(digits) : undefined;
  };
  return {
    day: (code: string) => {
      const time = first(code)?.valueDateTime;
      return time && fhirTimeToRivtaDate(time);
    },
    quantity: (code: string) => quantityOf(first(code)?.valueQuantity),
    quantities: (code: string) => of(code).map(({ valueQuantity }) => quantityOf(valueQuantity)),
    decimal: (code: string) => {
      const digits = number(first(code));
      return digits && plainDecimal(digits);
    },
    yes: (code: string) => first(code)?.valueBoolean,
    words: (code: string) => {
      const one = first(code);
      return one && wordsOfValue(one);
    },
    whole: (code: string) => whole(first(code)),
    wholes: (code: string) => of(code).map(whole),
    /** The numbers n of `before-n-…`. */
    ordinals: (before: string) => {
      const codes = component.flatMap(({ code }) => code?.coding?.flatMap((coding) => coding.code ?? []) ?? []);
      const numbers = codes.flatMap((code) => (code.startsWith(before) ? parseInt(code.slice(before.length), 10) : []));
      return [...new Set(numbers.filter((one) => Number.isSafeInteger(one)))].sort((a, b) => a - b);
    },
  };
}

type Reading = ReturnType<typeof readingOf>;
/** The contract's enumerations are numbers; one that is on none of them is found when the record is checked. */
type Numbered = never;

const medicines = (read: Reading, before: string) =>
  read.ordinals(`${before}-`).map((one) => ({
    medicament: read.words(`${before}-${one}-name`),
    dosage: read.words(`${before}-${one}-dosage`),
  }));

const bodies: Readonly<Record<keyof typeof sections, (read: Reading) => Body>> = {
  registration: (read) => ({
    registrationRecord: {
      lastMenstrualPeriod: read.day('lmp'),
      indicationPregnancy: read.day('indication-pregnancy'),
      contraceptiveDiscontinued: read.day('contraceptive-discontinued'),
      expectedDayOfDeliveryFromLastMenstrualPeriod: read.day('edd-lmp'),
      expectedDayOfDeliveryFromUltrasoundScan: read.day('edd-us'),
      expectedDayOfDeliveryFromEmbryonicTransfer: read.day('edd-et'),
      length: read.quantity('body-height'),
      weight: read.quantity('body-weight'),
      bodyMassIndex: read.quantity('bmi'),
      infertility: read.decimal('infertility-duration'),
      previousGravidityAndParity: read.ordinals('prev-delivery-').map((one) => ({
        year: read.whole(`prev-delivery-${one}-year`),
        month: read.whole(`prev-delivery-${one}-month`),
        delivery: read.whole(`prev-delivery-${one}-delivery`) as Numbered,
        healthcareFacility: read.words(`prev-delivery-${one}-facility`),
        progress: read.words(`prev-delivery-${one}-progress`),
        sex: read.whole(`prev-delivery-${one}-sex`) as Numbered,
        weightOfChild: read.quantity(`prev-delivery-${one}-weight`),
        gestation: read.whole(`prev-delivery-${one}-gestation`),
      })),
      diseasesThrombosis: read.yes('disease-thrombosis'),
      diseasesEndocineDiseases: read.yes('disease-endocrine'),
      diseasesRecurrentUrinaryTractInfections: read.yes('disease-recurrent-uti'),
      diseasesDiabetesMellitus: read.yes('disease-diabetes'),
      medicationDuringPregnacy: medicines(read, 'medication-pregnancy'),
      assessmentAtFirstContactStandardCare: read.yes('first-contact-std-care'),
    },
  }),
  checkup: (read) => ({
    pregnancyCheckupRecord: {
      completeWeeksOfGestation: read.whole('gestation-weeks'),
      weight: read.quantity('body-weight'),
      symphysisFundalHeight: read.quantity('sfh'),
      haemoglobin: read.quantity('haemoglobin'),
      bloodPressureSystolic: read.quantity('bp-systolic'),
      bloodPressureDiastolic: read.quantity('bp-diastolic'),
      proteinuria: read.quantity('proteinuria'),
      glycosuria: read.quantity('glycosuria'),
      fetalPosition: read.wholes('fetal-position') as Numbered[],
      fetalPresentation: read.wholes('fetal-presentation') as Numbered[],
      fetalHeartRate: read.quantities('fetal-heart-rate'),
      typeOfLeave: read.wholes('leave-type') as Numbered[],
      medicationSinceRegistration: medicines(read, 'medication-since-reg'),
    },
  }),
  'post-delivery': (read) => ({
    postDeliveryRecord: {
      motherPostDeliveryRecord: {
        bloodPressureSystolic: read.quantity('postpartum-bp-systolic'),
        bloodPressureDiastolic: read.quantity('postpartum-bp-diastolic'),
        haemoglobin: read.quantity('postpartum-haemoglobin'),
        bodyTemperature: read.decimal('postpartum-body-temperature'),
        scarsOK: read.yes('postpartum-scars-ok'),
        sutureRemoved: read.yes('postpartum-suture-removed'),
        perineumComfortable: read.yes('postpartum-perineum-comfortable'),
        vulvaVaginaPortioOK: read.yes('postpartum-vulva-vagina-portio-ok'),
        uterusContracted: read.yes('postpartum-uterus-contracted'),
        uterusNote: read.words('postpartum-uterus-note'),
        breastfeeding: read.yes('postpartum-breastfeeding'),
      },
      childPostDeliveryRecord: read.ordinals('child-').map((one) => ({
        ordinalNumber: one,
        weight: read.quantity(`child-${one}-weight`),
        apgarScore1: read.whole(`child-${one}-apgar-1`),
        apgarScore5: read.whole(`child-${one}-apgar-5`),
        apgarScore10: read.whole(`child-${one}-apgar-10`),
      })),
    },
  }),
};
