import type { SourceReport } from '../../../faces/portal-api/shapes/source-reports.ts';
import type { Language } from '../../texts/languages.ts';
import { texts } from './texts.ts';

/** A requirement beside what came of it, in words: for the page, the PDF and the CSV alike. */
export interface Requirement {
  readonly key: 'availability' | 'in-time' | 'indexed';
  readonly what: string;
  readonly asked: string;
  readonly measured: string;
  /** Undefined where there was nothing to measure. */
  readonly isMet: boolean | undefined;
  readonly verdict: string;
}

/** Up to where times are told apart; the last of the bounds in figures/histogram.ts. */
export const lastBound = 60_000;

export function requirementsOf(report: SourceReport, language: Language): readonly Requirement[] {
  const text = texts[language];
  const one = (key: Requirement['key'], what: string, judged: SourceReport['availability']): Requirement => {
    const { target, share, isMet } = judged;
    const verdict = isMet === undefined ? text.notMeasured : isMet ? text.met : text.notMet;
    const asked = text.atLeast(shareText(target, language));
    return { key, what, asked, measured: shareText(share, language), isMet, verdict };
  };
  return [
    one('availability', text.availability, report.availability),
    one('in-time', text.inTime, report.answersInTime),
    one('indexed', text.indexed, report.indexedInTime),
  ];
}

/** Rounded down: what is shown as enough is enough. */
export function shareText(share: number | undefined, language: Language): string {
  if (share === undefined) return '–';
  const format = new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 2 });
  return format.format(Math.floor(share * 10_000 + 1e-6) / 10_000);
}

type Bound = SourceReport['percentiles']['p50'];

/** Within which time so many answers came: `högst 300 ms`. */
export function boundText(bound: Bound, language: Language): string {
  const text = texts[language];
  if (bound === undefined) return '–';
  return bound === 'beyond' ? text.beyond(timeText(lastBound, language)) : text.within(timeText(bound, language));
}

/** By the contracts' common requirements; see figures/report/judged.ts. */
const answerWithin = 27_000;

/** That the bridge does not wait for as long as the source may take; undefined where it does. */
export function waitedText({ waitedMs }: SourceReport, language: Language): string | undefined {
  return waitedMs < answerWithin ? texts[language].waited(timeText(waitedMs, language)) : undefined;
}

function timeText(milliseconds: number, language: Language): string {
  if (milliseconds < 1_000) return `${milliseconds} ms`;
  return `${new Intl.NumberFormat(locales[language]).format(milliseconds / 1_000)} s`;
}

export function monthText(month: string, language: Language, length: 'long' | 'short' = 'long'): string {
  const format = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', month: length, year: 'numeric' });
  return format.format(new Date(`${month}-15T00:00:00Z`));
}

/** An instant as a Swedish day and time of day. */
export function momentText(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).slice(0, 16);
}

export function countText(count: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(count);
}

/** `GetDiagnosis:2` as people write it. */
export function contractText(contract: string): string {
  return contract.replace(':', ' ');
}

/** What came of the queries: a line for each thing, most first after the first two. */
export function queryLines({ queries }: SourceReport, language: Language): readonly (readonly [string, number])[] {
  const text = texts[language];
  const failed = Object.entries(queries.failed).map(
    ([reason, count]) => [text.failed[reason as keyof typeof queries.failed], count] as const,
  );
  return [
    [text.total, queries.asked],
    [text.answered, queries.answered],
    ...failed.toSorted(([, one], [, other]) => other - one),
  ];
}

const locales = { sv: 'sv-SE', en: 'en-GB' } as const;
