import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { connectAdmin, serveAdmin } from '../../src/store/index.ts';

const handlers = {
  echo: async (text: string) => ({ text }),
  refuse: async () => {
    throw new BridgeError('NOT_FOUND', 'No such thing.');
  },
  break: async () => {
    throw new Error('internals that nobody shall see');
  },
};

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'norrbryggan-admin-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

async function client(folder = dataDir) {
  const connected = await connectAdmin<typeof handlers>(folder);
  if (!connected) throw new Error('Nobody serves.');
  return connected;
}

it('answers questions in turn, with any text in them', async () => {
  const server = await serveAdmin(dataDir, handlers);
  const admin = await client();
  for (const text of ['å', 'line\nfeed', '\u2028', 'x'.repeat(300_000)])
    expect(await admin.ask('echo', text)).toEqual({ text });
  admin.close();
  await server.close();
});

it('passes errors of the catalogue on, and nothing of others', async () => {
  const server = await serveAdmin(dataDir, handlers);
  const admin = await client();
  await expect(admin.ask('refuse', undefined)).rejects.toMatchObject({ code: 'NOT_FOUND', detail: 'No such thing.' });
  await expect(admin.ask('break', undefined)).rejects.toMatchObject({ code: 'INTERNAL', detail: undefined });
  const stranger = await connectAdmin<{ toString: () => Promise<string> }>(dataDir);
  await expect(stranger?.ask('toString', undefined)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  stranger?.close();
  admin.close();
  await server.close();
});

it('survives a client that writes nonsense or goes away', async () => {
  const server = await serveAdmin(dataDir, handlers);
  const raw = connect(join(dataDir, 'admin.sock'));
  raw.write('not json\n{"unfinished');
  await new Promise((resolve) => raw.once('data', resolve));
  raw.destroy();
  const admin = await client();
  expect(await admin.ask('echo', 'still here')).toEqual({ text: 'still here' });
  admin.close();
  await server.close();
});

it('lets only its user in', async () => {
  const server = await serveAdmin(dataDir, handlers);
  expect((await stat(join(dataDir, 'admin.sock'))).mode & 0o777).toBe(0o600);
  await server.close();
});

it('says when nobody serves: never, no longer, or killed', async () => {
  expect(await connectAdmin(dataDir)).toBeUndefined();
  const server = await serveAdmin(dataDir, handlers);
  await server.close();
  expect(await connectAdmin(dataDir)).toBeUndefined();
  await leaveStaleSocket(join(dataDir, 'admin.sock'));
  expect(await connectAdmin(dataDir)).toBeUndefined();
  const next = await serveAdmin(dataDir, handlers);
  (await client()).close();
  await next.close();
});

it('does not take over from a process that serves', async () => {
  const server = await serveAdmin(dataDir, handlers);
  await expect(serveAdmin(dataDir, handlers)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  expect(await (await client()).ask('echo', 'undisturbed')).toEqual({ text: 'undisturbed' });
  await server.close();
});

it('tells a client whose server stops', async () => {
  const server = await serveAdmin(dataDir, { ...handlers, hang: () => new Promise(() => undefined) });
  const admin = await connectAdmin<{ hang: () => Promise<unknown> }>(dataDir);
  const asked = admin?.ask('hang', undefined);
  await Promise.all([expect(asked).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' }), server.close()]);
});

it('works where the data folder is too deep for a socket', async () => {
  const deep = join(dataDir, 'd'.repeat(120));
  await mkdir(deep);
  const server = await serveAdmin(deep, handlers);
  const elsewhere = await readFile(join(deep, 'admin.sock'), 'utf8');
  const admin = await client(deep);
  expect(await admin.ask('echo', 'deep')).toEqual({ text: 'deep' });
  admin.close();
  await server.close();
  expect(await connectAdmin(deep)).toBeUndefined();
  await expect(stat(elsewhere)).rejects.toThrow('ENOENT');
  await writeFile(join(deep, 'admin.sock'), elsewhere);
  await (await serveAdmin(deep, handlers)).close();
});

/** As a killed process leaves it: the file stands, nobody accepts. */
async function leaveStaleSocket(path: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${path}.live`, resolve));
  await rename(`${path}.live`, path);
  await new Promise((resolve) => server.close(resolve));
}
