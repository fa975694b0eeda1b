import { request as send } from 'undici';
import { loadAggregate } from '../load.ts';
import { diagnosisPath, request } from '../setup.ts';
import { type Bridge, councils, type Ground, withBridge } from './installation.ts';
import { createCaller, paced } from './pace.ts';
import type { Statement } from './rows.ts';

const seconds = { warmUp: 4, measured: 8 };
/** Two workers that share two cores with everything else may be slower than one, but not by more than this. */
const leastShare = 0.75;

/** What two working processes do against one, all on the same cores. */
export async function twoWorkers(ground: Ground): Promise<Statement> {
  await ground.answers({ records: 20, delayMs: 0 });
  const [one, two] = await withBridge(ground.bench, await ground.environment(), async (bridge) => {
    const alone = await aggregates(bridge);
    await bridge.addWorker();
    return [alone, await aggregates(bridge)] as const;
  });
  return {
    name: 'two workers',
    text: `${two.toFixed(1)} aggregates a second with two working processes, ${one.toFixed(1)} with one: ${(two / one).toFixed(2)} of it`,
    holds: two >= leastShare * one,
  };
}

async function aggregates({ port }: Bridge): Promise<number> {
  await loadAggregate(port, { seconds: seconds.warmUp });
  return (await loadAggregate(port, { seconds: seconds.measured })).perSecond;
}

const overload = { perSecond: 60, count: 600 };
/** So a source takes 16 questions a second, of the 60 that come. */
const source = { concurrency: 32, delayMs: 2_000, waiting: 40 };
const xml = { 'content-type': 'text/xml; charset=UTF-8' };

/** More questions than a source can take: as many wait as may, the others hear at once that it is busy, and it passes. */
export async function overloaded(ground: Ground): Promise<Statement> {
  const { concurrency, waiting } = source;
  const environment = await ground.environment((config) => {
    for (const each of config.sources) Object.assign(each, { concurrency, waiting });
  });
  await ground.answers({ records: 20, delayMs: source.delayMs });
  const { answers, longest, after } = await withBridge(ground.bench, environment, async (bridge) => {
    const caller = createCaller(256);
    const body = request.replace('SE2321000230-DEMOBRIDGE', councils[0]);
    const call = { url: `https://localhost:${bridge.port}${diagnosisPath}`, headers: xml, body };
    const queue = watchQueue(bridge);
    const answers = await paced(overload, (nr) => caller.send(call, nr));
    const longest = await queue.ended();
    await ground.answers({ records: 20, delayMs: 0 });
    const after = await caller.send(call, overload.count);
    await caller.close();
    return { answers, longest, after };
  });

  const answered = answers.filter(({ status }) => status === 200);
  const shed = answers.filter((answer) => answer.text().includes('SOURCE_BUSY'));
  const slowest = (of: typeof answers): string =>
    `${(Math.max(0, ...of.map(({ milliseconds }) => milliseconds)) / 1_000).toFixed(1)} s`;
  return {
    name: 'overload',
    text: `of ${answers.length} questions to one source, ${overload.perSecond} a second where it takes ${(concurrency * 1_000) / source.delayMs}: ${answered.length} answered within ${slowest(answered)}, ${shed.length} told within ${slowest(shed)} that it is busy, never more than ${longest} waiting (bound: ${waiting}); the next one afterwards ${after.status === 200 ? 'was answered' : 'failed'} in ${after.milliseconds.toFixed(0)} ms`,
    holds:
      answered.length + shed.length === answers.length && shed.length > 0 && longest <= waiting && after.status === 200,
  };
}

/** The most that was seen waiting. */
function watchQueue(bridge: Bridge): { ended(): Promise<number> } {
  let longest = 0;
  let looking = true;
  const looked = (async () => {
    while (looking) longest = Math.max(longest, await waitingNow(bridge));
  })();
  // Whoever asks how it ended hears of it.
  looked.catch(() => undefined);
  return {
    async ended() {
      looking = false;
      await looked;
      return longest;
    },
  };
}

async function waitingNow({ adminPort }: Bridge): Promise<number> {
  // Not over a kept connection: one that has been idle for long on a busy machine may just be ending.
  const answer = await send(`http://localhost:${adminPort}/metrics`, { reset: true });
  const lines = (await answer.body.text()).matchAll(/^norrbryggan_queue_waiting\{source="([^"]*)"\} (\d+)/gm);
  return Number([...lines].find(([, name]) => name === councils[0])?.[2] ?? 0);
}
