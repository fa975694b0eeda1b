import type { LaboratoryOrderOutcome4 } from '../../contracts/get-laboratory-order-outcome-4.ts';
import { recordHeader } from './header.ts';
import type { Detail, Mark, Measurement, Reference } from './item.ts';
import { coded, codeOf, line, period, prose, quantityText, text, time, wordsOf, yesNo } from './said.ts';
import type { Teller, Told } from './told.ts';

type Body = LaboratoryOrderOutcome4['body'];
type Group = NonNullable<Body['groupOfAnalyses']>[number];
type Analysis = Group['analysis'][number];
type Result = NonNullable<Analysis['result']>[number];
type Interval = NonNullable<Result['value']['intervalPQ']>;

/** GetLaboratoryOrderOutcome 4: an item for each result of an analysis, or one for an answer in words alone. */
export const laboratory4: Teller<LaboratoryOrderOutcome4> = ({ header, body }) => {
  const answered = header.record.timestamp;
  const marks = marksOf(body);
  const common = {
    header: recordHeader(header),
    term: 'laboratoryAnswer',
    bodies: prose('report', body.text),
  } as const;
  const told = (body.groupOfAnalyses ?? []).flatMap((group) =>
    group.analysis.flatMap((analysis) =>
      resultsOf(analysis).map((found): Told => {
        const { outside } = found;
        return {
          ...common,
          title: found.title,
          summary: found.value && quantityText({ value: found.value, unit: found.unit }),
          time: found.sampled ?? found.analysis.timestamp ?? answered,
          marks: [...marks, outside && 'outside-reference'],
          details: [...found.details, ...time('answered', answered), ...ofGroup(group), ...ofAnswer(body)],
          measurement: measurementOf(found, answered),
        };
      }),
    ),
  );
  if (told.length > 0) return told;
  const summary = text(body.text);
  return [{ ...common, title: undefined, summary, time: answered, marks, details: ofAnswer(body) }];
};

/** One result, or the analysis alone where it has none yet. */
interface Found {
  readonly analysis: Analysis;
  readonly title: string | undefined;
  readonly value: string | undefined;
  readonly unit: string | undefined;
  readonly reference: Reference | undefined;
  readonly outside: boolean | undefined;
  readonly sampled: string | undefined;
  readonly details: readonly Detail[];
}

/** With the analyses that belong to a result, as resistances to a finding, after it. */
function resultsOf(analysis: Analysis, within?: string): readonly Found[] {
  const name = wordsOf(analysis.code);
  const title = within ? `${within}: ${name ?? ''}` : name;
  const sampled =
    (analysis.specimen ?? [])
      .map(({ timestamp }) => text(timestamp) ?? '')
      .sort()
      .at(-1) || undefined;
  const of = (result: Result | undefined): Found => ({
    analysis,
    title: result?.type ? `${title ?? ''} (${wordsOf(result.type)})` : title,
    ...saidOf(result?.value),
    reference: referenceOf(result),
    outside: outsideOf(result),
    sampled,
    details: [...ofResult(result), ...ofAnalysis(analysis)],
  });
  const results = analysis.result ?? [];
  if (results.length === 0) return [of(undefined)];
  return results.flatMap((result) => [
    of(result),
    ...(result.related ?? []).flatMap((related) => resultsOf(related, title)),
  ]);
}

function measurementOf(found: Found, answered: string): Measurement | undefined {
  const { analysis, value, unit, reference, outside, sampled } = found;
  if (value === undefined) return undefined;
  return { code: codeOf(analysis.code), value, unit, reference, outside, sampled, answered: text(answered) };
}

function saidOf(value: Result['value'] | undefined): Pick<Found, 'value' | 'unit'> {
  const { pq, intervalPQ, cv, st } = value ?? {};
  if (pq) return { value: text(pq.value), unit: text(pq.unit) };
  if (intervalPQ) return { value: intervalText(intervalPQ), unit: text(intervalPQ.unit) };
  return { value: wordsOf(cv) ?? text(st), unit: undefined };
}

function intervalText({ low, lowClosed, high, highClosed }: Interval): string | undefined {
  const [from, to] = [text(low), text(high)];
  if (from && to) return `${from}–${to}`;
  if (from) return `${lowClosed === false ? '>' : '≥'} ${from}`;
  return to && `${highClosed === false ? '<' : '≤'} ${to}`;
}

function referenceOf(result: Result | undefined): Reference | undefined {
  const reference = result?.reference;
  if (!reference) return undefined;
  const { interval, population } = reference;
  return {
    text: (interval && intervalText(interval)) ?? text(reference.description),
    unit: text(interval?.unit),
    population: text(population),
  };
}

