import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerLogFace, registerWitnessFace } from '../../../src/faces/log/face.ts';

const app = Fastify();
beforeAll(async () => {
  await app.register(rateLimit, { global: false });
  const hash = Buffer.alloc(32);
  const own = { head: async () => ({ note: '' }), leaf: async () => hash };
  const proofs = { consistency: async () => [hash], inclusion: async () => [hash] };
  registerLogFace(app, { ...own, ...proofs } as never, { list: async () => [] } as never);
  registerWitnessFace(app, { heads: async () => [], evidence: async () => [] });
});
afterAll(() => app.close());

it.each(['/log/head', '/log/consistency?from=1&to=2', '/log/inclusion?index=0&size=1', '/witness/heads'])(
  'nobody keeps the store busy with %s, and others are answered',
  async (url) => {
    const ask = async (remoteAddress: string) => (await app.inject({ url, remoteAddress })).statusCode;
    const statuses = [];
    for (let count = 0; count < 601; count += 1) statuses.push(await ask('192.0.2.1'));
    expect(new Set(statuses.slice(0, 600))).toEqual(new Set([200]));
    expect(statuses[600]).toBe(429);
    expect(await ask('192.0.2.2')).toBe(200);
  },
);
