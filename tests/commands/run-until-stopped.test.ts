import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('programs/run-until-stopped.ts', import.meta.url));

async function run(args: string[], ...signals: NodeJS.Signals[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args]);
  let out = '';
  let complaints = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text;
    if (out === 'running\n') for (const signal of signals.splice(0, 1)) child.kill(signal);
    if (out.endsWith('reloaded\n')) child.kill('SIGTERM');
  });
  child.stderr.on('data', (text: Buffer) => {
    complaints += text;
  });
  const [code] = await once(child, 'close');
  return { code, out, complaints };
}

describe('a running command', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order on %s', async (signal) => {
    expect(await run([], signal)).toEqual({ code: 0, out: 'running\nclosed\n', complaints: '' });
  });

  it('asks its address catalogue again on SIGHUP, and goes on', async () => {
    const { code, out } = await run([], 'SIGHUP');
    expect({ code, out }).toEqual({ code: 0, out: 'running\nreloaded\nclosed\n' });
  });

  it('stops in order on an error that nobody caught, telling its place and not its message', async () => {
    const { code, out, complaints } = await run(['191212121212']);
    expect({ code, out }).toEqual({ code: 1, out: 'running\nclosed\n' });
    expect(complaints).toMatch(/TypeError at .*run-until-stopped\.ts/);
    expect(complaints).not.toContain('191212121212');
  });
});
