import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/index.ts';
import type { Config } from '../../src/config.ts';
import { DeliveryFailure } from '../../src/deliveries/delivery.ts';
import { createJobs, createMessageTools, operationsHandlers } from '../../src/operations/index.ts';
import { serveAdmin } from '../../src/store/index.ts';
import { eventually } from '../bus/fixtures.ts';
import { type Ground, grounds, messageTo, PATIENT, type Process, takesAll } from '../deliveries/fixtures.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { printBus } from '../support/print-bus.ts';

let ground: Ground;
let process: Process;
let config: Config;
const log: AuditEntry[] = [];
const releases: (() => Promise<unknown>)[] = [];
const { taken, destination } = takesAll();
let picky = true;

beforeAll(async () => {
  const [embedded] = grounds;
  ground = (await embedded?.start()) as Ground;
  releases.push(() => ground.stop());
  process = await ground.open();
  releases.push(() => ground.closeAll());
  await process.send([
    {
      ...destination,
      send: (delivery, signal) => {
        if (picky) throw new DeliveryFailure('never', 'VALIDATION_ERROR', 'The receiver will not take it.');
        return destination.send(delivery, signal);
      },
    },
  ]);
  const data = await temporaryDataDir();
  releases.push(() => data.remove());
  config = logConfig(data.path) as unknown as Config;
  const jobs = createJobs(ground.store, process.desk);
  releases.push(() => jobs.close());
  const append = async (entry: AuditEntry) => void log.push(entry);
  const messages = createMessageTools({ config, store: ground.store, desk: process.desk, jobs, append });
  const admin = await serveAdmin(data.path, {
    ...operationsHandlers({ messages, calls: {} as never, sources: {} as never }),
    'bus:status': async () => ({ queues: [], health: { ok: true, reasons: [] } }),
  });
  releases.push(() => admin.close());
});
afterAll(async () => {
  for (const release of releases.reverse()) await release();
});

const put = (...contents: string[]) =>
  process.outbox.commit(async (_, into) => into(contents.map((content) => messageTo(destination.name, content))));
const run = (...args: string[]) => printBus(config, ...args);

it('the command line alone tells what is stuck, since when, why and for whom, and makes it go again', async () => {
  await put(`<x>${PATIENT}</x>`, '<x>second</x>');
  await eventually(async () => (await process.desk.status())[0]?.dead).toBe(2);
  const status = await run('status');
  expect(status.code).toBe(1);
  expect(status.text).toMatch(new RegExp(`${destination.name}: 2 messages dead`));
  expect(status.text).toContain('VALIDATION_ERROR: The receiver will not take it.');
  expect(status.text).toContain('for: contract ProcessNotification:1');

  const { messages } = JSON.parse((await run('dead', '--json')).text);
  const shown = await run('show', messages[0].id);
  expect(shown.text).toContain('•••• (12 characters)');
  expect(status.text + shown.text + (await run('list')).text).not.toContain(PATIENT);

  picky = false;
  expect((await run('replay', '--destination', destination.name, '--dry-run')).text).toMatch(/^2 messages would/);
  expect(taken).toEqual([]);
  expect((await run('replay', '--destination', destination.name)).code).toBe(0);
  await eventually(async () => taken.length).toBe(2);
  await eventually(async () => (await run('status')).code).toBe(0);
  expect(log).toMatchObject([
    { action: 'message:replay', details: { messages: messages.map((m: { id: string }) => m.id) } },
  ]);
});

it('what is paused waits until it is resumed, and both are on the log', async () => {
  await run('pause', destination.name, '--reason', 'the receiver is moved');
  await put('later');
  expect((await run('status')).text).toMatch(/why: paused by .*: the receiver is moved/);
  await run('discard', '--destination', destination.name, '--state', 'waiting', '--reason', 'not needed', '--dry-run');
  expect(taken).not.toContain('later');
  await run('resume', destination.name);
  await eventually(async () => taken.includes('later')).toBe(true);
  expect(log.slice(1).map(({ action }) => action)).toEqual(['queue:pause', 'queue:resume']);
});
