import type { Told } from '../tests/support/subscriber.ts';
import type { Verdict } from './scenario.ts';
import type { Acknowledged } from './updates.ts';

/** What is promised of messages that were acknowledged, given all that was told so far. */
export function messagePromises(acknowledged: readonly Acknowledged[], told: readonly Told[]): readonly Verdict[] {
  const firsts = firstTold(told);
  const lost = acknowledged.filter(({ object }) => !firsts.has(object)).length;
  const underOneId = told.filter(({ object, messageId }) => firsts.get(object)?.messageId === messageId).length;
  const doubled = told.length - underOneId;
  const repeats = underOneId - firsts.size;
  const disordered = outOfOrder(acknowledged, [...firsts.values()]);
  return [
    {
      promise: 'no acknowledged message is lost',
      measured: `${lost} of ${acknowledged.length}`,
      kept: lost === 0 && acknowledged.length > 0,
    },
    {
      promise: 'none comes twice that cannot be recognised',
      measured: `${doubled}; ${repeats} repeats under the same id`,
      kept: doubled === 0,
    },
    { promise: 'the order of each patient is kept', measured: `${disordered} out of order`, kept: disordered === 0 },
  ];
}

/** By object, in the order of arrival. */
function firstTold(told: readonly Told[]): ReadonlyMap<string, Told> {
  const firsts = new Map<string, Told>();
  for (const one of told) if (!firsts.has(one.object)) firsts.set(one.object, one);
  return firsts;
}

/** How many were told before one that was acknowledged earlier, of the same patient. */
function outOfOrder(acknowledged: readonly Acknowledged[], firsts: readonly Told[]): number {
  const number = new Map(acknowledged.map(({ object }, index) => [object, index]));
  const latest = new Map<string, number>();
  let count = 0;
  for (const { patient, object } of firsts) {
    // One whose acknowledgement was lost on the way is sent again, and acknowledged then.
    const own = number.get(object);
    if (own === undefined) continue;
    if (own < (latest.get(patient) ?? -1)) count++;
    latest.set(patient, Math.max(own, latest.get(patient) ?? -1));
  }
  return count;
}
