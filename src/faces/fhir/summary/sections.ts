import type { Clinical } from '../mapping/clinical.ts';
import type { Section } from './section.ts';
import { latestPerCode, newestPerProblem } from './selection.ts';

const resultMonths = 24;
const mostResults = 50;

const is =
  (...types: Clinical['resourceType'][]) =>
  (resource: Clinical): boolean =>
    types.includes(resource.resourceType);

/** In force: what has ended, was stopped or never taken is history. */
const currentMedication = new Set(['active', 'intended', 'on-hold', 'unknown']);
/** What stands: IPS shows no preliminary answers, and a corrected one is the one to believe. */
const standing = new Set(['final', 'amended', 'corrected', 'appended']);

/** Tobacco and alcohol (SNOMED CT, LOINC): the observations that IPS counts as social history. */
const socialCodes = new Set(['365980008', '365981007', '72166-2', '74013-4', '897148007', '229819007']);
/** Height, weight, head circumference, body mass index. */
const growthCodes = new Set(['1153637007', '50373000', '248334005', '27113001', '363812007', '60621009']);

const hasCode = (resource: Clinical, codes: ReadonlySet<string>): boolean =>
  resource.resourceType === 'Observation' &&
  (resource.code.coding?.some(({ code }) => code !== undefined && codes.has(code)) ?? false);

const hasResult = (resource: Clinical): boolean =>
  resource.resourceType === 'Observation' &&
  standing.has(resource.status) &&
  Object.keys(resource).some((key) => key.startsWith('value') || key === 'component');

/** The sections, in the order of the document. */
export const sections: readonly Section[] = [
  {
    loinc: '11450-4',
    title: 'Diagnoser och problem (Problems)',
    required: 'Condition',
    draws: [{ contract: 'GetDiagnosis', admits: is('Condition'), choose: newestPerProblem }],
  },
  {
    loinc: '48765-2',
    title: 'Överkänslighet (Allergies and intolerances)',
    required: 'AllergyIntolerance',
    draws: [{ contract: 'GetAlertInformation', admits: is('AllergyIntolerance') }],
  },
  {
    loinc: '10160-0',
    title: 'Läkemedel (Medication summary)',
    required: 'MedicationStatement',
    draws: [
      {
        contract: 'GetMedicationHistory',
        admits: (one) => one.resourceType === 'MedicationStatement' && currentMedication.has(one.status),
      },
    ],
  },
  {
    loinc: '11369-6',
    title: 'Vaccinationer (Immunizations)',
    draws: [{ contract: 'GetVaccinationHistory', admits: is('Immunization') }],
  },
  {
    loinc: '30954-2',
    title: 'Provsvar och undersökningar (Results)',
    draws: [
      {
        contract: 'GetLaboratoryOrderOutcome',
        months: resultMonths,
        admits: hasResult,
        choose: (admitted) => latestPerCode(admitted).slice(0, mostResults),
      },
      {
        contract: 'GetImagingOutcome',
        months: resultMonths,
        admits: (one) => one.resourceType === 'DiagnosticReport' && standing.has(one.status),
        choose: (admitted) => admitted.slice(0, mostResults),
      },
    ],
  },
  { loinc: '47519-4', title: 'Åtgärder (History of procedures)', draws: [] },
  { loinc: '46264-8', title: 'Medicintekniska produkter (Medical devices)', draws: [] },
  {
    loinc: '104605-1',
    title: 'Uppmärksamhetsinformation (Alerts)',
    draws: [
      {
        contract: 'GetAlertInformation',
        // Hypersensitivity has its own section: the Flag that points at an AllergyIntolerance would say it twice.
        admits: (one) => one.resourceType === 'Flag' && one.status === 'active' && !pointsAtAllergy(one),
      },
    ],
  },
  {
    loinc: '47420-5',
    title: 'Funktionstillstånd (Functional status)',
    draws: [{ contract: 'GetFunctionalStatus', admits: is('Condition') }],
  },
  {
    loinc: '10162-6',
    title: 'Graviditet (Pregnancy)',
    draws: [{ contract: 'GetMaternityMedicalHistory', admits: is('Observation') }],
  },
  {
    loinc: '18776-5',
    title: 'Vård- och omsorgsplaner (Plan of care)',
    draws: [{ contract: 'GetCarePlans', admits: is('CarePlan') }],
  },
  {
    loinc: '29762-2',
    title: 'Levnadsvanor (Social history)',
    draws: [{ contract: 'GetObservations', admits: (one) => hasCode(one, socialCodes), choose: latestPerCode }],
  },
  {
    loinc: '8716-3',
    title: 'Kroppsmått (Vital signs)',
    draws: [{ contract: 'GetObservations', admits: (one) => hasCode(one, growthCodes), choose: latestPerCode }],
  },
];

function pointsAtAllergy({ extension }: Clinical): boolean {
  return extension?.some(({ valueReference }) => valueReference?.reference?.startsWith('AllergyIntolerance/')) ?? false;
}

/** What the sections hold, for whoever must be allowed to read all of it. */
export const sectionTypes: readonly Clinical['resourceType'][] = [
  'Condition',
  'AllergyIntolerance',
  'MedicationStatement',
  'Immunization',
  'Observation',
  'DiagnosticReport',
  'Flag',
  'CarePlan',
];
