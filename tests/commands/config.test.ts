import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/commands/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

const run = (...args: string[]) => runWith('config/demo.yaml', ...args);
async function runWith(config: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const out = new PassThrough();
  const code = await checkConfig(args, { CONFIG: config, DATA_DIR: '/nonexistent' }, out);
  out.end();
  return { code, said: await text(out) };
}
const call = (address: string, ...more: string[]) =>
  run('check', '--caller', 'SE2321000230-DEMOEHR', '--contract', 'GetDiagnosis:2', '--address', address, ...more);

describe('npm run config', () => {
  it('check tells who may call what where', async () => {
    const { code, said } = await run('check');
    expect(code).toBe(0);
    expect(said).toContain('SE2321000230-DEMOVAS: every contract → SE2321000230-DEMOVAS');
    expect(said).toMatch(/SE2321000230-DEMOEHR {2}Journalsystem.*\n {4}every contract at every address/);
  });

  it('check tells what a merger makes of units in no list', async () => {
    const folder = await temporaryDataDir();
    const config = join(folder.path, 'config.yaml');
    const [north, west] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG'];
    const entry = `{ kind: care-provider, from: ${west}, into: ${north}, at: 2030-01-01, intoIsNew: false, units: [] }`;
    await writeFile(config, `${await readFile('config/demo.yaml', 'utf8')}\nsuccessions: [${entry}]\n`);
    const { said } = await runWith(config, 'check').finally(() => folder.remove());
    expect(said).toContain(`2030-01-01  care-provider ${west} into ${north}`);
    expect(said).toContain(`a unit in no list is taken to have been ${north}'s own`);
  });

  it('check with a call that would be answered ends with 0', async () => {
    const { code, said } = await call('SE2321000230-DEMOVAS', '--at', '2026-11-25');
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('The call would be answered.') });
  });

  it('check with a call that would be refused ends with 3, the code and what to change', async () => {
    const { code, said } = await call('SE2321000230-DEMOX');
    expect(code).toBe(3);
    expect(said).toMatch(/refused with VP004 \(ADDRESS_UNKNOWN\)[\s\S]*yes:\n {2}- Add to routes/);
  });

  it('dataskydd --check finds that the documents say what the demo is configured to', async () => {
    const said = '4 documents say what the configuration says.\n';
    expect(await run('dataskydd', '--check')).toEqual({ code: 0, said });
    expect((await run('dataskydd')).said).toContain('- Säkerhetstjänster: inga');
  });

  it('dataskydd --check ends with 3 where they say otherwise, and --write mends it', async () => {
    const folder = await temporaryDataDir();
    const file = join(folder.path, 'patientinformation.md');
    await writeFile(file, '<!-- konfiguration: for-patienten -->\nAllt.\n<!-- /konfiguration -->\n');
    const check = () => run('dataskydd', '--check', file);
    const [before, written, after] = [await check(), await run('dataskydd', '--write', file), await check()];
    await folder.remove();
    expect(before).toMatchObject({ code: 3, said: expect.stringContaining('document:      Allt.') });
    expect([written.code, after.code]).toEqual([0, 0]);
  });

  it.each([
    [['dataskydd', '--check', '--write']],
    [['dataskydd', 'some.md']],
    [['dataskydd', '--check', 'nowhere.md']],
    [['check', '--write']],
    [['check', '--caller', 'SE1-X']],
    [['check', '--at', '2026-01-01']],
    [['check', 'more']],
    [['reload', '--caller', 'SE1-X']],
    [['check', '--unknown']],
    [[]],
  ])('%j is not understood', async (args) => {
    await expect(run(...args)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  });

  it.each(['soon', '2026-13-01'])('%s is no time', async (time) => {
    await expect(call('SE2321000230-DEMOVAS', '--at', time)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  });

  it('reload needs a running bridge', async () => {
    await expect(run('reload')).rejects.toMatchObject({ code: 'BRIDGE_NOT_RUNNING' });
  });
});
