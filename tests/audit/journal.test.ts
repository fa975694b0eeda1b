import { execFileSync } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditEntry, createAccessLog } from '../../src/audit/index.ts';
import { openJournal, readJournal } from '../../src/audit/journal.ts';
import { leafOf } from '../../src/audit/leaf.ts';
import { rootOf } from '../../src/audit/tree/index.ts';
import { readTree } from '../../src/audit/tree-rows.ts';
import { createEvents } from '../../src/events.ts';
import { openStore } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { sampleEntry } from './sample-entry.ts';

describe('the journal', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-journal-'));
    file = join(folder, 'audit.log');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(entries: AuditEntry[], tornBytes = 0) {
    const journal = await openJournal(file, tornBytes);
    await journal.append(entries.map((entry, sequence) => leafOf(entry, sequence)));
    await journal.close();
  }

  async function read() {
    const ids: string[] = [];
    const condition = await readJournal(file, async (entries) => {
      ids.push(...entries.map((entry) => entry.id));
    });
    return { ids, ...condition };
  }

  it('gives back what was written, over several openings', async () => {
    const entries = Array.from({ length: 1203 }, (_, index) => sampleEntry({ reason: `line\nfeed \u2028 ${index}` }));
    await write(entries.slice(0, 700));
    await write(entries.slice(700));
    expect(await read()).toEqual({ ids: entries.map((entry) => entry.id), tornBytes: 0, damagedLines: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is a line of JSON an entry', async () => {
    const entry = sampleEntry();
    await write([entry]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      crc32: expect.stringMatching(/^[0-9a-f]{8}$/),
      entry: { id: entry.id },
    });
  });

  it('cuts off a last line at whatever byte it was torn', async () => {
    const [first, second, third] = [sampleEntry(), sampleEntry({ reason: 'å' }), sampleEntry()];
    await write([first]);
    const whole = (await readFile(file)).length;
    await write([second]);
    const all = await readFile(file);
    for (const kept of [whole + 1, whole + 20, all.length - 3, all.length - 1]) {
      await writeFile(file, all.subarray(0, kept));
      const condition = await read();
      expect(condition).toEqual({ ids: [first.id], tornBytes: kept - whole, damagedLines: 0 });
      await write([third], condition.tornBytes);
      expect(await read()).toEqual({ ids: [first.id, third.id], tornBytes: 0, damagedLines: 0 });
    }
  });

  it('counts changed lines and leaves them', async () => {
    const entries = [sampleEntry(), sampleEntry(), sampleEntry()];
    await write(entries);
    const changed = (await readFile(file, 'utf8')).split('\n');
    changed[1] = (changed[1] ?? '').replace('191212121212', '191212121213');
    await writeFile(file, changed.join('\n'));
    await appendFile(file, '{"crc32":"short"}\n\n');
    expect(await read()).toEqual({ ids: [entries[0]?.id, entries[2]?.id], tornBytes: 0, damagedLines: 3 });
    expect(await readFile(file, 'utf8')).toContain('191212121213');
  });

  it('starts the next line cleanly after a write that a full disk cut short', async () => {
    const script = join(folder, 'program.ts');
    await writeFile(script, fullDiskProgram());
    const ids = execFileSync(
      'bash',
      ['-c', 'trap "" XFSZ; ulimit -S -f 8; exec "$0" "$@"', process.execPath, script, file],
      { encoding: 'utf8' },
    );
    expect((await stat(file)).size).toBeLessThan(8 * 1024);
    expect(await read()).toEqual({ ids: ids.trim().split('\n'), tornBytes: 0, damagedLines: 0 });
  });

  /** Writes until the limit on file size refuses a large group, then one small entry. */
  function fullDiskProgram(): string {
    const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    return `
      import { openJournal } from ${url('../../src/audit/journal.ts')};
      import { leafOf } from ${url('../../src/audit/leaf.ts')};
      import { sampleEntry } from ${url('./sample-entry.ts')};
      const journal = await openJournal(process.argv[2], 0);
      const leaf = () => leafOf(sampleEntry(), 0);
      const [first, last] = [leaf(), leaf()];
      await journal.append([first]);
      const refused = await journal.append(Array.from({ length: 20 }, leaf)).then(() => false, (error) => error.code === 'EFBIG');
      if (!refused) throw new Error('The limit did not bite.');
      await journal.append([last]);
      console.log(first.id);
      console.log(last.id);`;
  }
});

