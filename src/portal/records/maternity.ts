import type { MaternityMedicalRecord } from '../../contracts/get-maternity-medical-history-2.ts';
import { summaryHeader } from './header.ts';
import type { Detail } from './item.ts';
import { line, listed, quantity, text, time, yesNo } from './said.ts';
import type { Term } from './terms.ts';
import type { Teller } from './told.ts';

type Body = MaternityMedicalRecord['maternityMedicalRecordBody'];
type Registration = NonNullable<Body['registrationRecord']>;
type CheckUp = NonNullable<Body['pregnancyCheckupRecord']>;
type AfterDelivery = NonNullable<Body['postDeliveryRecord']>;

/** DeliveryCodeEnum. */
const deliveries: Readonly<Record<number, Term>> = {
  0: 'notStated',
  1: 'ectopic',
  2: 'miscarriage',
  4: 'stillborn',
  5: 'liveborn',
};
/** SexCodeEnum. */
const sexes: Readonly<Record<number, Term>> = { 0: 'unknown', 1: 'male', 2: 'female', 9: 'notApplicable' };
/** FetalPositionCodeEnum. */
const positions: Readonly<Record<number, Term>> = { 0: 'head', 1: 'breech', 2: 'oblique', 3: 'transverse' };
/** FetalPresentationCodeEnum; what 3 means is not said. */
const presentations: Readonly<Record<number, Term>> = { 0: 'mobile', 1: 'movable', 2: 'fixed' };
/** TypeOfLeaveCodeEnum. */
const leaves: Readonly<Record<number, Term>> = { 0: 'sickLeave', 1: 'pregnancyBenefit', 2: 'parentalLeave' };

/** GetMaternityMedicalHistory 2: registration, a check-up, or what came after delivery. */
export const maternity: Teller<MaternityMedicalRecord> = ({
  maternityMedicalRecordHeader: header,
  maternityMedicalRecordBody: { registrationRecord, pregnancyCheckupRecord, postDeliveryRecord },
}) => {
  const common = {
    header: summaryHeader(header),
    title: undefined,
    time: header.documentTime ?? header.accountableHealthcareProfessional.authorTime,
  };
  return [
    ...(registrationRecord
      ? [
          {
            ...common,
            term: 'registration',
            group: 'registration',
            details: registrationLines(registrationRecord),
          } as const,
        ]
      : []),
    ...(pregnancyCheckupRecord
      ? [{ ...common, term: 'checkUp', group: 'check-up', details: checkUpLines(pregnancyCheckupRecord) } as const]
      : []),
    ...(postDeliveryRecord
      ? [
          {
            ...common,
            term: 'afterDelivery',
            group: 'after-delivery',
            details: deliveryLines(postDeliveryRecord),
          } as const,
        ]
      : []),
  ];
};

interface Medication {
  readonly medicament?: string;
  readonly dosage?: string;
}

function medicines(given: readonly Medication[] = []): readonly Detail[] {
  return given.flatMap(({ medicament, dosage }) =>
    line('medicine', [text(medicament), text(dosage)].filter(Boolean).join(', ')),
  );
}

function registrationLines(record: Registration): readonly Detail[] {
  return [
    ...time('expectedByPeriod', record.expectedDayOfDeliveryFromLastMenstrualPeriod),
    ...time('expectedByScan', record.expectedDayOfDeliveryFromUltrasoundScan),
    ...time('expectedByTransfer', record.expectedDayOfDeliveryFromEmbryonicTransfer),
    ...time('lastPeriod', record.lastMenstrualPeriod),
    ...time('pregnancyTest', record.indicationPregnancy),
    ...time('contraceptiveStopped', record.contraceptiveDiscontinued),
    ...quantity('length', record.length),
    ...quantity('weight', record.weight),
    ...quantity('bodyMassIndex', record.bodyMassIndex),
    ...line('infertilityYears', record.infertility),
    ...yesNo('thrombosis', record.diseasesThrombosis),
    ...yesNo('endocrineDisease', record.diseasesEndocineDiseases),
    ...yesNo('urinaryInfections', record.diseasesRecurrentUrinaryTractInfections),
    ...yesNo('diabetes', record.diseasesDiabetesMellitus),
    ...medicines(record.medicationDuringPregnacy),
    ...yesNo('standardCare', record.assessmentAtFirstContactStandardCare),
    ...(record.previousGravidityAndParity ?? []).flatMap(earlierLines),
  ];
}

function earlierLines(earlier: NonNullable<Registration['previousGravidityAndParity']>[number]): readonly Detail[] {
  const about = { about: `${text(earlier.year)}-${(text(earlier.month) ?? '').padStart(2, '0')}` };
  return [
    ...listed('earlierPregnancy', earlier.delivery ?? 0, deliveries, about),
    ...line('week', earlier.gestation, about),
    ...listed('sex', earlier.sex, sexes, about),
    ...quantity('childWeight', earlier.weightOfChild, about),
    ...line('progress', earlier.progress, about),
    ...line('facility', earlier.healthcareFacility, { ...about, tellsPlace: true }),
  ];
}

function checkUpLines(record: CheckUp): readonly Detail[] {
  return [
    ...line('week', record.completeWeeksOfGestation),
    ...quantity('weight', record.weight),
    ...quantity('fundalHeight', record.symphysisFundalHeight),
    ...quantity('systolic', record.bloodPressureSystolic),
    ...quantity('diastolic', record.bloodPressureDiastolic),
    ...quantity('haemoglobin', record.haemoglobin),
    ...quantity('proteinuria', record.proteinuria),
    ...quantity('glycosuria', record.glycosuria),
    ...(record.fetalHeartRate ?? []).flatMap((rate) => quantity('fetalHeartRate', rate)),
    ...(record.fetalPosition ?? []).flatMap((code) => listed('fetalPosition', code, positions)),
    ...(record.fetalPresentation ?? []).flatMap((code) => listed('fetalPresentation', code, presentations)),
    ...(record.typeOfLeave ?? []).flatMap((code) => listed('leave', code, leaves)),
    ...medicines(record.medicationSinceRegistration),
  ];
}

function deliveryLines({ motherPostDeliveryRecord: mother, childPostDeliveryRecord: children }: AfterDelivery) {
  return [
    ...quantity('systolic', mother.bloodPressureSystolic),
    ...quantity('diastolic', mother.bloodPressureDiastolic),
    ...quantity('haemoglobin', mother.haemoglobin),
    ...line('temperature', mother.bodyTemperature),
    ...yesNo('scars', mother.scarsOK),
    ...yesNo('sutureRemoved', mother.sutureRemoved),
    ...yesNo('perineum', mother.perineumComfortable),
    ...yesNo('vagina', mother.vulvaVaginaPortioOK),
    ...yesNo('uterus', mother.uterusContracted),
    ...line('uterusNote', mother.uterusNote),
    ...yesNo('breastfeeding', mother.breastfeeding),
    ...(children ?? []).flatMap((child) => {
      const about = { about: `nr ${text(child.ordinalNumber)}` };
      return [
        ...quantity('childWeight', child.weight, about),
        ...line('apgar1', child.apgarScore1, about),
        ...line('apgar5', child.apgarScore5, about),
        ...line('apgar10', child.apgarScore10, about),
      ];
    }),
  ];
}