const snomedCt = ['1.2.752.116.2.1.1', '2.16.840.1.113883.6.96'];
const hl7 = ['2.16.840.1.113883.5.83'];

/** Interpretations that say whether a value is outside its reference interval, by code system: nothing is read out of words. */
const interpretations: readonly (readonly [boolean, systems: readonly string[], codes: readonly string[]])[] = [
  // Outside, above and below reference range; abnormal.
  [true, snomedCt, ['394844007', '281302008', '281300000', '263654008']],
  // Within reference range.
  [false, snomedCt, ['281301001']],
  [true, hl7, ['A', 'AA', 'H', 'HH', 'HU', 'L', 'LL', 'LU']],
  [false, hl7, ['N']],
];

/** What the bridge itself writes when it translates an answer of version 3, which has a flag for it. */
const translated: Readonly<Record<string, boolean>> = {
  'Utanför referensintervall': true,
  'Inom referensintervall': false,
};

function outsideOf(result: Result | undefined): boolean | undefined {
  const said = (result?.interpretation ?? []).map(({ code, codeSystem = '', originalText = '' }) =>
    code === undefined
      ? translated[originalText]
      : interpretations.find(([, systems, codes]) => systems.includes(codeSystem) && codes.includes(code))?.[0],
  );
  if (said.includes(true)) return true;
  return said.includes(false) ? false : undefined;
}

const types: Readonly<Record<string, Mark>> = {
  preliminary: 'preliminary',
  partial: 'preliminary',
  registered: 'preliminary',
  amended: 'corrected',
  corrected: 'corrected',
  appended: 'supplementary',
  cancelled: 'cancelled',
  'entered-in-error': 'withdrawn',
};

function marksOf({ type }: Body): readonly Mark[] {
  const mark = types[type.code ?? ''];
  return mark ? [mark] : [];
}

function ofResult(result: Result | undefined): readonly Detail[] {
  if (!result) return [];
  const { value, unit } = saidOf(result.value);
  const { reference, recipientSignature: recipient, performerSignature: performer } = result;
  return [
    ...line('value', quantityText({ value, unit })),
    ...coded('value', result.value.cv),
    ...line('reference', quantityText({ value: referenceOf(result)?.text, unit: reference?.interval?.unit })),
    ...line('referencePopulation', reference?.population),
    ...line('referenceComment', reference?.comment),
    ...(result.interpretation ?? []).flatMap((one) => coded('interpretation', one)),
    ...line('comment', result.comment),
    ...line('performedBy', performer?.name ?? performer?.id?.extension),
    ...time('performed', performer?.timestamp),
    ...line('attestedBy', recipient?.name ?? recipient?.id?.extension),
    ...time('attested', recipient?.timestamp),
  ];
}

function ofAnalysis(analysis: Analysis): readonly Detail[] {
  return [
    ...coded('analysis', analysis.code),
    ...(analysis.specimen ?? []).flatMap((specimen) => [
      ...time('sampled', specimen.timestamp),
      ...coded('specimen', specimen.material),
      ...coded('bodySite', specimen.anatomicalLocation),
      ...line('specimenComment', specimen.comment),
      ...(specimen.activity ?? []).flatMap(({ code, time }) =>
        period('specimenActivity', time, { about: wordsOf(code) }),
      ),
    ]),
    ...time('observed', analysis.timestamp),
    ...coded('status', analysis.status),
    ...coded('method', analysis.method),
    ...yesNo('accredited', analysis.accredited),
    ...line('analysisComment', analysis.comment),
  ];
}

function ofGroup(group: Group): readonly Detail[] {
  return [...line('groupOfAnalyses', group.name ?? wordsOf(group.code)), ...line('groupComment', group.comment)];
}

function ofAnswer(body: Body): readonly Detail[] {
  const { referral, recipientSignature: recipient } = body;
  return [
    ...coded('typeOfResult', body.type),
    ...line('question', referral?.question),
    ...line('medicalBackground', referral?.referralInformation?.referralMedicalInformation),
    ...line('referralComment', referral?.referralInformation?.referralComment),
    ...line('referredBy', referral?.requester?.name),
    ...line('referredBy', referral?.requester?.orgUnit?.name, { tellsPlace: true }),
    ...time('referred', referral?.timestamp),
    ...line('recipient', body.recipientUnit?.name, { tellsPlace: true }),
    ...line('attestedBy', recipient?.name ?? recipient?.id?.extension),
    ...time('attested', recipient?.timestamp),
    ...line('contactInformation', body.contactInformation?.text),
  ];
}
