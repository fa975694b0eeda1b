import { productVersion } from '../version.ts';
import type { Result } from './run.ts';
import type { Words } from './words.ts';

export type Language = keyof Words;

/** The outcome of a trial as plain data, in one language; the JSON report is this. */
export interface Report {
  readonly language: Language;
  readonly system: { readonly url: string; readonly address: string };
  /** ISO 8601. */
  readonly at: string;
  readonly version: string;
  readonly sums: { readonly passed: number; readonly failed: number; readonly notTried: number };
  readonly results: readonly ReportedResult[];
}

export interface ReportedResult {
  readonly contract: string | null;
  readonly check: string;
  readonly outcome: 'passed' | 'failed' | 'not-tried';
  readonly title: string;
  /** What was found or noted, or why it could not be tried. */
  readonly found: readonly string[];
  readonly why: string;
  readonly mend: string;
}

export function reportOf(
  results: readonly Result[],
  system: Report['system'],
  { language, now }: { readonly language: Language; readonly now: Date },
): Report {
  const reported = results.map((result) => reportedResult(result, language));
  const count = (outcome: ReportedResult['outcome']) => reported.filter((one) => one.outcome === outcome).length;
  return {
    language,
    system,
    at: now.toISOString(),
    version: productVersion,
    sums: { passed: count('passed'), failed: count('failed'), notTried: count('not-tried') },
    results: reported,
  };
}

function reportedResult({ check, contract, verdict }: Result, language: Language): ReportedResult {
  const { id, title, why, mend } = check;
  return {
    contract: contract ?? null,
    check: id,
    outcome: verdict.outcome,
    title: title[language],
    found: foundIn(verdict).map((words) => words[language]),
    why: why[language],
    mend: mend[language],
  };
}

function foundIn(verdict: Result['verdict']): readonly Words[] {
  if (verdict.outcome === 'failed') return verdict.found;
  if (verdict.outcome === 'not-tried') return [verdict.because];
  return verdict.noted ? [verdict.noted] : [];
}

/** The results of each contract beside each other, those of none first. */
export function byContract({ results }: Report): ReadonlyMap<string | null, readonly ReportedResult[]> {
  return Map.groupBy(results, ({ contract }) => contract);
}
