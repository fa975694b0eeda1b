import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { ReadingRequest } from '../../src/faces/portal-api/shapes/reading.ts';
import { assignments, type PortalClient, signedIn } from '../../tests/support/portal-client.ts';
import { type Call, percentile, startCallers } from '../callers.ts';
import { type Lab, targets, WAITING_PER_SOURCE } from '../lab.ts';
import type { Scenario, Verdict } from '../scenario.ts';

/** How many times the usual load, the usual callers included. */
const TIMES = 10;
/** Connections that these callers have together; who has none free does not ask. */
const CONNECTIONS = 64;
const SAMPLE_MILLISECONDS = 100;
/** What the serving process may grow by, megabytes. */
const GROWTH = 256;
/** Of another patient than the callers ask about. */
const patient = '199308152389';

export const overload: Scenario = {
  name: 'overload',
  what: `${TIMES} times the usual load (for a minute; short form: 4 s)`,
  wholeWithin: 20,
  async run(lab, form) {
    const physician = await inEmergency(lab);
    const stop = new AbortController();
    const [queues, memory] = [watchQueues(lab, stop.signal), watchMemory(lab, stop.signal)];
    const emergencies = askInEmergency(physician, stop.signal);
    const crowd = startCallers(lab.question, targets, lab.perSecond * (TIMES - 1), CONNECTIONS);
    await sleep(form === 'long' ? 60_000 : 4_000);
    await crowd.stop();
    stop.abort();
    return [
      shedPlainly(crowd.calls),
      queuesBounded(await queues),
      memoryBounded(await memory),
      passed(await emergencies),
    ];
  },
};

/** A physician who has opened an emergency about the patient. */
async function inEmergency({ bridge }: Lab): Promise<PortalClient> {
  const physician = await signedIn(bridge, 'demo-lakare', assignments.care);
  const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
  await physician.post('/relations', { patient, end });
  const declaration = { patient, reasonCode: 'danger-to-life', text: 'Medvetslös.' };
  const { body } = await physician.post('/emergencies', declaration);
  const { status } = await physician.post(`/emergencies/${body.id}/open`, { patient });
  if (status !== 204) throw new Error(`The emergency was answered with ${status}.`);
  return physician;
}

/** Reading after reading; gives of each whether it came to its end. */
async function askInEmergency(physician: PortalClient, stop: AbortSignal): Promise<readonly boolean[]> {
  const ended: boolean[] = [];
  const reading: ReadingRequest = { choice: { kind: 'contracts', contracts: ['GetAlertInformation:2'] } };
  await physician.post('/patient/open', { patient });
  while (!stop.aborted) {
    const { body } = await physician.post('/readings', reading);
    ended.push(typeof body === 'string' && body.includes('event: done'));
  }
  return ended;
}

/** The most queries that have waited at one time, in all queues together. */
async function watchQueues({ redis }: Lab, stop: AbortSignal): Promise<number> {
  const client = new Redis(redis.url);
  let most = 0;
  while (!stop.aborted) {
    const names = await client.keys('*:prioritized');
    const sizes = await Promise.all(names.map((name) => client.zcard(name)));
    most = Math.max(
      most,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    await sleep(SAMPLE_MILLISECONDS);
  }
  client.disconnect();
  return most;
}

/** By how many megabytes the serving process has grown at most. */
async function watchMemory({ serve }: Lab, stop: AbortSignal): Promise<number> {
  const resident = async () =>
    Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${serve.pid}/status`, 'utf8'))?.[1]) / 1024;
  const before = await resident();
  let most = 0;
  while (!stop.aborted) {
    most = Math.max(most, (await resident()) - before);
    await sleep(SAMPLE_MILLISECONDS);
  }
  return most;
}

/** Whoever is not served hears so, with a code, and soon; nobody's connection breaks. */
function shedPlainly(calls: readonly Call[]): Verdict {
  const of = (...outcomes: readonly Call['outcome'][]) => calls.filter(({ outcome }) => outcomes.includes(outcome));
  const shed = of('partial', 'retryable', 'fault');
  const unplain =
    of('broken', 'hung').length + shed.filter(({ outcome, code }) => outcome === 'fault' && code !== 'VP009').length;
  const p95 = percentile(
    calls.map(({ milliseconds }) => milliseconds),
    0.95,
  );
  return {
    promise: 'what is too much is refused, to be asked again',
    measured: `${of('whole').length} whole, ${shed.length} shed, ${unplain} otherwise of ${calls.length}; p95 ${p95.toFixed(0)} ms`,
    kept: unplain === 0 && calls.length > 0,
  };
}

/** Per source so many, and twice that with emergencies. */
function queuesBounded(most: number): Verdict {
  const bound = targets.length * WAITING_PER_SOURCE * 2;
  return { promise: `never more than ${bound} queries wait`, measured: `${most} at most`, kept: most <= bound };
}

function memoryBounded(growth: number): Verdict {
  return {
    promise: `the serving process grows by at most ${GROWTH} MB`,
    measured: `${growth.toFixed(0)} MB`,
    kept: growth <= GROWTH,
  };
}

function passed(ended: readonly boolean[]): Verdict {
  const refused = ended.filter((whole) => !whole).length;
  return {
    promise: 'emergencies pass',
    measured: `${refused} refused of ${ended.length}`,
    kept: refused === 0 && ended.length > 0,
  };
}
