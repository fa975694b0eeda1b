import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Pool } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { type Exchange, exchange } from '../../src/sources/exchange.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function poolTo(listener: RequestListener): Promise<Pool> {
  const server: Server = createServer(listener).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const pool = new Pool(`http://localhost:${port}`, { connections: 1 });
  open.push(
    async () => server.closeAllConnections(),
    async () => server.close(),
    () => pool.destroy(),
  );
  return pool;
}

const get = { path: '/', method: 'GET' } as const;

async function whole(one: Pick<Exchange, 'next'>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let piece = await one.next(); piece; piece = await one.next()) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('an exchange', () => {
  it('gives the head, and all of the body in the order in which it was sent, however it was cut', async () => {
    let sending: readonly Uint8Array[] = [];
    const pool = await poolTo((_, response) => {
      response.writeHead(203, { 'x-told': 'yes' });
      for (const piece of sending) response.write(piece);
      response.end();
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 40_000 }), { maxLength: 12 }),
        async (pieces) => {
          sending = pieces;
          const one = exchange(pool, get);
          expect(await one.head).toMatchObject({ status: 203, headers: { 'x-told': 'yes' } });
          expect((await whole(one)).equals(Buffer.concat(pieces))).toBe(true);
          expect(await one.next()).toBeUndefined();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('passes over what is said before the answer', async () => {
    const pool = await poolTo((_, response) => {
      response.writeProcessing();
      response.end('said');
    });
    const one = exchange(pool, get);
    expect((await one.head).status).toBe(200);
    expect(String(await whole(one))).toBe('said');
  });

  it('leaves the connection to the next one when it was read to its end', async () => {
    const connections = new Set<unknown>();
    const pool = await poolTo(({ socket }, response) => {
      connections.add(socket);
      response.end('all');
    });
    for (let nr = 0; nr < 3; nr += 1) {
      const one = exchange(pool, get);
      await one.head;
      await whole(one);
      one.breakOff(new Error('too late to matter'));
      expect(await one.next()).toBeUndefined();
    }
    expect(connections.size).toBe(1);
  });

  it('that is broken off before its answer says why, and closes the connection', async () => {
    const arrived = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const pool = await poolTo((_, response) => {
      response.on('close', closed.resolve);
      arrived.resolve();
    });
    const one = exchange(pool, get);
    await arrived.promise;
    const reason = new Error('Nobody waits.');
    one.breakOff(reason);
    await expect(one.head).rejects.toBe(reason);
    await closed.promise;
  });

  it('that is broken off within its answer tells whoever waits for more', async () => {
    const closed = Promise.withResolvers<void>();
    const pool = await poolTo((_, response) => {
      response.on('close', closed.resolve);
      response.write('begun');
    });
    const one = exchange(pool, get);
    await one.head;
    expect(String(await one.next())).toBe('begun');
    const reason = new Error('Nobody waits.');
    const more = one.next();
    one.breakOff(reason);
    await expect(more).rejects.toBe(reason);
    await expect(one.next()).rejects.toBe(reason);
    await closed.promise;
  });

  it('that is broken off before it could begin never begins', async () => {
    let calls = 0;
    const first = Promise.withResolvers<void>();
    const pool = await poolTo(async (_, response) => {
      calls += 1;
      await first.promise;
      response.end();
    });
    const before = exchange(pool, get);
    const queued = exchange(pool, get);
    const reason = new Error('Nobody waits.');
    queued.breakOff(reason);
    await expect(queued.head).rejects.toBe(reason);
    first.resolve();
    await before.head;
    await whole(before);
    await whole(await afterHead(exchange(pool, get)));
    expect(calls).toBe(2);
  });

  it('whose connection breaks within the answer is no answer that is whole', async () => {
    const pool = await poolTo((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    const one = exchange(pool, get);
    await one.head;
    await expect(whole(one)).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  });

  it('that cannot be asked for at all is refused, not thrown', async () => {
    const pool = await poolTo((_, response) => response.end());
    const one = exchange(pool, { path: 'no path', method: 'GET' });
    await expect(one.head).rejects.toMatchObject({ code: 'UND_ERR_INVALID_ARG' });
  });
});

async function afterHead(one: Exchange): Promise<Exchange> {
  await one.head;
  return one;
}
