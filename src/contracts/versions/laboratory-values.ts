import type { CodedValue } from '../coded-value.ts';
import type { Draft } from '../draft.ts';
import type { LaboratoryOrderOutcome3 } from '../get-laboratory-order-outcome-3.ts';
import type { LaboratoryOrderOutcome4 } from '../get-laboratory-order-outcome-4.ts';
import type { Lost4 } from './laboratory-losses.ts';

/**
 * Results of analyses: plain text with a unit in version 3, numbers, intervals and codes in version 4. A text becomes a
 * number or an interval only where writing that out again gives the very same text.
 */
export type Analysis3 = NonNullable<LaboratoryOrderOutcome3['laboratoryOrderOutcomeBody']['analysis']>[number];
type Outcome3 = NonNullable<Analysis3['analysisOutcome']>;
export type Group4 = NonNullable<LaboratoryOrderOutcome4['body']['groupOfAnalyses']>[number];
export type Analysis4 = Group4['analysis'][number];
export type Result4 = NonNullable<Analysis4['result']>[number];
type Interval4 = NonNullable<Result4['value']['intervalPQ']>;
type Reference4 = NonNullable<Result4['reference']>;

const at = 'body/groupOfAnalyses/analysis/result';

/** What a coded value says in words. */
export function wordsOf(value: CodedValue | undefined): string | undefined {
  return value && (value.displayName || value.originalText || value.code);
}

/** Whether it says more than its words. */
export function saysMore(value: CodedValue | undefined): boolean {
  const { displayName, originalText, ...coding } = value ?? {};
  const both = originalText !== undefined && displayName !== undefined && originalText !== displayName;
  return both || Object.keys(coding).some((name) => name !== '$foreign');
}

/** A coded value where version 3 has plain text. */
export function inWords(
  lost: Lost4,
  path: Lost4 extends Set<infer Path> ? Path : never,
  value: CodedValue | undefined,
) {
  if (saysMore(value)) lost.add(path);
  return wordsOf(value);
}

const decimal = '-?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?';
const decimalOnly = new RegExp(`^${decimal}$`);
const bound = new RegExp(`^(?<sign>[<>]=?)(?<limit>${decimal})$`);
const range = new RegExp(`^(?<low>${decimal})-(?<high>${decimal})$`);

/** The result of version 3 in parts of 4. */
export function resultOf(outcome: Outcome3): Draft<Result4> & Pick<Result4, 'value'> {
  const { outcomeValue: text, outcomeUnit: unit, referenceInterval, referencePopulation: population } = outcome;
  const measured = measuredOf(text, unit ?? '');
  // A unit that stands in the text is not the interval's.
  const interval = intervalOf(referenceInterval, measured ? (unit ?? '') : '');
  return {
    value: measured ?? { st: unit ? `${text} ${unit}` : text },
    comment: outcome.outcomeDescription,
    interpretation: interpretationOf(outcome),
    reference: { interval, description: interval ? undefined : referenceInterval, population },
  };
}

function measuredOf(text: string, unit: string): Result4['value'] | undefined {
  if (decimalOnly.test(text)) return { pq: { value: text, unit } };
  const intervalPQ = intervalOf(text, unit);
  return intervalPQ && { intervalPQ };
}

/** `<5`, `>=5`, `3-5`; a hyphen names the bounds as part of the range, as laboratories write. */
function intervalOf(text = '', unit: string): Interval4 | undefined {
  const { sign, limit } = bound.exec(text)?.groups ?? {};
  if (sign && limit) {
    const closed = sign.endsWith('=');
    return sign.startsWith('<') ? { high: limit, highClosed: closed, unit } : { low: limit, lowClosed: closed, unit };
  }
  const { low, high } = range.exec(text)?.groups ?? {};
  if (!low || !high || numberOf(low) > numberOf(high)) return undefined;
  return { low, lowClosed: true, high, highClosed: true, unit };
}

/** The result of version 4 as 3 has it; the time of the observation is not in it. */
export function outcomeOf(lost: Lost4, result: Result4): Draft<Outcome3> & Pick<Outcome3, 'outcomeValue'> {
  const measured = measurementOf(lost, result.value);
  return {
    ...measured,
    ...flagOf(lost, result),
    referenceInterval: referenceTextOf(lost, result.reference, measured.outcomeUnit),
    referencePopulation: result.reference?.population,
  };
}

