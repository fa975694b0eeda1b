import type { CDPSession } from 'playwright-core';
import { buildPortal } from '../scripts/build-portal.ts';
import { openStore } from '../src/store/index.ts';
import { description } from '../tests/engagements/samples.ts';
import { hasChromium, startBrowser } from '../tests/support/browser.ts';
import { assignments, type PortalClient, signedIn } from '../tests/support/portal-client.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { startRedis } from '../tests/support/redis.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../tests/support/running-bridge.ts';

const messages = 100_000;
const destination = 'index.regional';
const rounds = 40;
/** Of what the page asks for every few seconds, or is waited for by a person. */
const answerBoundMs = 500;
const eventsPerSecond = 500;
const watchedSeconds = 15;
/** Of the time of the page's main thread. */
const loadBound = 0.25;

/**
 * The engineer's pages with 100,000 messages waiting, over PostgreSQL and Redis: how long what they ask for takes, and what
 * the page costs in Chromium while hundreds of events a second come in. Exit code 1 beyond the bounds.
 */
export async function benchOperations(): Promise<number> {
  const [postgres, redis] = [await startPostgres(), await startRedis()];
  if (!postgres || !redis) throw new Error('PostgreSQL or Redis is not installed.');
  const running = await startRunningBridge({
    environment: { DATABASE_URL: postgres.url, BUS_URL: redis.url },
    change: (config) => {
      config.busKeyFile = undefined;
      const filters = [{ serviceDomain: description, categorizations: [] }];
      const nobody = { name: 'regional', logicalAddress: 'SE-REGIONAL', url: 'https://localhost:9', filters };
      config.engagements.subscribers = [nobody];
    },
  });
  try {
    const engineer = await signedIn(running, 'demo-integration', assignments.operations);
    await engineer.post(`/ops/destinations/${destination}/pause`, { reason: 'measured' });
    await fill(running, postgres.url);
    const answers = await measureAnswers(engineer);
    const load = await measurePage(running);
    return tell(answers, load);
  } finally {
    await running.close();
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

/** In twenty thousand groups of five: the first of each would be sent next. */
async function fill(running: RunningBridge, databaseUrl: string): Promise<void> {
  const store = await openStore({ databaseUrl, dataDir: running.config.dataDir });
  await store.pool.query(
    `INSERT INTO bridge.delivery
       (id, destination, kind, key, state, correlation_id, facts, bytes, content, gives_up_at, due_at)
     SELECT gen_random_uuid(), $1, 'notification', decode(md5((n % 20000)::text), 'hex'), 'waiting', 'bench-' || n,
       '{}', 1, '\\x00', now() + interval '3 days', CASE WHEN n < 20000 THEN now() END
     FROM generate_series(0, $2 - 1) AS n`,
    [destination, messages],
  );
  await store.pool.query('ANALYZE bridge.delivery');
  await store.close();
}

type Answers = Readonly<Record<string, number>>;

async function measureAnswers(engineer: PortalClient): Promise<Answers> {
  const filter = { destination, state: 'waiting' };
  const { body } = await engineer.post('/ops/messages/search', { filter, limit: 50 });
  const after = body.messages.at(-1).sequence + messages / 2;
  return {
    'the destinations': await p95(() => engineer.get('/ops/destinations')),
    'the first page of messages': await p95(() => engineer.post('/ops/messages/search', { filter, limit: 50 })),
    'a page in the middle': await p95(() => engineer.post('/ops/messages/search', { filter, limit: 50, after })),
    'by a reason that none has': await p95(() =>
      engineer.post('/ops/messages/search', { filter: { ...filter, reason: 'VALIDATION_ERROR' } }),
    ),
    'by correlation id': await p95(() =>
      engineer.post('/ops/messages/search', { filter: { correlationId: 'bench-7' } }),
    ),
    'what discarding all would do': await p95(() =>
      engineer.post('/ops/messages/preview', { act: 'discard', filter: { destination } }),
    ),
  };
}

async function p95(ask: () => Promise<{ readonly status: number }>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const { status } = await ask();
    if (status !== 200) throw new Error(`It was answered with ${status}.`);
    times.push(performance.now() - started);
  }
  return times.sort((one, other) => one - other)[Math.ceil(rounds * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
}

/** Share of the main thread's time while events pour in; undefined without Chromium. */
async function measurePage(running: RunningBridge): Promise<number | undefined> {
  if (!hasChromium()) return undefined;
  await buildPortal();
  const browser = await startBrowser();
  try {
    const visit = { who: 'demo-integration', assignment: assignments.operations, path: '/operations' };
    const { page } = await browser.visit(running, visit);
    await page.getByText(destination).first().waitFor();
    const pouring = setInterval(() => pour(running, eventsPerSecond / 20), 50);
    const measured = await page.context().newCDPSession(page);
    await measured.send('Performance.enable');
    const before = await busySeconds(measured);
    const started = performance.now();
    await page.waitForTimeout(watchedSeconds * 1_000);
    const share = ((await busySeconds(measured)) - before) / ((performance.now() - started) / 1_000);
    clearInterval(pouring);
    if ((await page.getByText('En källa svarade inte').count()) === 0)
      throw new Error('No event has reached the page.');
    return share;
  } finally {
    await browser.close();
  }
}

async function busySeconds(measured: CDPSession): Promise<number> {
  const { metrics } = await measured.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.POSITIVE_INFINITY;
}

function pour({ bridge }: RunningBridge, count: number): void {
  const [, ...sources] = Object.values(addresses);
  for (let at = 0; at < count; at++)
    bridge.events.emit('source:query:failed', {
      source: sources[at % sources.length] ?? '',
      contract: 'GetDiagnosis:2',
      reason: 'timed-out',
      status: 504,
      text: 'It did not answer.',
      milliseconds: 9_000,
      correlationId: `bench-${at}`,
    });
}

function tell(answers: Answers, load: number | undefined): number {
  const told = Object.entries(answers).map(([what, ms]) => `${what}: p95 ${ms.toFixed(0)} ms; bound ${answerBoundMs}`);
  const page =
    load === undefined
      ? 'chromium is not installed: the page was not measured'
      : `the page with ${eventsPerSecond} events a second: ${(load * 100).toFixed(0)} % of its main thread; bound ${loadBound * 100}`;
  process.stdout.write(`${messages} messages waiting\n${told.join('\n')}\n${page}\n`);
  const isLight = load === undefined || load <= loadBound;
  return isLight && Object.values(answers).every((ms) => ms <= answerBoundMs) ? 0 : 1;
}
