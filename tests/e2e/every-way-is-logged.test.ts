import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servedContracts } from '../../src/contracts/index.ts';
import { assignments, signedIn } from '../support/portal-client.ts';
import { startPostgres } from '../support/postgres.ts';
import { printBus } from '../support/print-bus.ts';
import { startRedis } from '../support/redis.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { startTraceCollector, type TraceCollector } from '../support/trace-collector.ts';
import { everyWay, type Way, type World } from './ways/index.ts';
import { harmlessOps } from './ways/ops.ts';
import { onlyTelling, withoutPatients } from './ways/soap.ts';

/** Routes through which nothing about any patient goes, and why. */
const harmless: Readonly<Record<string, string>> = {
  'GET /': 'the start page',
  'GET /patient': 'a page, the same for everybody',
  'GET /patient/*': 'a page, the same for everybody',
  'GET /about': 'a page, the same for everybody',
  'GET /about/*': 'a page, the same for everybody',
  'GET /lift-requests': 'a page, the same for everybody',
  'GET /lift-requests/*': 'a page, the same for everybody',
  'GET /operations': 'a page, the same for everybody',
  'GET /operations/*': 'a page, the same for everybody',
  'GET /access-log': 'a page, the same for everybody',
  'GET /access-log/*': 'a page, the same for everybody',
  'GET /directory': 'a page, the same for everybody',
  'GET /directory/*': 'a page, the same for everybody',
  'GET /news': 'a page, the same for everybody',
  'GET /news/*': 'a page, the same for everybody',
  'GET /news.atom': 'what is told to everyone',
  'GET /news.json': 'what is told to everyone',
  'GET /follow-up': 'a page, the same for everybody',
  'GET /follow-up/*': 'a page, the same for everybody',
  'GET /assets/*': 'what pages are made of',
  'GET /api/installation': 'which installation this is',
  'GET /api/sign-in/siths': 'who signs in',
  'POST /api/sign-in': 'who signs in',
  'POST /api/sign-in/start': 'who signs in',
  'GET /api/sign-in/oidc/:provider': 'who signs in',
  'GET /api/sign-in/launch': 'which record system waits',
  'POST /api/launch': 'takes, and tells nothing; on the log',
  'POST /api/launch/take': 'an identity that the person’s own system sent along; on the log',
  'GET /api/personas': 'who is invented',
  'POST /api/personas': 'who signs in',
  'GET /api/session': 'who is signed in',
  'GET /api/assignments': 'who is signed in',
  'POST /api/session/assignment': 'who is signed in',
  'DELETE /api/patient': 'closes, and tells nothing',
  'DELETE /api/session': 'who is signed in',
  'DELETE /api/sessions': 'who is signed in',
  'GET /api/lift-requests/count': 'how many wait',
  'POST /api/directory/search': 'units and colleagues',
  'POST /api/directory/points': 'units',
  'GET /api/directory/units/:hsaId': 'a unit',
  'GET /api/directory/tree': 'units',
  'GET /api/directory/tree/:hsaId': 'units',
  'GET /api/directory/people/:hsaId': 'a colleague',
  'GET /api/directory/units.json': 'units',
  'GET /api/directory/units/:hsaId.json': 'a unit',
  'GET /api/access-log/head': 'hashes',
  'POST /api/access-log/verification': 'hashes, and places of faults',
  'GET /api/access-log/verification': 'hashes, and places of faults',
  'DELETE /api/access-log/verification/:id': 'stops, and tells nothing',
  'POST /api/access-log/exports': 'begins, and tells how far it has come; what is taken is on the log',
  'GET /api/access-log/exports': 'how far they have come',
  'DELETE /api/access-log/exports/:id': 'forgets, and tells nothing',
  'POST /api/access-log/certificates': 'certificates of callers, counted',
  'POST /api/access-log/names': 'what staff and places are called',
  'GET /api/access-log/waiting': 'how many wait',
  'POST /api/access-log/refused': 'certificates of callers, counted',
  'POST /api/access-log/refused/sign-offs': 'certificates of callers',
  'GET /api/access-log/reviews': 'which samples there are',
  'POST /api/access-log/statistics': 'counts by care unit',
  'GET /api/news': 'what is told to people',
  'POST /api/news/:id/put-away': 'which banner is put away',
  'GET /api/news/written': 'what is told to people',
  'GET /api/news/written/:id': 'what is told to people',
  'POST /api/news/preview': 'what is told to people',
  'POST /api/news': 'what is told to people',
  'POST /api/news/:id/change': 'what is told to people',
  'POST /api/news/:id/withdraw': 'what is told to people',
  'GET /api/follow-up/use': 'counts by month',
  'GET /api/follow-up/use/csv': 'counts by month',
  'GET /api/follow-up/measures': 'definitions',
  'GET /api/follow-up/measures/:measure': 'counts by unit and month, few of them hidden',
  'GET /api/follow-up/measures/:measure/csv': 'counts by unit and month, few of them hidden',
  'GET /api/follow-up/deliveries': 'who delivered counts, and when',
  'POST /api/follow-up/deliveries': 'counts; what looks like a person is refused',
  ...harmlessOps,
  'GET /vp': 'WSDL',
  'GET /vp/*': 'WSDL',
  'GET /npo': 'WSDL',
  'GET /npo/*': 'WSDL',
  'POST /vp': 'the same handler as below it',
  'POST /npo': 'the same handler as below it',
  'GET /oauth/jwks': 'public keys',
  'POST /oauth/token': 'tokens of systems',
  'GET /fhir/metadata': 'what is offered',
  'GET /fhir/SearchParameter/:id': 'what may be asked for',
  'GET /fhir/.well-known/smart-configuration': 'how to get a token',
  'GET /log/head': 'hashes',
  'GET /log/consistency': 'hashes',
  'GET /log/inclusion': 'hashes',
  'GET /witness/heads': 'hashes',
  'GET /docs': 'descriptions',
  'GET /docs/json': 'descriptions',
  'GET /docs/yaml': 'descriptions',
  'GET /docs/static/*': 'descriptions',
  'GET /docs/static/index.html': 'descriptions',
  'GET /docs/static/swagger-initializer.js': 'descriptions',
  'GET /health/live': 'operations',
  'GET /health/ready': 'operations',
  'GET /metrics': 'operations, without patients by what events may carry',
};

