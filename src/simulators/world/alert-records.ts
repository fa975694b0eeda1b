import type { AlertInformation } from '../../contracts/index.ts';
import { type Day, dateText, dayOf, timeText } from './calendar.ts';
import type { CareUnit } from './care-units.ts';
import { type Chart, documentId, icd10Se } from './contact-records.ts';
import { summaryHeader } from './header.ts';
import type { Code, Warning } from './warnings.ts';

type AlertBody = AlertInformation['alertInformationBody'];
type Content = Pick<
  AlertBody,
  | 'hypersensitivity'
  | 'seriousDisease'
  | 'treatment'
  | 'communicableDisease'
  | 'restrictionOfCare'
  | 'unstructuredAlertInformation'
>;

const informationstyp = '1.2.752.129.2.2.2.1';
const samband = '1.2.752.129.2.2.2.4';
const atc = '1.2.752.129.2.2.3.1.1';
const npl = '1.2.752.129.2.1.5.1';

/** KV Informationstyp: the kind of alert. */
const kinds = {
  drug: ['upp-okh', 'Överkänslighet'],
  'unlisted-drug': ['upp-okh', 'Överkänslighet'],
  agent: ['upp-okh', 'Överkänslighet'],
  disease: ['upp-uas', 'Allvarlig sjukdom'],
  treatment: ['upp-ube', 'Allvarlig behandling'],
  infection: ['upp-arb', 'Smittsam sjukdom'],
  restriction: ['upp-vbe', 'Vårdbegränsning'],
  unstructured: ['upp-est', 'Ostrukturerad varningsinformation'],
} as const satisfies Record<Warning['kind'], readonly [code: string, name: string]>;

/** Where and when a warning was registered, and when it stopped being true; days to come have not come. */
interface Registration {
  readonly unit: CareUnit;
  readonly day: Day;
  readonly obsoleteOn: Day | undefined;
  readonly careContactId?: string | undefined;
}

export function alertInformation(
  chart: Chart,
  warning: Warning,
  { unit, day, obsoleteOn, careContactId }: Registration,
  serial: number,
): AlertInformation {
  const { random, today } = chart;
  const author = random.pick(unit.professionals);
  const minute = random.between(8 * 60, 17 * 60);
  const signedOn = day + random.between(0, 3);
  return {
    alertInformationHeader: summaryHeader({
      documentId: documentId(chart, 'U', serial),
      source: chart.source,
      patient: chart.patient,
      authorship: { unit, author, time: timeText(day, minute), ownerless: chart.someOwnerless && random.chance(0.02) },
      signature: signedOn < today ? { time: timeText(signedOn, minute + 30), signer: author } : undefined,
      approved: random.chance(0.9),
      ...(careContactId && { careContactId }),
    }),
    alertInformationBody: {
      typeOfAlertInformation: {
        code: kinds[warning.kind][0],
        codeSystem: informationstyp,
        displayName: kinds[warning.kind][1],
      },
      ascertainedDate: dateText(Math.max(day - random.between(0, 400), dayOf(chart.patient.birthDate))),
      ...(random.chance(0.6) && { verifiedTime: timeText(day, minute) }),
      validityTimePeriod: { start: timeText(day, 0), ...(random.chance(0.05) && { end: timeText(day + 3000, 0) }) },
      ...(warning.comment && { alertInformationComment: warning.comment }),
      ...(obsoleteOn !== undefined &&
        obsoleteOn < today && {
          obsoleteTime: timeText(obsoleteOn, minute),
          obsoleteComment: 'Uppgiften är inte längre aktuell.',
        }),
      ...content(warning),
    },
  };
}

/** `newer` says that it replaces `older` (KV Samband `ers`). */
export function replacing(newer: AlertInformation, older: AlertInformation): AlertInformation {
  const relation = {
    typeOfAlertInformationRelationship: { code: 'ers', codeSystem: samband, displayName: 'Ersätter' },
    relationComment: 'Uppgiften har kompletterats efter utredning.',
    documentId: [older.alertInformationHeader.documentId],
  };
  return { ...newer, alertInformationBody: { ...newer.alertInformationBody, relatedAlertInformation: [relation] } };
}

function content(warning: Warning): Content {
  switch (warning.kind) {
    case 'drug':
      return {
        hypersensitivity: {
          typeOfHypersensitivity: { originalText: 'Läkemedelsöverkänslighet' },
          ...degrees(warning),
          pharmaceuticalHypersensitivity: {
            atcSubstance: coded(warning.atc, atc),
            ...(warning.product && { pharmaceuticalProductId: [coded(warning.product, npl)] }),
          },
        },
      };
    case 'unlisted-drug':
      return {
        hypersensitivity: {
          typeOfHypersensitivity: { originalText: 'Läkemedelsöverkänslighet' },
          ...degrees(warning),
          pharmaceuticalHypersensitivity: { nonATCSubstance: warning.substance, nonATCSubstanceComment: warning.why },
        },
      };
    case 'agent':
      return {
        hypersensitivity: {
          typeOfHypersensitivity: { originalText: 'Annan överkänslighet' },
          ...degrees(warning),
          otherHypersensitivity: { hypersensitivityAgent: warning.agent },
        },
      };
    case 'disease':
      return { seriousDisease: { disease: coded(warning.disease, icd10Se) } };
    case 'treatment':
      return {
        treatment: {
          treatmentDescription: warning.description,
          ...(warning.atc && { pharmaceuticalTreatment: [coded(warning.atc, atc)] }),
        },
      };
    case 'infection':
      return {
        communicableDisease: {
          communicableDiseaseCode: coded(warning.disease, icd10Se),
          ...(warning.route && { routeOfTransmission: { originalText: warning.route } }),
        },
      };
    case 'restriction':
      return { restrictionOfCare: { restrictionOfCareComment: warning.text } };
    case 'unstructured':
      return {
        unstructuredAlertInformation: {
          unstructuredAlertInformationHeading: warning.heading,
          unstructuredAlertInformationContent: warning.text,
        },
      };
  }
}

function degrees(warning: { readonly severity: string; readonly certainty: string }) {
  return {
    degreeOfSeverity: { originalText: warning.severity },
    degreeOfCertainty: { originalText: warning.certainty },
  };
}

/** Strict CVType rule: a code goes with its system and its name, and never with free text. */
const coded = ({ code, name }: Code, codeSystem: string) => ({ code, codeSystem, displayName: name });
