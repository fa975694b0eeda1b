import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessLog, exportLines, type LogConfig } from '../../../src/audit/index.ts';
import { audit } from '../../../src/commands/audit.ts';
import type { Config } from '../../../src/config.ts';
import { openStore } from '../../../src/store/index.ts';
import { demoConfig } from '../../support/config.ts';
import { logConfig } from '../../support/log-config.ts';
import { startPostgres } from '../../support/postgres.ts';
import { sampleEntry } from '../sample-entry.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

describe.skipIf(!postgres)('what proves the log, at the command line', { timeout: 60_000 }, () => {
  let folder: string;
  let config: Config;
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-proof-'));
    config = { ...demoConfig(), ...logConfig(folder), databaseUrl: await postgres?.newDatabase() };
    await append(30);
    await run('export', at('whole'));
    await writeFile(at('head'), (await run('head')).text);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(...args: string[]) {
    const chunks: string[] = [];
    const out = new Writable({ write: (chunk, _encoding, done) => done(void chunks.push(String(chunk))) });
    const code = await audit(args, config, out);
    return { code, text: chunks.join('') };
  }

  async function append(count: number, now: LogConfig = config): Promise<void> {
    const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: folder });
    const log = await createAccessLog({ store, config: now }).catch(async (thrown: unknown) => {
      await store.close();
      throw thrown;
    });
    await log.append(Array.from({ length: count }, () => sampleEntry()));
    await log.close();
    await store.close();
  }

  /** Verifies the exported file after a change to its lines. */
  async function verifyAfter(change: (lines: string[]) => string[], ...args: string[]) {
    const lines = (await readFile(at('whole'), 'utf8')).trimEnd().split('\n');
    await writeFile(at('changed'), `${change(lines).join('\n')}\n`);
    return run('verify', at('changed'), ...args);
  }

  it('says that the log is whole, and what was not checked', async () => {
    const { code, text } = await run('verify');
    expect(code).toBe(0);
    expect(text).toMatch(/^Whole: 31 entries, signed at .*Z with key [0-9a-f]{8}\.\n/);
    expect(text).toContain('Not checked: who signed.');
    expect(text).toContain('Not checked: whether entries were cut off');
    const own = await readPublic();
    const { text: all } = await run('verify', '--head', at('head'), '--key', own);
    expect(all).not.toContain('Not checked');
  });

  async function readPublic(): Promise<string> {
    const { rows } = await withPool((query) => query('SELECT public_key FROM bridge.audit_key ORDER BY from_size'));
    await writeFile(at('own.pub'), rows[0]?.public_key ?? '');
    return at('own.pub');
  }

  async function withPool<T>(
    use: (query: (text: string) => Promise<{ rows: { public_key?: string }[] }>) => Promise<T>,
  ): Promise<T> {
    const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: folder });
    return use((text) => store.pool.query(text)).finally(() => store.close());
  }

  it('exports a file that proves itself without the log', async () => {
    const lines = (await readFile(at('whole'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(32);
    expect(JSON.parse(lines[30] ?? ''), 'the export itself').toMatchObject({ action: 'log:export', face: 'cli' });
    expect(JSON.parse(lines[7] ?? '')).toMatchObject({ sequence: 7, salt: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect((await stat(at('whole'))).mode & 0o077).toBe(0);
    const { code, text } = await run('verify', at('whole'), '--head', at('head'), '--key', await readPublic());
    expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/^Whole: 31 entries[^\n]*\n$/) });
    await expect(run('export', at('whole')), 'nothing is written over').rejects.toMatchObject({
      code: 'COMMAND_INVALID',
    });
  });

  it('names the first wrong line of an exported file', async () => {
    const altered = await verifyAfter((lines) =>
      lines.with(12, (lines[12] ?? '').replace('191212121212', '191212121213')),
    );
    expect(altered).toEqual({ code: 1, text: 'Entry 12 has been altered.\n' });
    expect((await verifyAfter((lines) => lines.toSpliced(5, 2))).text).toBe('Entries 5 to 6 are missing.\n');
    expect((await verifyAfter((lines) => lines.toSpliced(5, 0, lines[20] ?? ''))).text).toBe(
      'Entry 20 stands where entry 5 was.\n',
    );
    expect((await verifyAfter((lines) => lines.with(3, lines[4] ?? '').with(4, lines[3] ?? ''))).text).toBe(
      'Entry 4 stands where entry 3 was.\n',
    );
    expect((await verifyAfter((lines) => lines.slice(0, -1))).text).toContain('has no last line that proves it');
    const unmarked = await verifyAfter((lines) => {
      const trailer = { ...JSON.parse(lines.at(-1) ?? ''), marks: '' };
      return lines
        .with(12, (lines[12] ?? '').replace('191212121212', '191212121213'))
        .with(-1, JSON.stringify(trailer));
    });
    expect(unmarked.text).toMatch(/^Among entries 0 to 29 something has been altered/);
  });

  it('finds a file that was cut together with its head, given another', async () => {
    await append(5);
    await writeFile(at('later'), (await run('head')).text);
    const { code, text } = await run('verify', at('whole'), '--head', at('later'));
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('it has 31 entries, and had 37 at') });
  });

  it('proves a part of the log', async () => {
    const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: folder });
    const log = await createAccessLog({ store, config });
    const chosen = sampleEntry({ purpose: 'Statistik' });
    await log.append([sampleEntry(), chosen, sampleEntry()]);
    const lines: string[] = [];
    for await (const line of exportLines(log, { filter: { purpose: 'Statistik' } })) lines.push(line);
    await log.close();
    await store.close();
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id: chosen.id });
    await writeFile(at('part'), lines.join(''));
    expect((await run('verify', at('part'))).text).toMatch(/^Whole: 1 entries; of 39 more only the hash is here/);
    await writeFile(at('part'), lines.join('').replace('191212121212', '191212121213'));
    expect(await run('verify', at('part'))).toMatchObject({ code: 1 });
  });

  it('exports a table', async () => {
    await run('export', at('table.csv'), '--csv');
    const table = (await readFile(at('table.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(table[0]).toContain('"number";"id";"at"');
    expect(table[1]).toMatch(/^"0";/);
    expect(table).toHaveLength(42);
  });

  it('exports one care provider’s part, which proves itself and tells of nobody else', async () => {
    const units = ['SE2321000222-DEMOVG', 'SE2321000206-DEMOVG'].map((careProvider, nr) => ({
      careProvider,
      careUnit: `${careProvider}-UNIT`,
      source: `${careProvider}-SOURCE`,
      records: nr + 1,
    }));
    const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: folder });
    const log = await createAccessLog({ store, config });
    const own = { careProvider: 'SE2321000206-DEMOVG', careUnit: undefined };
    await log.append([sampleEntry({ units }), sampleEntry({ units, reader: own })]);
    await log.close();
    await store.close();
    expect((await run('export', at('theirs'), '--controller', own.careProvider.toLowerCase())).code).toBe(0);
    const lines = (await readFile(at('theirs'), 'utf8')).trimEnd().split('\n');
    const [part, whole, act] = lines.slice(0, -1).map((line) => JSON.parse(line));
    expect(part).toMatchObject({ leafHash: expect.any(String), part: { units: [units[1]], records: 2 } });
    expect(lines[0], 'of others, and what their hash could be guessed by').not.toMatch(/SE2321000222-DEMOVG-|salt/);
    expect(whole).toMatchObject({ units, salt: expect.any(String) });
    expect(act, 'done in its name').toMatchObject({
      action: 'log:export',
      reader: { careProvider: own.careProvider },
      details: { account: userInfo().username },
    });
    const verified = async (change: (text: string) => string) => {
      await writeFile(at('changed'), change(`${lines.join('\n')}\n`));
      return run('verify', at('changed'));
    };
    expect((await verified((text) => text)).text).toMatch(/^Whole: 2 entries; of \d+ more only the hash is here/);
    const other = Buffer.alloc(32, 7).toString('base64');
    expect((await verified((text) => text.replace(part.leafHash, other))).code).toBe(1);
    expect((await verified((text) => text.slice(text.indexOf('\n') + 1))).code, 'a line left out').toBe(1);
    expect((await verified((text) => text.replace('{"leafHash":', '{"leafhash":'))).code).toBe(1);
  });

  it('goes over to a new key that the old one introduces', async () => {
    const old = await readPublic();
    const { text } = await run('new-key', at('next.key'));
    expect(text).toContain(`Name ${at('next.key.former.pub')} under audit.formerKeys`);
    expect((await stat(at('next.key'))).mode & 0o777).toBe(0o600);
    const next = { ...config, logKeyFile: at('next.key') };
    await expect(append(1, next), 'whose key signed before is not known').rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    config = { ...next, audit: { ...config.audit, formerKeys: [at('next.key.former.pub')] } };
    await append(3);
    expect(await run('verify', '--key', old), 'follows the introduction').toMatchObject({ code: 0 });
    const { rows: acts } = await withPool((query) =>
      query("SELECT id FROM bridge.audit_entry WHERE action = 'log:key'"),
    );
    expect(acts).toHaveLength(1);
    await withPool((query) => query('UPDATE bridge.audit_key SET endorsement = NULL'));
    expect((await run('verify', '--key', old)).text).toMatch(/is not signed by a key that is believed/);
    expect(await run('verify', '--key', at('next.key.pub')), 'heads before were signed by another').toMatchObject({
      code: 1,
    });
    expect(await run('verify', '--key', old, '--key', at('next.key.pub'))).toMatchObject({ code: 0 });
  });

  it('explains what it does not understand', async () => {
    await writeFile(at('nonsense'), 'nothing\n');
    for (const wrong of [
      ['head', 'extra'],
      ['export'],
      ['verify', '--nothing'],
      ['verify', '--head', at('nonsense')],
      ['verify', '--head', at('absent')],
      ['verify', at('absent')],
    ])
      await expect(run(...wrong), wrong.join(' ')).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
    await expect(run('verify', '--key', at('nonsense'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expect((await run('verify', at('nonsense'))).code).toBe(1);
  });
});
