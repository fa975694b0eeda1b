import type { AllergyIntolerance, CodeableConcept } from 'fhir/r4';
import type { AlertInformation } from '../../../contracts/index.ts';
import { type CodedValue, codeableConcept, text } from './data-types.ts';

export type AlertBody = AlertInformation['alertInformationBody'];
export type Hypersensitivity = NonNullable<AlertBody['hypersensitivity']>;
export type Reaction = NonNullable<AllergyIntolerance['reaction']>[number];

/** What a degree of severity (KV Allvarlighetsgrad) comes to. */
interface Severity {
  readonly criticality: NonNullable<AllergyIntolerance['criticality']>;
  readonly reaction: Reaction['severity'];
}

/** The published map has texts for codes, so it is the words that are matched, by the beginning they share. */
const severities: readonly (readonly [word: string, severity: Severity])[] = [
  ['livshot', { criticality: 'high', reaction: 'severe' }],
  ['skad', { criticality: 'high', reaction: 'moderate' }],
  ['besvär', { criticality: 'low', reaction: 'mild' }],
];

const unassessable: Severity = { criticality: 'unable-to-assess', reaction: undefined };

export function severityOf(degree: CodedValue | undefined): Severity | undefined {
  if (!degree) return undefined;
  const said = wordsOf(degree);
  return severities.find(([word]) => said.includes(word))?.[1] ?? unassessable;
}

/** Suspected is `unconfirmed` (the guide's `presumed` is not in the R4 code system); anything else is confirmed. */
export function certaintyOf(degree: CodedValue | undefined): 'unconfirmed' | 'confirmed' {
  return degree && wordsOf(degree).includes('misstänk') ? 'unconfirmed' : 'confirmed';
}

/** What the patient is hypersensitive to. Text is always filled. */
export function agentOf(body: Hypersensitivity): CodeableConcept {
  const { pharmaceuticalHypersensitivity: drug, otherHypersensitivity: other } = body;
  const coded = drug?.atcSubstance ?? other?.hypersensitivityAgentCode;
  const concept: CodeableConcept = coded ? codeableConcept(coded) : {};
  const said = text(drug?.nonATCSubstance) ?? text(other?.hypersensitivityAgent);
  const type = body.typeOfHypersensitivity && codeableConcept(body.typeOfHypersensitivity).text;
  return {
    coding: concept.coding,
    text: said ?? concept.text ?? concept.coding?.[0]?.code ?? type ?? 'Överkänslighet, ämne ej angivet',
  };
}

const food = /livsmedel|födoämne|\bmat\b/;
const surroundings = /djur|päls|växt|pollen|kemisk|kemikalie/;

export function allergyCategoryOf(body: Hypersensitivity): 'medication' | 'food' | 'environment' | undefined {
  if (body.pharmaceuticalHypersensitivity) return 'medication';
  const { otherHypersensitivity: other, typeOfHypersensitivity: type } = body;
  const said = [type, other?.hypersensitivityAgentCode].map((value) => (value ? wordsOf(value) : '')).join(' ');
  const all = `${said} ${other?.hypersensitivityAgent ?? ''}`.toLowerCase();
  if (food.test(all)) return 'food';
  return surroundings.test(all) ? 'environment' : undefined;
}

/** Everything a coded value says, lower case, to look for words in. */
function wordsOf({ code, displayName, originalText }: CodedValue): string {
  return [code, displayName, originalText].filter(Boolean).join(' ').toLowerCase();
}

/** Whether a degree of severity was given that the table does not hold. */
export function severityIsUnknown(body: Hypersensitivity | undefined): boolean {
  return severityOf(body?.degreeOfSeverity) === unassessable;
}
