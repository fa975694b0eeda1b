import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { knownCommands, knownVariables } from './program.ts';

const folder = 'deploy/systemd';
const units = ['serve', 'work', 'migrate'];
const drain = loadConfig({ CONFIG: 'config/compose.yaml' }).drain;

/** Keys of a unit file or of what is common, each with all that was given; an empty line has none. */
function read(file: string): Map<string, string[]> {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const pairs = lines.flatMap((line) => /^(\w+)=(.*)$/.exec(line)?.slice(1, 3) ?? []);
  const found = new Map<string, string[]>();
  for (let at = 0; at < pairs.length; at += 2)
    found.set(pairs[at] ?? '', [...(found.get(pairs[at] ?? '') ?? []), pairs[at + 1] ?? '']);
  return found;
}

const common = read('norrbryggan-.service.d/10-common.conf');
const unit = (name: string) => read(`norrbryggan-${name}.service`);

const variablesIn = (lines: readonly string[] = []) =>
  lines.flatMap((line) => [...line.matchAll(/(?:^|[ "])([A-Z_]+)=/g)].map(([, name = '']) => name));

/** Whether systemd's own reader of units is on this machine; no service is started. */
const hasSystemd = existsSync('/usr/bin/systemd-analyze');
const analyze = (...words: string[]) =>
  execFileSync('systemd-analyze', words, { env: { ...process.env, SYSTEMD_UNIT_PATH: `${resolve(folder)}:` } });

describe('deploy/systemd', () => {
  it('starts commands of the program, with the database password that only the process reads', () => {
    const [at] = common.get('WorkingDirectory') ?? [];
    for (const name of units) {
      const [start = ''] = unit(name).get('ExecStart') ?? [];
      const [shell, script = '', password, node, main = '', command] = start.split(' ');
      expect([shell, password, node]).toEqual(['/bin/sh', '%d/database-password', 'node']);
      expect([script, main].filter((file) => !existsSync(file))).toEqual([]);
      expect(command).toBe(name);
      expect(knownCommands()).toContain(command);
    }
    expect(common.get('LoadCredential')?.[0]).toMatch(/^database-password:\//);
    // The Node of the packages comes first, as everywhere else.
    expect(common.get('Environment')).toContainEqual(`PATH=${at}/node_modules/.bin:/usr/bin:/bin`);
  });

  it('sets variables that the program reads', () => {
    const file = readFileSync(join(folder, 'environment'), 'utf8').split('\n');
    const given = [file, common.get('Environment'), ...units.map((name) => unit(name).get('Environment'))];
    const set = given.flatMap(variablesIn).filter((name) => !['NODE_ENV', 'NODE_OPTIONS', 'PATH'].includes(name));
    expect(set).toEqual(expect.arrayContaining(['CONFIG', 'DATABASE_URL', 'BUS_URL', 'BUS_KEY_FILE', 'LOG_KEY_FILE']));
    expect(set.filter((name) => !knownVariables().includes(name))).toEqual([]);
    for (const name of units) {
      const [data = ''] = unit(name).get('StateDirectory') ?? [];
      expect(unit(name).get('Environment')?.join(' ')).toContain(`DATA_DIR=/var/lib/${data}`);
    }
  });

  it('lets a process that stops finish what is under way, and starts it again', () => {
    for (const name of ['serve', 'work']) {
      const lines = unit(name);
      expect(Number(lines.get('TimeoutStopSec')?.[0]) * 1_000).toBeGreaterThanOrEqual(
        drain.noticeMs + drain.finishMs + 10_000,
      );
      expect(lines.get('Restart')).toEqual(['always']);
      expect(lines.get('ExecReload')).toEqual(['/bin/kill -HUP $MAINPID']);
    }
  });

  it.skipIf(!hasSystemd)('is understood by systemd, and exposed to little', () => {
    const files = units.map((name) => resolve(folder, `norrbryggan-${name}.service`));
    expect(analyze('verify', ...files).toString()).toBe('');
    // In tenths; 100 is a service that may do anything.
    expect(analyze('security', '--offline=true', '--threshold=15', ...files).toString()).toContain('OK');
  });
});
