import { errorCatalogue } from '../../errors.ts';
import type { Coverage } from '../../overview/index.ts';
import { type Made, valued } from '../../riv13606/index.ts';
import { isIndicator } from '../decision-headers.ts';
import { answerIssues } from '../fhir/answer-issues.ts';
import { coverageIssues } from '../fhir/coverage-issues.ts';
import { informationType } from '../fhir/information-types.ts';
import type { TypeAnswer } from './answers.ts';

/** response_detail: error, warning (something is missing) or information. */
export interface Detail {
  readonly kind: 'E' | 'W' | 'I';
  readonly code?: 'CONTRACT' | 'INTERNAL' | 'NOINSTANCE';
  /** Swedish with English beside it; never patient data. */
  readonly text: string;
}

export const nothingKnown: Detail = {
  kind: 'I',
  code: 'NOINSTANCE',
  text: 'Ingen information finns för patienten. (There is no information about the patient.)',
};

/** Whether the reader is told that there is more than the answer shows. */
export function tellsOfMore(answers: readonly TypeAnswer[]): boolean {
  return answers.some((one) => 'answer' in one && one.answer.notes?.some(isIndicator));
}

/** What is missing from the answer and why, for each source. When every source asked has failed, that is an error. */
export function detailsOf(answers: readonly TypeAnswer[]): Detail[] {
  const coverage = answers.flatMap((one) => ('answer' in one ? one.answer.coverage : []));
  const asked = coverage.filter(({ outcome }) => outcome !== 'not-asked');
  const nobodyAnswered = asked.length > 0 && asked.every(({ outcome }) => outcome === 'failed');
  const notes = new Set(answers.flatMap((one) => ('answer' in one ? (one.answer.notes ?? []) : [])));
  // That no register is connected is how this bridge is set up, and no news.
  notes.delete('no-person-register');
  const accesses = answers.map((one) => ('answer' in one ? one.answer.access : undefined));
  const issues = [...coverageIssues(worthTelling(coverage)), ...answerIssues(notes, accesses)];
  const details = issues.map(({ severity, details }): Detail => {
    const text = details?.text ?? '';
    if (severity !== 'warning') return { kind: 'I', text };
    return nobodyAnswered ? { kind: 'E', code: 'INTERNAL', text } : { kind: 'W', text };
  });
  return [...details, ...answers.flatMap(refusalDetail)];
}

/** That a system does not deliver what it never does, or was not what the caller asked for, is no news. */
function worthTelling(coverage: Coverage): Coverage {
  return coverage.filter(
    (line) => line.outcome !== 'not-asked' || (line.reason !== 'does-not-deliver' && line.reason !== 'filtered-out'),
  );
}

function refusalDetail(one: TypeAnswer): Detail[] {
  if (!('refusal' in one)) return [];
  const { sv, en } = errorCatalogue[one.refusal.code];
  const { sv: type, en: typeInEnglish } = informationType(one.type.contract);
  return [{ kind: 'W', text: `${sv} (${type}) / ${en} (${typeInEnglish})` }];
}

/** A request for what this bridge cannot do is answered as if it were not there, and that is said. */
export function unmetDetails(unmet: readonly string[]): Detail[] {
  return unmet.map((name) => ({
    kind: 'I',
    text: `${name} påverkar inte svaret här. (${name} makes no difference here.)`,
  }));
}

/** Records that the dialect would tell wrongly. */
export function unsayableDetail(source: string, reasons: ReadonlySet<string>): Detail {
  const why = [...reasons].join(', ');
  return {
    kind: 'W',
    text: `${source} har uppgifter som inte kan uttryckas här. / ${source} holds information that cannot be told here: ${why}.`,
  };
}

/** Errors first: consumers look at the first detail alone. */
export function inOrder(details: readonly Detail[]): Detail[] {
  return (['E', 'W', 'I'] as const).flatMap((kind) => details.filter((detail) => detail.kind === kind));
}

export function detailMade({ kind, code: said, text }: Detail): Made {
  return {
    attributes: { type_code: kind },
    children: { ...(said && { code: { attributes: { code: said } } }), text: valued(text) },
  };
}
