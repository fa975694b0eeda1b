import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHandlers, createAccessLog, createLogTools, logToolHandlers } from '../../src/audit/index.ts';
import { audit } from '../../src/commands/audit.ts';
import type { Config } from '../../src/config.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import { createFileRegister } from '../../src/persons/index.ts';
import { openStore, serveAdmin } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { startPostgres } from '../support/postgres.ts';
import { sampleEntry, sampleRefusal } from './sample-entry.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

/** Three ways to the same entries: over the socket of the process that holds them, from the folder, from the server. */
const ways = ['socket', 'folder', ...(postgres ? ['postgres'] : [])];

describe.each(ways)('npm run audit, by %s', { timeout: 60_000 }, (way) => {
  const releases: (() => Promise<unknown>)[] = [];
  let config: Config;

  beforeAll(async () => {
    const dataDir = await temporaryDataDir();
    releases.push(dataDir.remove);
    const databaseUrl = way === 'postgres' ? await postgres?.newDatabase() : undefined;
    config = { ...demoConfig(), ...logConfig(dataDir.path), databaseUrl };
    const store = await openStore(config);
    const log = await createAccessLog({ store, config });
    await log.append([
      sampleEntry({
        at: '2026-05-01T23:59:00+02:00',
        correlationId: 'late',
        actor: { hsaId: 'SE2321000230-DEMOLAK', name: 'Läkare', commission: undefined },
      }),
      sampleEntry({ at: '2026-05-02T00:01:00+02:00', correlationId: 'next-day', kind: 'closing' }),
      sampleRefusal({ at: '2026-05-03T12:00:00+02:00', correlationId: 'red\u001b[31m' }),
    ]);
    if (way === 'socket') {
      const directory = await createDirectory(config.directory, createEvents());
      const persons = createFileRegister('file:config/persons/demo.yaml');
      const tools = createLogTools({ config, store, log, directory, persons });
      const server = await serveAdmin(config.dataDir, { ...auditHandlers(log), ...logToolHandlers(tools) });
      releases.push(store.close, log.close, server.close);
    } else {
      await log.close();
      await store.close();
    }
  });
  afterAll(async () => {
    for (const release of releases.reverse()) await release();
  });

  async function run(...args: string[]) {
    let text = '';
    const out = new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
    return { code: await audit(args, config, out), text };
  }
  const numbers = async (...args: string[]) => {
    const { text } = await run('list', '--json', ...args);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(({ kind }) => kind !== 'act')
      .map(({ sequence }) => sequence);
  };

  it('lists entries as a table, newest first', async () => {
    const { code, text } = await run('list', '--to', '2026-06-01');
    expect(code).toBe(0);
    const header = text.slice(0, text.indexOf('\n'));
    const start = (name: string) => header.indexOf(name);
    const rows = text.trimEnd().split('\n').slice(1);
    const column = (name: string, next: string) => rows.map((row) => row.slice(start(name), start(next)).trim());
    expect(column('No', 'Time')).toEqual(['2', '1', '0']);
    expect(column('Time', 'Who')).toEqual([
      '2026-05-03 12:00:00+02:00',
      '2026-05-02 00:01:00+02:00',
      '2026-05-01 23:59:00+02:00',
    ]);
    expect(column('Who', 'About')).toEqual([
      expect.stringContaining('CN=Journal Norr'),
      'SE2321000230-DEMOEHR',
      'SE2321000230-DEMOLAK via SE2321000230-DEMOEHR',
    ]);
    expect(column('About', 'What')).toEqual(['–', '191212121212', '191212121212']);
    expect(column('What', 'Outcome')).toEqual(['read GetDiagnosis:2', 'closing GetDiagnosis:2', 'read GetDiagnosis:2']);
    expect(column('Outcome', 'Why')).toEqual(['refused', 'released', 'released']);
    expect(column('Why', 'Providers')).toEqual(['CERT_REVOKED', 'Vård och behandling', 'Vård och behandling']);
    expect(column('Providers', 'Correlation id')).toEqual(['–', '1', '1']);
    expect(rows[0]).toContain('red\uFFFD[31m');
  });

  // Each run from the folder opens the database anew; what a filter finds does not depend on the way.
  it.skipIf(way === 'folder')('filters', async () => {
    expect(await numbers()).toEqual([2, 1, 0]);
    expect(await numbers('--patient', '19121212-1212')).toEqual([1, 0]);
    expect(await numbers('--refused')).toEqual([2]);
    expect(await numbers('--outcome', 'released')).toEqual([1, 0]);
    expect(await numbers('--certificate', 'dead')).toEqual([2]);
    expect(await numbers('--caller', 'SE2321000230-DEMOEHR', '--from', '2026-05-02')).toEqual([1]);
    expect(await numbers('--to', '2026-05-01'), 'the whole day').toEqual([0]);
    expect(await numbers('--to', '2026-05-02 00:01')).toEqual([0]);
    expect(await numbers('--correlation', 'next-day')).toEqual([1]);
    const limited = await run('list', '--limit', '2');
    expect(limited.text).toContain('There are older entries');
    expect(await numbers('--patient', '199801022383')).toEqual([]);
    expect((await run('list', '--patient', '199801022383', '--to', '2026-06-01')).text).toBe('No entries.\n');
  });

  it('shows one entry whole', async () => {
    const { code, text } = await run('show', '2');
    expect(code).toBe(0);
    expect(text).toContain('number: 2\nat: 2026-05-03 12:00:00+02:00\n');
    expect(text).toContain('code: CERT_REVOKED\nreason: The client certificate is revoked.\n');
    expect(text).toMatch(/certificate:\n {2}fingerprint: (cd)+\n {2}issuer: .*\n {2}serial: dead\n {2}subject: .*\n/);
    const { text: json } = await run('show', '0', '--json');
    expect((await run('show', JSON.parse(json).id)).text).toContain('number: 0');
    expect(await run('show', '9999')).toEqual({ code: 1, text: 'There is no entry 9999.\n' });
  });

  it('puts whoever reads on the log, by account', async () => {
    await run('list', '--patient', '191212121212');
    await run('show', '0');
    const acts = async (action: string) => (await run('list', '--json', '--limit', '1', '--action', action)).text;
    const [shown, searched] = [JSON.parse(await acts('log:show')), await acts('log:search')];
    expect(shown).toMatchObject({ face: 'cli', kind: 'act', patient: { id: '191212121212' } });
    expect(shown.details).toMatchObject({ account: userInfo().username });
    expect(JSON.parse(searched), 'the search for itself').toMatchObject({ details: { action: 'log:search' } });
    expect((await run('list', '--json', '--action', 'log:search', '--patient', '191212121212')).code).toBe(0);
  });

  it('explains itself', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, text: expect.stringContaining('--certificate') });
    expect(await run()).toMatchObject({ code: 2 });
    for (const wrong of [
      ['list', '--nothing'],
      ['list', 'extra'],
      ['show'],
      ['erase', '1'],
      ['list', '--limit', '0'],
      ['list', '--limit', 'many'],
      ['list', '--from', 'yesterday'],
      ['list', '--outcome', 'good'],
      ['list', '--refused', '--outcome', 'empty'],
    ]) {
      await expect(run(...wrong), wrong.join(' ')).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
    }
  });
});

it('makes no database where there is none', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'norrbryggan-empty-'));
  const lines: string[] = [];
  const out = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  expect(await audit(['list'], { ...demoConfig(), ...logConfig(dataDir) }, out)).toBe(0);
  expect({ lines, files: await readdir(dataDir) }).toEqual({ lines: ['No entries.\n'], files: [] });
  await rm(dataDir, { recursive: true });
});
