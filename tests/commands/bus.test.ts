import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/index.ts';
import type { Config } from '../../src/config.ts';
import { BridgeError } from '../../src/errors.ts';
import { createJobs, createMessageTools, operationsHandlers } from '../../src/operations/index.ts';
import { openStore, type Store, serveAdmin } from '../../src/store/index.ts';
import { deadLetter, type StandInDesk, standInDesk } from '../operations/stand-in-desk.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { printBus } from '../support/print-bus.ts';

const releases: (() => Promise<unknown>)[] = [];
let desk: StandInDesk;
let log: AuditEntry[];
let config: Config;
/** What the log throws, when it is to be down. */
let logDown: Error | undefined;

let data: Awaited<ReturnType<typeof temporaryDataDir>>;
let store: Store;
beforeAll(async () => {
  data = await temporaryDataDir();
  store = await openStore({ databaseUrl: undefined, dataDir: data.path });
});
afterAll(async () => {
  await store.close();
  await data.remove();
});
beforeEach(async () => {
  await store.pool.query('DELETE FROM bridge.message_job');
  desk = standInDesk([deadLetter(1), deadLetter(2, { overtaken: true }), deadLetter(3, { group: 'ffff0000' })]);
  desk.lines.push(deadLetter(4, { state: 'waiting', destination: 'referrals', failure: undefined }));
  log = [];
  logDown = undefined;
  const append = async (entry: AuditEntry) => {
    if (logDown) throw logDown;
    log.push(entry);
  };
  const jobs = createJobs(store, desk);
  releases.push(() => jobs.close());
  config = logConfig(data.path) as unknown as Config;
  const tools = createMessageTools({ config, store, desk, jobs, append });
  const handlers = {
    ...operationsHandlers({ messages: tools, calls: {} as never, sources: {} as never }),
    'bus:status': async () => ({ queues: [], health: { ok: true, reasons: [] } }),
  };
  const admin = await serveAdmin(data.path, handlers);
  releases.push(() => admin.close());
});
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

const run = (...args: string[]) => printBus(config, ...args);
const states = () => desk.lines.map(({ state }) => state);
const [one = '', two = ''] = [deadLetter(1).id, deadLetter(2).id];

describe('npm run bus', { timeout: 30_000 }, () => {
  it('says what is stuck, since when, why, for whom, and what to do then', async () => {
    const { code, text } = await run('status');
    expect(code).toBe(1);
    expect(text).toContain('work is moving');
    expect(text).toMatch(
      /national-index: 3 messages dead since 2026-.*\n {2}why: set aside .*\n {2}the oldest: never, VALIDATION_ERROR/,
    );
    expect(text).toMatch(/for: contract ProcessNotification:1, receiver SE2321000222-DEMONCS/);
    expect(text).toMatch(/referrals: 1 message waiting since 2026-11-25 11:00:00\+01:00/);
    const { stuck } = JSON.parse((await run('status', '--json')).text);
    expect(stuck).toMatchObject([
      { kind: 'dead', messages: 3 },
      { kind: 'slow', messages: 1 },
    ]);
  });

  it('lists and shows messages, with values masked', async () => {
    desk.contents.set(one, Buffer.from('<x>191212121212</x>'));
    expect((await run('dead')).text.split('\n')).toHaveLength(5);
    expect((await run('list', '--state', 'waiting')).text).toContain('referrals');
    const { text } = await run('show', one);
    expect(text).toContain('•••• (12 characters)');
    expect(text).not.toContain('191212121212');
    expect((await run('show', two)).text).toContain('The content is destroyed');
  });

  it('previews a replay and does nothing', async () => {
    const { text } = await run('replay', '--destination', 'national-index', '--dry-run');
    expect(text).toMatch(/^3 messages would be sent again\./);
    expect(text).toMatch(/national-index {2}a1b2c3d4 {2}2/);
    expect(text).toMatch(new RegExp(`OVERTAKEN.*\\n {2}${two}`));
    expect(states()).toEqual(['dead', 'dead', 'dead', 'waiting']);
    expect(log).toEqual([]);
  });

  it('replays one or by filter, on the access log before it is done', async () => {
    expect((await run('replay', one)).text).toMatch(/^To be sent again: 1 of 1\./);
    expect(log).toMatchObject([{ kind: 'act', action: 'message:replay', face: 'cli', details: { messages: [one] } }]);
    expect((await run('replay', '--because', 'VALIDATION_ERROR')).text).toMatch(/^To be sent again: 2 of 2\./);
    expect(states()).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    expect((await run('jobs')).text.match(/replay {2}finished/g)).toHaveLength(2);
  });

  it('does nothing that the access log does not take', async () => {
    logDown = new BridgeError('AUDIT_UNAVAILABLE');
    const { code, text } = await run('replay', one);
    expect(code).toBe(1);
    expect(text).toContain('failed: AUDIT_UNAVAILABLE');
    await expect(run('pause', 'referrals', '--reason', 'x')).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(states()[0]).toBe('dead');
    expect((await desk.status()).every(({ paused }) => !paused)).toBe(true);
  });

  it('replays many in turns that each name theirs', async () => {
    desk.lines.push(...Array.from({ length: 250 }, (_, index) => deadLetter(100 + index)));
    const { text } = await run('replay', '--destination', 'national-index', '--as', 'se2321000230-demointegration');
    expect(text).toMatch(/^To be sent again: 253 of 253\./);
    expect(log.map(({ details }) => [details?.messages].flat().length)).toEqual([100, 100, 53]);
    expect(log[0]).toMatchObject({ actor: { hsaId: 'SE2321000230-DEMOINTEGRATION' } });
  });

  it('discards for a reason alone', async () => {
    await expect(run('discard', one)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
    await expect(run('discard', one, '--reason', ' ')).rejects.toMatchObject({ code: 'PARAMETER_INVALID' });
    await run('discard', one, '--reason', 'sent by phone');
    await run('discard', '--destination', 'referrals', '--reason', 'withdrawn');
    expect(states()).toEqual(['discarded', 'dead', 'dead', 'discarded']);
    expect(log.map(({ action, details }) => [action, details?.reason])).toEqual([
      ['message:discard', 'sent by phone'],
      ['message:discard', 'withdrawn'],
    ]);
  });

  it('does not take all messages where none are named', async () => {
    await expect(run('replay')).rejects.toMatchObject({ code: 'PARAMETER_INVALID' });
    await expect(run('replay', '--state', 'dead')).rejects.toMatchObject({ code: 'PARAMETER_INVALID' });
  });

  it('pauses and resumes', async () => {
    await expect(run('pause', 'referrals')).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
    await expect(run('pause', 'nowhere', '--reason', 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await run('pause', 'referrals', '--reason', 'upgrade');
    expect((await run('status')).text).toMatch(
      /why: paused by .*: upgrade\n(.*\n)* {2}then: npm run bus -- resume referrals/,
    );
    await run('resume', 'referrals');
    expect(log.map(({ action }) => action)).toEqual(['queue:pause', 'queue:resume']);
    expect((await run('status')).text).not.toContain('paused');
  });

  it('unmasks nothing, and says who can', async () => {
    await expect(run('unmask', one)).rejects.toThrow('two engineers');
  });
});
