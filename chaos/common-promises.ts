import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Call } from './callers.ts';
import { type Lab, targets } from './lab.ts';
import { messagePromises } from './message-promises.ts';
import type { Scenario, Verdict } from './scenario.ts';

/** What every scenario promises, whatever goes wrong. `since`, `healed`: `performance.now()`. */
export async function commonPromises(
  lab: Lab,
  { wholeWithin }: Scenario,
  since: number,
  healed: number,
): Promise<readonly Verdict[]> {
  const recovered = await recovery(lab, healed, wholeWithin);
  await lab.callers.settled();
  const calls = lab.callers.calls.filter(({ at }) => at >= since);
  const acknowledged = lab.updates.acknowledged.filter(({ at }) => at < healed);
  return [
    recovered,
    ...messagePromises(acknowledged, lab.subscriber.told),
    everyCallAnswered(calls),
    await everyAnswerLogged(lab, calls),
    noCrash(lab),
  ];
}

/** Each kind of question answered whole again, an update acknowledged, and the subscriber told of all before. */
async function recovery(lab: Lab, healed: number, wholeWithin: number): Promise<Verdict> {
  const promise = `works again by itself within ${wholeWithin} s`;
  const limit = healed + wholeWithin * 1_000;
  const missing = () => [
    ...targets.filter((target) => !wholeAgain(lab.callers.calls, target, healed)),
    ...messagesMissing(lab, healed),
  ];
  while (missing().length > 0) {
    if (performance.now() > limit) return { promise, measured: `not: ${missing().join(', ')}`, kept: false };
    await sleep(20);
  }
  const seconds = (performance.now() - healed) / 1_000;
  return { promise, measured: `${seconds.toFixed(1)} s`, kept: true };
}

function messagesMissing({ updates, subscriber }: Lab, healed: number): readonly string[] {
  const told = new Set(subscriber.told.map(({ object }) => object));
  const untold = updates.acknowledged.filter(({ at, object }) => at < healed && !told.has(object)).length;
  return [
    ...(untold > 0 ? [`${untold} messages under way`] : []),
    ...(updates.acknowledged.some(({ at }) => at >= healed) ? [] : ['updates']),
  ];
}

const wholeAgain = (calls: readonly Call[], target: string, healed: number): boolean =>
  calls.some((call) => call.target === target && call.at >= healed && call.outcome === 'whole');

function everyCallAnswered(calls: readonly Call[]): Verdict {
  const hung = calls.filter(({ outcome }) => outcome === 'hung').length;
  return {
    promise: 'no caller is left without an answer',
    measured: `${hung} of ${calls.length}; ${tally(calls)}`,
    kept: hung === 0 && calls.length > 0,
  };
}

function tally(calls: readonly Call[]): string {
  const byOutcome = Map.groupBy(calls, ({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
  return [...byOutcome].map(([outcome, some]) => `${some.length} ${outcome}`).join(', ');
}

async function everyAnswerLogged({ postgres }: Lab, calls: readonly Call[]): Promise<Verdict> {
  const answered = calls
    .filter(({ outcome }) => outcome === 'whole' || outcome === 'partial')
    .map(({ correlationId }) => correlationId);
  const client = new pg.Client(postgres.url);
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    "SELECT correlation_id AS id FROM bridge.audit_entry WHERE kind = 'access' AND correlation_id = ANY($1)",
    [answered],
  );
  await client.end();
  const logged = new Set(rows.map(({ id }) => id));
  const unlogged = answered.filter((id) => id === undefined || !logged.has(id)).length;
  return {
    promise: 'no answer without an entry in the access log',
    measured: `${unlogged} of ${answered.length}`,
    kept: unlogged === 0,
  };
}

function noCrash({ serve, work }: Lab): Verdict {
  const crashes = serve.crashes + work.crashes;
  return { promise: 'no process ends by itself', measured: `${crashes}`, kept: crashes === 0 };
}
