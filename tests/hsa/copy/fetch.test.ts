import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../../src/events.ts';
import { fetchTo, lookAt } from '../../../src/hsa/copy/readers/fetch.ts';
import { createLearn } from '../../../src/revocation/learn.ts';
import { createServerTrust } from '../../../src/revocation/servers.ts';
import { createTrust, lookAgain } from '../../../src/siths/index.ts';
import { judgeServers } from '../../../src/sources/index.ts';
import { startHttpsServer } from '../../siths/https-server.ts';
import * as mint from '../../siths/mint.ts';

/** The national file of units, from a real server. */

const known = '"the-first"\nThu, 01 Jan 2026 06:00:00 GMT';
const limits = { milliseconds: 5_000, bytes: 100 };

let world: mint.World;
let server: Awaited<ReturnType<typeof startHttpsServer>>;
let url: string;
let file: string;
let answer: RequestListener;
/** What the bridge shows and trusts. */
const outgoing = () => ({ ...server.shown });

beforeAll(async () => {
  world = await mint.makeWorld();
  file = world.file('units.xml');
  server = await startHttpsServer(world, (request, response) => answer(request, response));
  url = `${server.origin}/units.xml`;
});
afterAll(async () => {
  server.close();
  await world.remove();
});

describe('the file of units over https', () => {
  it('is written as it came, with what the server tells of it', async () => {
    answer = (_request, response) => {
      const [etag = '', modified = ''] = known.split('\n');
      response.writeHead(200, { etag, 'last-modified': modified }).end('<units/>');
    };
    const seen = { version: known, asOf: new Date('2026-01-01T06:00:00Z') };
    expect(await fetchTo(file, url, outgoing(), limits)).toEqual(seen);
    expect(await readFile(file, 'utf8')).toBe('<units/>');
    expect(await lookAt(url, outgoing(), undefined)).toEqual(seen);
  });

  it('is asked for only if it is another, and nothing of it is read', async () => {
    const asked: unknown[] = [];
    answer = ({ headers }, response) => {
      asked.push([headers['if-none-match'], headers['if-modified-since']]);
      response.writeHead(304).end();
    };
    expect(await lookAt(url, outgoing(), known)).toEqual({ version: known, asOf: new Date('2026-01-01T06:00:00Z') });
    expect(asked).toEqual([known.split('\n')]);
    await expect(lookAt(url, outgoing(), undefined)).rejects.toThrow('The server answered 304.');
    // Another, whose content never ends: looking at it ends all the same.
    answer = (_request, response) => void response.writeHead(200, { etag: '"the-second"' }).write('<units>');
    expect(await lookAt(url, outgoing(), known)).toMatchObject({ version: '"the-second"\n' });
  });

  it.each([302, 401, 500])('is not taken from an answer with status %d', async (status) => {
    answer = (_request, response) => void response.writeHead(status, { location: url }).end('<units/>');
    await expect(fetchTo(file, url, outgoing(), limits)).rejects.toThrow(`The server answered ${status}.`);
    await expect(lookAt(url, outgoing(), known)).rejects.toThrow(`The server answered ${status}.`);
  });

  it('is given up when it is too large', async () => {
    answer = (_request, response) => void response.writeHead(200).end('x'.repeat(101));
    await expect(fetchTo(file, url, outgoing(), limits)).rejects.toThrow('It is larger than this reads.');
    answer = (_request, response) => void response.writeHead(200).end('x'.repeat(100));
    await fetchTo(file, url, outgoing(), limits);
    expect(await readFile(file, 'utf8')).toHaveLength(100);
  });

  it('is given up when all of it has not come in time, whether it has begun or not', async () => {
    const soon = { ...limits, milliseconds: 300 };
    answer = (_request, response) => void response.writeHead(200).write('<units>');
    await expect(fetchTo(file, url, outgoing(), soon)).rejects.toThrow('It did not come in time.');
    answer = () => undefined;
    await expect(fetchTo(file, url, outgoing(), soon)).rejects.toThrow('It did not come in time.');
  });

  it('is not taken from a server whose certificate is revoked', async () => {
    answer = (_request, response) => void response.writeHead(200).end('<units/>');
    const own = outgoing();
    const trust = createTrust(world.trust, { checkEveryMs: 0 });
    const stop = judgeServers(own, createServerTrust(trust, createLearn(trust, createEvents()).learn));
    try {
      await fetchTo(file, url, own, limits);
      const revoked = await mint.revocationList({ issuer: world.functionCa, revoked: [server.der] });
      await world.write('functionCa.crl', revoked);
      lookAgain(trust);
      await expect(fetchTo(file, url, own, limits)).rejects.toThrow('Its server is not trusted.');
      await expect(lookAt(url, own, known)).rejects.toMatchObject({ cause: { code: 'CERT_REVOKED' } });
    } finally {
      stop();
    }
  });
});
