import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../src/simulators/index.ts';
import { addresses } from '../../tests/support/running-bridge.ts';
import { type Call, percentile } from '../callers.ts';
import type { Lab } from '../lab.ts';
import type { Form, Scenario, Verdict } from '../scenario.ts';

const { norrbotten, vasterbotten, vasternorrland } = addresses;
const healthy: readonly string[] = [norrbotten, vasternorrland];
/** How much longer healthy councils may take while another misbehaves. */
const RATIO = 1.5;
/** Once may be the machine's fault; what is the bridge's comes again. */
const ROUNDS_IN_DOUBT = 5;
/** Of fewer calls the slowest would be taken for typical. */
const CALLS_AT_LEAST = 16;

const forms: Readonly<Record<Form, { readonly calmSeconds: number; readonly troubleSeconds: number }>> = {
  short: { calmSeconds: 1.5, troubleSeconds: 2.5 },
  long: { calmSeconds: 30, troubleSeconds: 60 },
};

/** Times of healthy councils: while all is well, and while another misbehaves. */
interface Round {
  readonly calm: number;
  readonly trouble: number;
  readonly calls: number;
  readonly failed: number;
}

function misbehaving(name: string, what: string, fault: Fault): Scenario {
  return {
    name: `source-${name}`,
    what: `one council's system ${what}`,
    wholeWithin: 10,
    async run(lab, form) {
      const rounds = [await oneRound(lab, form, fault)];
      if (!isUnharmed(rounds)) while (rounds.length < ROUNDS_IN_DOUBT) rounds.push(await oneRound(lab, form, fault));
      return [othersUnharmed(rounds)];
    },
  };
}

async function oneRound(lab: Lab, form: Form, fault: Fault): Promise<Round> {
  const { calmSeconds, troubleSeconds } = forms[form];
  const calmCalls = await during(lab, calmSeconds);
  await lab.councils.setFault(vasterbotten, fault);
  const troubleCalls = await during(lab, troubleSeconds);
  await lab.councils.setFault(vasterbotten, undefined);
  const [calm, trouble] = [await calmCalls(), await troubleCalls()];
  const failed = trouble.filter(({ outcome }) => outcome !== 'whole').length;
  return { calm: p95(calm), trouble: p95(trouble), calls: trouble.length, failed };
}

export const misbehavingSources: readonly Scenario[] = [
  misbehaving('hanging', 'takes questions and answers none', { kind: 'hang' }),
  misbehaving('resetting', 'breaks every connection', { kind: 'reset' }),
  misbehaving('dripping', 'answers a character now and then', { kind: 'drip' }),
  misbehaving('garbage', 'answers what cannot be read', { kind: 'malformed' }),
  misbehaving('slow', 'takes a hundred times as long', { kind: 'delay', milliseconds: 1_000 }),
];

/** Calls at healthy councils that begin in the time from now, longer where few are asked; resolves when it is over. */
async function during({ callers, perSecond }: Lab, seconds: number): Promise<() => Promise<readonly Call[]>> {
  const since = performance.now();
  await sleep(Math.max(seconds, CALLS_AT_LEAST / (perSecond * healthy.length)) * 1_000);
  const until = performance.now();
  // The slow ones are the ones that matter: they are waited for.
  const settled = callers.settled(healthy);
  return async () => {
    await settled;
    return callers.calls.filter(({ at, target }) => at >= since && at < until && healthy.includes(target));
  };
}

const p95 = (calls: readonly Call[]): number =>
  percentile(
    calls.map(({ milliseconds }) => milliseconds),
    0.95,
  );

/** What is typical of the rounds: a window that the machine disturbed, calm or not, is not. */
const typical = (rounds: readonly Round[], time: 'calm' | 'trouble'): number =>
  percentile(
    rounds.map((round) => round[time]),
    0.5,
  );

const ratioOf = (rounds: readonly Round[]): number => typical(rounds, 'trouble') / typical(rounds, 'calm');

const isUnharmed = (rounds: readonly Round[]): boolean =>
  ratioOf(rounds) <= RATIO && rounds.every(({ failed }) => failed === 0);

function othersUnharmed(rounds: readonly Round[]): Verdict {
  const sum = (what: 'calls' | 'failed') => rounds.reduce((total, round) => total + round[what], 0);
  const times = rounds.map(({ calm, trouble }) => `${calm.toFixed(0)} → ${trouble.toFixed(0)}`).join(', ');
  return {
    promise: `the others' p95 within ${RATIO} × its calm value`,
    measured: `${ratioOf(rounds).toFixed(2)} (${times} ms), ${sum('failed')} failed of ${sum('calls')}`,
    kept: isUnharmed(rounds),
  };
}

/** All of them take so much longer; undefined = as usual. */
export async function slowCouncils({ councils }: Lab, milliseconds: number | undefined): Promise<void> {
  const fault = milliseconds === undefined ? undefined : ({ kind: 'delay', milliseconds } as const);
  for (const source of [norrbotten, vasterbotten, vasternorrland]) await councils.setFault(source, fault);
}
