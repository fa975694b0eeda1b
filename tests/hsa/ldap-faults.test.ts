import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { assignmentOf } from '../../src/access/known-reader.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import { hasSlapd, type Slapd, startSlapd } from '../support/slapd.ts';
import { demoFile } from './source-conformance.ts';

const timeoutMs = 1_000;
/** What anybody waits at most: twice the limit of one question, and what the machine is late. */
const longest = 2 * timeoutMs + 3_000;
const minute = 60_000;
const unit = 'SE2321000230-DEMOHC2';
const known = ['SE2321000230-DEMOBRIDGE', 'SE2321000230-DEMOVG'];
const unavailable = { code: 'DIRECTORY_UNAVAILABLE' };

describe.skipIf(!hasSlapd())('an LDAP directory with faults', () => {
  let server: Slapd;
  beforeEach(async () => {
    server = await startSlapd(demoFile);
  });
  afterEach(() => server.remove());

  async function open(url = server.url) {
    const clock = { ahead: 0 };
    const events = createEvents();
    const lost: string[] = [];
    events.on('directory:server:lost', ({ server: address }) => lost.push(address));
    const settings = { url, baseDn: 'c=SE', timeoutMs };
    const directory = await createDirectory(settings, events, { known, now: () => Date.now() + clock.ahead });
    onTestFinished(() => directory.close());
    const timed = async <T>(question: () => Promise<T>) => {
      const began = performance.now();
      const answer = await question().catch((thrown: unknown) => thrown as T);
      expect(performance.now() - began).toBeLessThan(longest);
      return answer;
    };
    return { directory, clock, lost, timed };
  }

  const faults: readonly [string, () => unknown, () => unknown][] = [
    ['is killed and started', () => server.kill(), () => server.start()],
    ['hangs and wakes', () => server.hang(), () => server.wake()],
    [
      'is emptied and filled',
      async () => {
        await server.stop();
        await server.refill();
        await server.start();
      },
      async () => {
        await server.stop();
        await server.refill(demoFile);
        await server.start();
      },
    ],
  ];

  it.each(faults)(
    'that %s answers from memory with its age, and freshly again by itself',
    async (_what, break_, mend) => {
      const { directory, clock, timed } = await open();
      const before = await directory.unit(unit);
      expect(before).toMatchObject({ value: { object: { hsaId: unit } }, stale: false });
      await break_();
      clock.ahead = 11 * minute;
      expect(await timed(() => directory.unit(unit))).toEqual({ ...before, stale: true });
      // Never asked of before: it cannot be known, which is another thing than not being there.
      expect(await timed(() => directory.unit('SE2321000230-DEMOMED'))).toMatchObject(unavailable);
      expect(await timed(() => directory.object('SE2321000230-DEMONOBODY'))).toMatchObject(unavailable);
      expect(directory.reach()).toMatchObject({ ok: false, reasons: [expect.stringContaining(server.url)] });
      // Nobody waits a second time.
      const began = performance.now();
      for (let nr = 0; nr < 20; nr += 1) expect(await directory.unit(unit)).toMatchObject({ stale: true });
      expect(performance.now() - began).toBeLessThan(3 * timeoutMs);
      await mend();
      await expect.poll(async () => (await directory.unit(unit)).stale, { timeout: 15_000 }).toBe(false);
      expect(await directory.unit('SE2321000230-DEMOMED')).toMatchObject({ stale: false });
      expect(directory.reach()).toEqual({ ok: true, reasons: [] });
    },
  );

  it('fails over to the next server and goes back to the first', async () => {
    const second = await startSlapd(demoFile);
    onTestFinished(() => second.remove());
    const { directory, lost, timed } = await open(`${server.url}, ${second.url}`);
    await directory.object(unit);
    await server.hang();
    expect(await timed(() => directory.object('SE2321000230-DEMOVG'))).toMatchObject({ stale: false });
    const began = performance.now();
    for (const hsaId of ['DEMOMED', 'DEMOSJH', 'DEMOMEDAVD', 'DEMOHC1'])
      expect(await directory.object(`SE2321000230-${hsaId}`)).toMatchObject({ stale: false });
    expect(performance.now() - began).toBeLessThan(3 * timeoutMs);
    expect(lost).toEqual([server.url]);
    expect(directory.reach()).toMatchObject({ ok: true, reasons: [expect.stringContaining(server.url)] });
    server.wake();
    await expect.poll(() => directory.reach().reasons, { timeout: 15_000 }).toEqual([]);
    await second.kill();
    expect(await timed(() => directory.object('SE2321000222-DEMOVG'))).toMatchObject({ stale: false });
  });

  it('takes "not there" of an emptied server as a fault of the server also when the place itself is left', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-left-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'left.ldif');
    await writeFile(
      file,
      `${(await readFile(demoFile, 'utf8')).split(/\n\n/).find((entry) => /^dn: c=SE$/m.test(entry))}\n`,
    );
    const { directory, clock } = await open();
    await directory.object(unit);
    await server.stop();
    await server.refill(file);
    await server.start();
    clock.ahead = 11 * minute;
    await expect.poll(async () => directory.object(unit)).toMatchObject({ value: { hsaId: unit }, stale: true });
    await expect(directory.object('SE2321000230-DEMONOBODY')).rejects.toMatchObject(unavailable);
  });

  it('waits for a slow server no longer than the limit, and keeps what it says too late', async () => {
    const pace = { ms: 0 };
    const relay = createServer((socket) => {
      const upstream = connect(Number(new URL(server.url).port), '127.0.0.1');
      upstream.on('data', (data) => setTimeout(() => socket.writable && socket.write(data), pace.ms));
      socket.pipe(upstream);
      for (const [one, other] of [[socket, upstream] as const, [upstream, socket] as const])
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    onTestFinished(() => void relay.close());
    const { directory, timed } = await open(`ldap://127.0.0.1:${(relay.address() as { port: number }).port}`);
    await directory.object('SE2321000230-DEMOVG');
    pace.ms = 300; // Each of its answers is in time, but a unit with its place takes several.
    await timed(() => directory.unit(unit));
    await expect
      .poll(async () => directory.unit(unit).catch(() => undefined), { timeout: 15_000 })
      .toMatchObject({
        value: { object: { hsaId: unit } },
      });
  });

  it('lets a known reader read on, as of when she was known, and cannot know another', async () => {
    const { directory, clock } = await open();
    const { assignments } = (await directory.commissionsOf('SE2321000230-DEMOLAKARE')).value;
    const reader = { hsaId: 'SE2321000230-DEMOLAKARE', commission: assignments[0]?.commission.hsaId };
    const before = await assignmentOf(
      { directory, config: { successions: [] } },
      reader as never,
      undefined,
      new Date(),
    );
    expect(before).toMatchObject({ known: true, value: { commission: { hsaId: reader.commission } } });
    expect(before).not.toHaveProperty('stale');
    await server.kill();
    clock.ahead = 11 * minute;
    expect(
      await assignmentOf({ directory, config: { successions: [] } }, reader as never, undefined, new Date()),
    ).toEqual({ ...before, stale: true });
    const unknown = { ...reader, hsaId: 'SE2321000230-DEMOSEKR' };
    expect(
      await assignmentOf({ directory, config: { successions: [] } }, unknown as never, undefined, new Date()),
    ).toMatchObject({ known: false });
  });
});
