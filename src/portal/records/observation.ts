import type { ObservationGroup } from '../../contracts/get-observations-1.ts';
import { beganOf, groupHeader, relationLines, whenLines } from './group.ts';
import type { Measurement } from './item.ts';
import { coded, codeOf, line, quantityText, text, time, wordsOf, yesNo } from './said.ts';
import { periodText, timeText } from './time.ts';
import type { Teller } from './told.ts';

type Observation = ObservationGroup['observation'][number];

/** GetObservations 1: an item for each observation of a group. */
export const observation: Teller<ObservationGroup> = (group) => {
  const header = groupHeader(group);
  return group.observation.map((one) => ({
    header,
    title: wordsOf(one.type),
    term: 'observation',
    summary: valueText(one),
    time: beganOf(one.time),
    marks: [one.valueNegation && 'negated'],
    approvedForPatient: one.approvedForPatient,
    details: [
      ...coded('observation', one.type),
      ...line('value', valueText(one)),
      ...coded('value', one.value.cv),
      ...yesNo('negated', one.valueNegation || undefined),
      ...whenLines(one.time),
      ...coded('status', one.status),
      ...coded('method', one.method),
      ...coded('bodySite', one.targetSite),
      ...line('description', one.description),
      ...time('registered', one.registrationTime),
      ...relationLines(one.relation),
    ],
    measurement: measurementOf(one),
  }));
};

function valueText({ value }: Observation): string | undefined {
  const { pq, cv, ts, ivl_ts: span } = value;
  if (pq) return quantityText(pq);
  if (cv) return wordsOf(cv);
  if (ts) return timeText(text(ts.value) ?? '');
  return periodText(text(span?.start?.value), text(span?.end?.value));
}

/** Of a quantity; what is denied is no value. */
function measurementOf({ type, value, time, valueNegation }: Observation): Measurement | undefined {
  const number = text(value.pq?.value);
  if (number === undefined || valueNegation) return undefined;
  return {
    code: codeOf(type),
    value: number,
    unit: text(value.pq?.unit),
    reference: undefined,
    outside: undefined,
    sampled: beganOf(time),
    answered: undefined,
  };
}
