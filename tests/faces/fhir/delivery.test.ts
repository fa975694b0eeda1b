import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { createEvents } from '../../../src/events.ts';
import { registerFhirFace } from '../../../src/faces/fhir/index.ts';
import type { Directory } from '../../../src/hsa/index.ts';
import type { OverviewAnswer } from '../../../src/overview/index.ts';
import type { CertifiedCaller } from '../../../src/siths/index.ts';
import { demoConfig } from '../../support/config.ts';
import { testTokens } from '../../support/tokens.ts';
import { noStaff } from './no-staff.ts';
import { diagnosis, identities, identityKey, tolvan } from './samples.ts';

/** Whether an answer reached the caller is known by the socket alone, so these go over a real one. */
let app: FastifyInstance;
afterEach(() => app.close());

/** Serves a face whose overview answers once `gate` opens; gives the port and what became of the answer. */
async function serve(asked: () => void, gate: Promise<void>) {
  let tell: (outcome: string) => void = () => undefined;
  const outcome = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const answer: OverviewAnswer = { records: [diagnosis()], coverage: [], delivered: async (how) => tell(how) };
  app = Fastify();
  registerFhirFace(app, {
    config: demoConfig((bent) => {
      for (const source of bent.sources) source.contracts = ['GetDiagnosis:2'];
    }) as Config,
    overview: {
      ask: async () => {
        asked();
        await gate;
        return answer;
      },
    },
    directory: {} as Directory,
    authenticate: async () => ({
      caller: { hsaId: 'SE1-A' } as CertifiedCaller,
      certificate: undefined,
      refusal: undefined,
    }),
    logRefusal: async () => undefined,
    events: createEvents(),
    personLookup: async () => ({ person: undefined, delivered: async () => undefined }),
    identityKey,
    tokens: await testTokens(),
    staff: noStaff,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/fhir/Condition?patient=${identities.patientId(tolvan)}`,
    outcome,
  };
}

it('an answer that was read is sent', async () => {
  const { url, outcome } = await serve(() => undefined, Promise.resolve());
  const response = await fetch(url);
  expect(response.status).toBe(200);
  await response.text();
  expect(await outcome).toBe('sent');
});

it('an answer whose caller left before it came is broken off', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let wasAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    wasAsked = resolve;
  });
  const { url, outcome } = await serve(wasAsked, gate);
  const connection = once(app.server, 'connection');
  const call = request(url).on('error', () => undefined);
  call.end();
  const [socket] = await connection;
  const left = once(socket, 'close');
  await asked;
  call.destroy();
  await left;
  open();
  expect(await outcome).toBe('broken-off');
});
