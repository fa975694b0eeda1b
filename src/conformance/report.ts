import { productVersion } from '../version.ts';
import type { Told } from './check.ts';
import type { Protocol } from './dialect.ts';
import { reportTexts } from './report-texts.ts';
import type { Result } from './run.ts';
import type { DefaultOwner } from './system.ts';
import type { Words } from './words.ts';

export type Language = keyof Words;

/** The outcome of a trial as plain data, in one language; the JSON report is this. */
export interface Report {
  readonly language: Language;
  readonly system: {
    readonly protocol: Protocol;
    readonly url: string;
    readonly address: string;
  } & Partial<DefaultOwner>;
  /** ISO 8601. */
  readonly at: string;
  readonly version: string;
  readonly sums: { readonly passed: number; readonly failed: number; readonly notTried: number };
  readonly results: readonly ReportedResult[];
}

export interface ReportedResult {
  readonly contract: string | null;
  /** Information type or resource types that the contract is asked by, where the protocol has other words. */
  readonly asked: string | null;
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
  const reported = results.map((result) => reportedResult(result, { language, ...system }));
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

function reportedResult(
  { check, contract, asked, verdict }: Result,
  { language, protocol }: { readonly language: Language; readonly protocol: Protocol },
): ReportedResult {
  const { id, title, why, mend } = check;
  const inWords = (told: Told) => (told[protocol] ?? told)[language];
  return {
    contract: contract ?? null,
    asked: asked ?? null,
    check: id,
    outcome: verdict.outcome,
    title: inWords(title),
    found: foundIn(verdict).map((words) => words[language]),
    why: inWords(why),
    mend: inWords(mend),
  };
}

function foundIn(verdict: Result['verdict']): readonly Words[] {
  if (verdict.outcome === 'failed') return verdict.found;
  if (verdict.outcome === 'not-tried') return [verdict.because];
  return verdict.noted ? [verdict.noted] : [];
}

/** The results of each contract beside each other, those of none first. */
export function byContract({ results, language }: Report): ReadonlyMap<string, readonly ReportedResult[]> {
  return Map.groupBy(results, (result) => subjectOf(result) ?? reportTexts[language].once);
}

/** What failed, check by check. */
export function failures({ results }: Report): ReadonlyMap<string, readonly ReportedResult[]> {
  return Map.groupBy(
    results.filter(({ outcome }) => outcome === 'failed'),
    ({ check }) => check,
  );
}

/** What the outcome rests on beside the system: undefined where it is the system alone. */
export function presumed({ system, language }: Report): string | undefined {
  const { defaultCareUnit, careProvider } = system;
  return defaultCareUnit && careProvider && reportTexts[language].presumed(defaultCareUnit, careProvider);
}

/** `GetDiagnosis:2 (Condition)`; undefined for the system as a whole. */
export function subjectOf({ contract, asked }: ReportedResult): string | undefined {
  return contract && asked ? `${contract} (${asked})` : (contract ?? undefined);
}
