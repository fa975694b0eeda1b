import { readFileSync } from 'node:fs';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { completeConfig } from '../../../src/config.ts';
import { registerEntrance } from '../../../src/faces/portal-api/entrance.ts';
import { createPersonas } from '../../../src/sign-in/index.ts';
import { developmentTrust } from '../../../src/siths/dev-pki-use.ts';
import { createTrust } from '../../../src/siths/index.ts';
import { testPki } from '../../support/certs.ts';
import { demoConfig } from '../../support/config.ts';
import { portalClient } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

describe('in a demo', () => {
  let running: RunningBridge;
  beforeAll(async () => {
    running = await startRunningBridge();
  });
  afterAll(() => running?.close());

  it('anyone may be one of its persons', async () => {
    const client = portalClient(running);
    const { personas } = (await client.get('/personas')).body;
    expect(personas).toContainEqual({
      id: 'demo-lakare',
      hsaId: 'SE2321000230-DEMOLAKARE',
      name: 'Ylva Demoström',
      title: expect.any(String),
    });
    expect((await client.post('/personas', { persona: 'demo-lakare' })).status).toBe(204);
    expect((await client.get('/session')).body.person.name).toBe('Ylva Demoström');
    const [entry] = await running.log({ action: 'sign-in' });
    expect(entry?.details).toEqual({ method: 'persona' });
  });

  it.each(['server', '../out/demo-lakare', 'ehr-norrbotten', 'bad/personnummer'])(
    'but nobody else: %s',
    async (who) => {
      const client = portalClient(running);
      expect((await client.post('/personas', { persona: who })).status).toBe(404);
      expect(client.cookie).toBeUndefined();
    },
  );

  it('by no other site’s doing', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await portalClient(running).post('/personas', { persona: 'demo-lakare' }, { headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'CROSS_SITE_REFUSED' } });
  });
});

describe.each(['test', 'production'])('where people are real (%s)', (kind) => {
  it('there are none and no address for them, though the certificates lie there', async () => {
    const pki = await testPki();
    const config = demoConfig((bendable) => {
      bendable.bridge.kind = kind;
      bendable.tls.certificate = pki.file('server.crt');
    });
    const directory = { person: async () => ({ value: undefined, asOf: '' }) } as never;
    const trust = createTrust(developmentTrust(pki.dir));
    expect(
      createPersonas({ config: { ...config, bridge: { ...config.bridge, kind: 'demo' } }, directory, trust }),
    ).toBeDefined();
    const personas = createPersonas({ config, directory, trust });
    expect(personas).toBeUndefined();
    const app = Fastify() as unknown as FastifyInstance;
    await app.register(rateLimit, { global: false });
    registerEntrance(app, { config, personas } as never);
    expect((await app.inject({ method: 'GET', url: '/personas' })).statusCode).toBe(404);
    expect(
      (await app.inject({ method: 'POST', url: '/personas', payload: { persona: 'demo-lakare' } })).statusCode,
    ).toBe(404);
    await app.close();
  });
});

it('no key of the configuration brings them about', () => {
  const file = parse(readFileSync('config/demo.yaml', 'utf8'));
  const complete = (signIn: object) => () => completeConfig({ ...file, signIn }, {});
  expect(complete({})).not.toThrow();
  for (const key of ['personas', 'demo']) expect(complete({ [key]: true })).toThrow(`signIn.${key} is not known`);
});
