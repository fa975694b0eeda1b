import Fastify, { type FastifyRequest } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createAuthenticate, createDoor } from '../../src/faces/door.ts';
import type { Identified, Identify } from '../../src/faces/identify.ts';
import { createPortalDoor } from '../../src/faces/portal/portal-door.ts';
import { testPki } from '../support/certs.ts';
import { demoConfig } from '../support/config.ts';

const releases: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0)) await release();
});

/** Who calls is whom a header names, as if by certificate; nobody: a stranger without one. */
const identify: Identify = (message) => {
  const { who } = (message as FastifyRequest['raw']).headers;
  const caller = who === undefined ? undefined : { hsaId: who, certificate: { fingerprint: who } };
  return { caller, certificate: caller?.certificate, refusal: undefined } as unknown as Identified;
};

/** Asks as that system, or as a stranger at the address; gives the code of the refusal. */
async function door(requestsPerMinute: number) {
  const config = demoConfig((made) => {
    made.limits = { ...made.limits, requestsPerMinute, eventLoopDelayMs: 60_000 };
  });
  const app = Fastify();
  releases.push(() => app.close());
  const authenticate = await createAuthenticate(app, config, identify, createEvents(), async () => undefined);
  app.get('/', async (request: FastifyRequest) => (await authenticate(request, 'soap', 'c-1')).refusal?.code ?? 'in');
  return async (who: string | undefined, remoteAddress = '192.0.2.1') =>
    (await app.inject({ method: 'GET', url: '/', remoteAddress, headers: who ? { who } : {} })).body;
}

describe('a caller in haste', () => {
  it('is told to come back, and costs no other system anything, even one at its address', async () => {
    const ask = await door(3);
    const own = [];
    for (let count = 0; count < 5; count++) own.push(await ask('SE-A'));
    expect(own).toEqual(['in', 'in', 'in', 'TOO_MANY_REQUESTS', 'TOO_MANY_REQUESTS']);
    expect(await ask('SE-B')).toBe('in');
    expect(await ask('SE-A', '192.0.2.2'), 'by certificate, wherever it calls from').toBe('TOO_MANY_REQUESTS');
  });

  it('is counted by address where no certificate is accepted, and takes nothing from those who have one', async () => {
    const ask = await door(2);
    for (let count = 0; count < 2; count++) await ask(undefined);
    expect(await ask(undefined)).toBe('TOO_MANY_REQUESTS');
    expect(await ask(undefined, '192.0.2.2')).toBe('in');
    expect(await ask('SE-A')).toBe('in');
  });
});

it.each([
  ['service', createDoor],
  ['portal', createPortalDoor],
])('nobody takes longer than a minute over sending a request: the %s door', async (_which, create) => {
  const pki = await testPki();
  const config = demoConfig((made) => {
    made.tls = { certificate: pki.file('server.crt'), key: pki.file('server.key') };
  });
  const { server } = create(config, { outside: () => undefined, unreadable: () => undefined });
  // Nought would be for ever. Node looks every half minute who has taken longer, and ends the connection.
  for (const limit of [server.requestTimeout, server.headersTimeout, server.timeout]) {
    expect(limit).toBeGreaterThan(0);
    expect(limit).toBeLessThanOrEqual(120_000);
  }
  expect(Math.min(server.requestTimeout, server.headersTimeout)).toBeLessThanOrEqual(60_000);
});