function measurementOf(lost: Lost4, value: Result4['value']): Pick<Outcome3, 'outcomeValue' | 'outcomeUnit'> {
  const { pq, intervalPQ, cv, st } = value;
  if ([pq, intervalPQ, cv, st].filter((one) => one !== undefined).length > 1) lost.add(`${at}/value`);
  if (pq) return { outcomeValue: pq.value, ...(pq.unit && { outcomeUnit: pq.unit }) };
  if (!intervalPQ) return { outcomeValue: (cv ? inWords(lost, `${at}/value`, cv) : st) ?? '' };
  if (bothBounds(intervalPQ) && !allClosed(intervalPQ)) lost.add(`${at}/value`);
  const text = writtenOut(intervalPQ);
  // What cannot be read back as an interval has its unit in the text.
  if (!intervalPQ.unit || intervalOf(text, '')) {
    return { outcomeValue: text, ...(intervalPQ.unit && { outcomeUnit: intervalPQ.unit }) };
  }
  return { outcomeValue: `${text} ${intervalPQ.unit}`.trim() };
}

function referenceTextOf(lost: Lost4, reference: Reference4 | undefined, unit: string | undefined): string | undefined {
  const { interval, description, comment } = reference ?? {};
  if (comment !== undefined) lost.add(`${at}/reference/comment`);
  if (!interval) return description;
  if (description !== undefined) lost.add(`${at}/reference/description`);
  const text = writtenOut(interval);
  if (text === '' || (bothBounds(interval) && !allClosed(interval))) lost.add(`${at}/reference/interval`);
  // Its unit goes without saying where it is that of the value.
  return text && interval.unit && interval.unit !== unit ? `${text} ${interval.unit}` : text;
}

function bothBounds({ low, high }: Interval4): boolean {
  return low !== undefined && high !== undefined;
}

function allClosed({ lowClosed = true, highClosed = true }: Interval4): boolean {
  return lowClosed && highClosed;
}

function writtenOut({ low, lowClosed, high, highClosed }: Interval4): string {
  if (low !== undefined && high !== undefined) return `${low}-${high}`;
  if (low !== undefined) return `${lowClosed === false ? '>' : '>='}${low}`;
  return high === undefined ? '' : `${highClosed === false ? '<' : '<='}${high}`;
}

const outside = 'Utanför referensintervall';
const within = 'Inom referensintervall';
const word = (list: string): RegExp => new RegExp(`(?<!\\p{L})(?:${list})(?!\\p{L})`, 'iu');
const saysOutside = word(
  'utanför|över|under|högt?|lågt?|förhöj[dt]|sänkt|patologiskt?|avvikande|onormalt?|abnormal|outside|above|below|high|low',
);
const saysWithin = word('inom|normalt?|within');

/** That a result is inside means something only where it is said what inside is. */
function interpretationOf({ pathologicalFlag, referenceInterval }: Outcome3): Result4['interpretation'] {
  if (pathologicalFlag) return [{ originalText: outside }];
  return referenceInterval === undefined ? undefined : [{ originalText: within }];
}

/** Version 3 asks only whether the result is outside its interval: the words of an interpretation decide, else the numbers. */
function flagOf(lost: Lost4, { interpretation = [], value, reference, comment }: Result4) {
  const said = interpretation.flatMap((one) => inWords(lost, `${at}/interpretation`, one) ?? []);
  const aboutInterval = said.filter((text) => saysOutside.test(text) || saysWithin.test(text));
  const more = said.filter((text) => text !== outside && text !== within).map((text) => `Tolkning: ${text}`);
  return {
    pathologicalFlag:
      aboutInterval.length > 0 ? aboutInterval.some((text) => saysOutside.test(text)) : isOutside(value, reference),
    outcomeDescription: [comment, ...more].filter((text) => text !== undefined).join('\n'),
  };
}

function isOutside({ pq }: Result4['value'], reference: Reference4 | undefined): boolean {
  const { low, lowClosed, high, highClosed, unit } = reference?.interval ?? {};
  if (!pq || (unit && unit !== pq.unit)) return false;
  const value = numberOf(pq.value);
  const below = low !== undefined && (value < numberOf(low) || (lowClosed === false && value === numberOf(low)));
  const above = high !== undefined && (value > numberOf(high) || (highClosed === false && value === numberOf(high)));
  return below || above;
}

function numberOf(text: string): number {
  return Number(text.replace(',', '.'));
}