const named = everyWay.map((way, nr) => ({ name: `${way.route} ${way.what}`, way, correlationId: `way-${nr}` }));
const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
const servers = postgres && redis && { DATABASE_URL: postgres.url, BUS_URL: redis.url };

/** Whatever any door of the bridge answers, as fastify was told. HEAD is answered by what answers GET. */
const routes = new Set<string>();
const listen = (message: unknown): void => {
  const { fastify } = message as { readonly fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.add(`${one} ${url}`);
  });
};

let running: RunningBridge;
let world: World;
let collector: TraceCollector;

beforeAll(async () => {
  collector = await startTraceCollector();
  subscribe('fastify.initialization', listen);
  running = await startRunningBridge({
    environment: { ...(servers || {}), OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
  });
  unsubscribe('fastify.initialization', listen);
  world = {
    running,
    physician: await signedIn(running, 'demo-lakare', assignments.care),
    officer: await signedIn(running, 'demo-sakerhet', assignments.logs),
    engineer: await signedIn(running, 'demo-integration', assignments.operations),
    secondEngineer: await signedIn(running, 'demo-drift', assignments.operations),
    neighbour: await signedIn(running, 'demo-overlakare', assignments.neighbour),
  };
}, 90_000);
afterAll(async () => {
  await running?.close();
  await Promise.all([postgres?.stop(), redis?.stop(), collector?.stop()]);
});

describe('every way to a patient’s data', () => {
  it('is known here: each route, and each contract', () => {
    const walked = new Set([...everyWay.map(({ route }) => route), ...Object.keys(harmless)]);
    expect([...routes].filter((route) => !walked.has(route))).toEqual([]);
    expect([...walked].filter((route) => !routes.has(route))).toEqual([]);
    const asked = new Set([...everyWay.map(({ what }) => what), ...withoutPatients, ...onlyTelling]);
    expect(servedContracts.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
  });

  it.each(named)('$name leaves an entry', async ({ way, correlationId }) => {
    const prepared = (await way.prepare?.(world)) ?? '';
    expect(await way.ask(world, correlationId, prepared)).toBe('given');
    const entries = await running.log({ correlationId });
    expect(entries.filter(({ kind }) => kind === 'access' || kind === 'act')).not.toEqual([]);
  });

  it('keeps sealed in the store only what a line of the bus key file is told to have sealed', async () => {
    const { keys, strange } = JSON.parse((await printBus(running.config, 'keys', '--json')).text);
    expect(strange).toEqual([]);
    const kinds = keys[0].sealed.map(({ what }: { readonly what: string }) => what);
    expect(kinds).toEqual(expect.arrayContaining(['referrals', 'open patients', 'answers to them']));
  });

  it('leaves a trace, in which nobody is named', async () => {
    const traced = () => new Set(collector.spans.map(({ attributes }) => attributes['correlation.id']));
    const missing = () => named.filter(({ correlationId }) => !traced().has(correlationId)).map(({ name }) => name);
    await expect.poll(missing, { timeout: 10_000 }).toEqual([]);
    const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
    const texts = collector.spans.flatMap((span) => [
      span.name,
      span.error ?? '',
      ...span.events,
      ...Object.values(span.attributes).map(String),
    ]);
    expect(texts.filter((text) => /\b(\d{8}|\d{6})[-+]?\d{4}\b/.test(text.replace(uuid, '')))).toEqual([]);
  });
});

describe.skipIf(!servers)('where the log cannot be written', () => {
  const prepared = new Map<Way, string>();
  let database: pg.Client;

  beforeAll(async () => {
    for (const way of everyWay) prepared.set(way, (await way.prepare?.(world)) ?? '');
    database = new pg.Client({ connectionString: postgres?.url });
    await database.connect();
    await database.query('ALTER TABLE bridge.audit_tree RENAME TO audit_tree_away');
  }, 60_000);
  afterAll(async () => {
    await database.query('ALTER TABLE bridge.audit_tree_away RENAME TO audit_tree');
    await database.end();
  });

  it.each(named)('$name gives nothing', async ({ way, correlationId }) => {
    expect(await way.ask(world, `${correlationId}-unlogged`, prepared.get(way) ?? '')).not.toBe('given');
  });
});