describe('the access log over the journal', { timeout: 60_000 }, () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  beforeEach(async () => {
    dataDir = await temporaryDataDir();
  });
  afterEach(() => dataDir.remove());

  it('puts back at start what the store has lost, and tells what it found', async () => {
    const events = createEvents();
    const found: unknown[] = [];
    events.on('audit:journal:reconciled', (condition) => found.push(condition));
    const lost = join(dataDir.path, 'lost');
    await appendOnce(3);
    await cp(join(dataDir.path, 'pglite'), lost, { recursive: true });
    const root = await appendOnce(2);
    await rm(join(dataDir.path, 'pglite'), { recursive: true });
    await rename(lost, join(dataDir.path, 'pglite'));
    await appendFile(join(dataDir.path, 'audit.log'), '{"crc32":"0000');
    const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
    const again = await createAccessLog({ store, config: logConfig(dataDir.path), events });
    expect(rootOf((await readTree(store.pool)).frontier), 'the same tree').toEqual(root);
    await again.append(sampleEntry());
    expect((await again.list({}, { limit: 10 })).entries).toHaveLength(6);
    await again.close();
    await (await createAccessLog({ store, config: logConfig(dataDir.path), events })).close();
    await store.close();
    expect(found).toEqual([
      { restored: 2, disagreeing: 0, unjournaled: 0, tornBytes: 14, damagedLines: 0 },
      { restored: 0, disagreeing: 0, unjournaled: 0, tornBytes: 0, damagedLines: 0 },
    ]);
  });

  /** A log that is opened for so many entries; gives the root it then has. */
  async function appendOnce(count: number): Promise<Buffer> {
    const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
    const log = await createAccessLog({ store, config: logConfig(dataDir.path) });
    await log.append(Array.from({ length: count }, () => sampleEntry()));
    const { frontier } = await readTree(store.pool);
    await log.close();
    await store.close();
    return rootOf(frontier);
  }

  it('refuses entries while the journal cannot be written', async () => {
    await symlink('/dev/full', join(dataDir.path, 'audit.log'));
    const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
    const log = await createAccessLog({ store, config: logConfig(dataDir.path) });
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(log.append(sampleEntry())).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    }
    expect((await log.list({}, { limit: 10 })).entries).toEqual([]);
    await log.close();
    await store.close();
  });

  it('owes the store what the journal has, and pays before anything later', async () => {
    const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
    const log = await createAccessLog({ store, config: logConfig(dataDir.path) });
    const [refused, later] = [sampleEntry(), sampleEntry()];
    await store.pool.query('ALTER TABLE bridge.audit_node RENAME TO away');
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(log.append(refused)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await store.pool.query('ALTER TABLE bridge.away RENAME TO audit_node');
    await log.append(later);
    await log.append(refused);
    const { entries } = await log.list({}, { limit: 10 });
    expect(entries.map(({ id, sequence }) => [id, sequence])).toEqual([
      [later.id, 1],
      [refused.id, 0],
    ]);
    await log.close();
    const again = await createAccessLog({ store, config: logConfig(dataDir.path) });
    expect(await again.health(), 'the journal has each once').toEqual({ ok: true, reasons: [] });
    await again.close();
    await store.close();
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['and the store have 1 entries differently', ([first = '', ...rest]) => [changed(first), ...rest]],
    ['lacks 1 entries', ([, ...rest]) => rest],
    ['has 1 damaged lines', ([first = '', ...rest]) => [first, 'nothing', ...rest]],
  ])('is in doubt when it starts and the journal %s', async (doubt, tamper) => {
    await appendOnce(3);
    const file = join(dataDir.path, 'audit.log');
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(file, `${tamper(lines).join('\n')}\n`);
    const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
    const log = await createAccessLog({ store, config: logConfig(dataDir.path) });
    expect(await log.health()).toEqual({ ok: false, reasons: [expect.stringContaining(doubt)] });
    await log.close();
    await store.close();
  });

  /** Another patient in the line, and a checksum that fits. */
  function changed(line: string): string {
    const text = JSON.stringify(JSON.parse(line).entry).replace('191212121212', '199801022383');
    return `{"crc32":"${crc32(text).toString(16).padStart(8, '0')}","entry":${text}}`;
  }

  it('does not start with a key that has not signed, and says which and what to do', async () => {
    await appendOnce(1);
    await rm(join(dataDir.path, 'log.key'));
    const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
    await expect(createAccessLog({ store, config: logConfig(dataDir.path) })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/log\.key.*formerKeys/s),
    });
    await store.close();
  });

  it('does not start where the journal cannot be opened', async () => {
    await mkdir(join(dataDir.path, 'audit.log'));
    const store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
    await expect(createAccessLog({ store, config: logConfig(dataDir.path) })).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
    });
    await store.close();
  });
});
