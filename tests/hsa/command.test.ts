import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { hsa } from '../../src/commands/hsa.ts';
import type { Config } from '../../src/config.ts';
import { demoFile } from './source-conformance.ts';

const config = { directory: { url: `file:${demoFile}`, baseDn: 'c=SE', timeoutMs: 1_000 } } as Config;

async function run(...args: string[]): Promise<{ code: number; text: string }> {
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
