import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hsa } from '../../src/commands/hsa.ts';
import type { SuccessionConfig } from '../../src/config/successions.ts';
import type { Config } from '../../src/config.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory, lookupHandlers } from '../../src/hsa/index.ts';
import { serveAdmin } from '../../src/store/index.ts';
import { demoFile } from './source-conformance.ts';

const directory = { url: `file:${demoFile}`, baseDn: 'c=SE', timeoutMs: 1_000, services: {} };
const config = { directory, bridge: {}, successions: [] as SuccessionConfig[] } as unknown as Config;

const run = (...args: string[]) => runWith(config, ...args);

async function runWith(config: Config, ...args: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const out = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { code: await hsa(args, config, out), text };
}

describe('npm run hsa', () => {
  it('looks up a person with assignments, and why some give nothing', async () => {
    const { code, text } = await run('lookup', 'se2321000230-demosekr');
    expect(code).toBe(0);
    expect(text).toContain('Börje Demolund');
    expect(text).toContain('Administration: Medicinkliniken Norrskenets sjukhus, Region Norrbotten');
    expect(text).toContain('(care-needs-care-unit) Vård utan vårdenhet');
  });

  it('looks up a unit with its place', async () => {
    const { text } = await run('lookup', 'SE2321000230-DEMOHC1');
    expect(text).toMatch(/Care provider: Region Norrbotten/);
    expect(text).toMatch(/Opening hours +Mon–Thu 08:00–17:00; Fri 08:00–15:00 \(ej helgdag\)/);
  });

  it('says what the catalogue contradicts itself in', async () => {
    expect((await run('lookup', 'SE2321000206-DEMODIALYS')).text).toContain('several-care-units');
  });

  it('never names a person with protected identity', async () => {
    const lookup = await run('lookup', 'SE2321000222-DEMOSKYDDAD');
    const tree = await run('tree', '--depth', '9');
    for (const { text } of [lookup, tree]) {
      expect(text).toContain('Skyddad uppgift');
      expect(text).not.toMatch(/Siriusvega|Kanariedemo|DEMOSKYDDAD/);
    }
    expect(lookup.text).toBe('Skyddad uppgift\n');
  });

  it('searches and draws the tree', async () => {
    expect((await run('search', 'lulea', 'medicin')).text.split('\n')).toHaveLength(4);
    expect((await run('tree', 'SE2321000230-DEMOMED')).text).toContain('    Hjärtsviktsteamet');
  });

  it('tells what a unit was and is, and from when, also of one that is gone', async () => {
    const [clinic, centre, gone] = ['DEMOMED', 'DEMOHC1', 'DEMOBORTA'].map((each) => `SE2321000230-${each}`) as [
      string,
      string,
      string,
    ];
    const successions: SuccessionConfig[] = [
      { kind: 'unit-renamed', from: gone, into: centre, at: '2020-01-01' },
      { kind: 'unit', from: centre, into: clinic, at: '2099-01-01' },
      { kind: 'care-provider', from: 'SE2321000206-DEMOVG', into: 'SE2321000230-DEMOVG', at: '2021-01-01' },
    ];
    const merged = { ...config, successions };
    const { text } = await runWith(merged, 'lookup', centre.toLowerCase());
    expect(text).toMatch(/^Was before: +SE2321000230-DEMOBORTA \(not in the directory\), from 2020-01-01$/m);
    expect(text).toMatch(/^Goes up in: +Medicinkliniken.*DEMOMED, from 2099-01-01 \(to come\)$/m);
    expect(text).not.toContain('Today it is');
    expect(await runWith(merged, 'lookup', gone)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^Today it is: .*DEMOHC1$/m),
    });
    const { text: taken } = await runWith(merged, 'lookup', 'SE2321000206-DEMOVG');
    expect(taken).toMatch(/^Taken over by: +Region Norrbotten .*, from 2021-01-01$/m);
  });

  it('says what the running bridge answers where the directory is copied, and how old that is', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'norrbryggan-hsa-'));
    const own = await createDirectory({ ...directory, url: `file:${demoFile}` }, createEvents());
    const told = lookupHandlers(own)['directory:ask'];
    const asOf = '2026-01-01T00:00:00.000Z';
    const handlers = {
      'directory:ask': async (question: Parameters<typeof told>[0]) => ({
        ...(await told(question)),
        asOf,
        stale: true,
      }),
    };
    const server = await serveAdmin(dataDir, handlers);
    onTestFinished(async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    });
    const copied = {
      ...config,
      dataDir,
      directory: { ...directory, url: 'file:/nowhere.ldif', copy: {} },
    } as unknown as Config;
    for (const args of [
      ['lookup', 'SE2321000230-DEMOSEKR'],
      ['lookup', 'SE2321000230-DEMOMEDVOB'],
      ['search', 'lulea', 'medicin'],
      ['tree'],
    ]) {
      const { text } = await run(...args);
      expect(await runWith(copied, ...args)).toEqual({
        code: 0,
        text: `${text}\nAs of ${asOf}, older than it should be.\n`,
      });
    }
    await expect(runWith(copied, 'tree', '--itself')).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });

  it('gives 1 when nothing was found, 2 without a command', async () => {
    expect(await run('search', 'finnsinte')).toEqual({ code: 1, text: 'Nothing found.\n' });
    expect((await run('lookup', 'SE2321000230-DEMOINGEN')).code).toBe(1);
    expect((await run()).code).toBe(2);
    expect((await run('--help')).code).toBe(0);
  });

  it.each([['fly'], ['lookup'], ['search'], ['tree', '--depth', 'x'], ['--what']])('refuses %j', async (...args) => {
    await expect(run(...args)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  });
});
