import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ports = { PORT: '18443', PORTAL_PORT: '18444', ADMIN_PORT: '19465' };
let dataDir: string;
let environment: NodeJS.ProcessEnv;
let demo: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'norrbryggan-demo-'));
  environment = { ...process.env, ...ports, DATA_DIR: dataDir };
});
afterAll(async () => {
  demo?.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the demo as a user would and gives what it printed until it had nothing more to say. */
async function startDemo(): Promise<string> {
  // The script's own command, without npm between: npm answers Ctrl-C itself and hides how the program ended.
  const [, ...args] = JSON.parse(readFileSync('package.json', 'utf8')).scripts.demo.split(' ');
  demo = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const lines: string[] = [];
  for await (const line of createInterface({ input: demo.stdout as NodeJS.ReadableStream })) {
    lines.push(line);
    if (line.startsWith('Then see who asked')) return lines.join('\n');
  }
  throw new Error(`The demo ended early:\n${lines.join('\n')}`);
}

/** Ctrl-C reaches the whole process group. */
async function interrupt(): Promise<number | null> {
  const child = demo as ChildProcess;
  const exit = once(child, 'exit');
  process.kill(-(child.pid as number), 'SIGINT');
  const [code] = (await exit) as [number | null];
  return code;
}

/** The commands that the demo tells the newcomer to try, run word for word by a shell. */
function commandsIn(printed: string): string[] {
  return printed
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('curl '));
}

describe('npm run demo', { timeout: 90_000 }, () => {
  it('starts everything, tells what to try, and what it tells works', async () => {
    const printed = await startDemo();
    expect(printed).toMatch(/^ready https:\/\/localhost:18443/m);
    const [soap = '', fhir = '', refused = ''] = commandsIn(printed);
    const shell = async (command: string): Promise<string> =>
      (await run('sh', ['-c', command.replace('curl ', 'curl -sS ')], { maxBuffer: 50_000_000 })).stdout;

    const xml = await shell(soap);
    expect(xml.match(/DataFromSource/g)).toHaveLength(3);
    expect(new Set([...xml.matchAll(/sourceSystemHSAId>([^<]+)</g)].map(([, source]) => source)).size).toBe(3);

    const bundle = JSON.parse(await shell(fhir));
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'searchset' });
    expect(await shell(refused)).toContain('VP002 [Norrbryggan (demo)]');

    const list = await run('npm', ['run', '-s', 'audit', '--', 'list'], { env: environment });
    expect(list.stdout).toContain('CERT_EXPIRED');
    expect(list.stdout).toContain('191212121212');
    const status = await run('npm', ['run', '-s', 'bus', '--', 'status'], { env: environment });
    expect(status.stdout).toContain('work is moving');
  });

  it('switches faults on and off over the administration port, and explains a wrong switch', async () => {
    const address = `http://127.0.0.1:${ports.ADMIN_PORT}/demo/faults/SE2321000222-DEMONCS`;
    const put = (body: string) =>
      fetch(address, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    expect((await put('{"kind":"http500"}')).status).toBe(200);
    const wrong = await put('{"kind":"explode"}');
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('hang');
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(204);
  });

  it('refuses a second one on the same data folder, naming what to do', async () => {
    const second = await run('npm', ['run', '-s', 'demo'], {
      env: { ...environment, PORT: '0', PORTAL_PORT: '0', ADMIN_PORT: '0' },
    }).catch((error) => error);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('STORE_LOCKED');
    expect(second.stderr).toContain('DATA_DIR');
  });

  it('stops cleanly on Ctrl-C, and a second start has the log of the first', async () => {
    expect(await interrupt()).toBe(0);
    const before = await run('npm', ['run', '-s', 'audit', '--', 'list', '--json'], { env: environment });
    const count = before.stdout.trim().split('\n').length;
    expect(count).toBeGreaterThan(3);
    await startDemo();
    const after = await run('npm', ['run', '-s', 'audit', '--', 'list', '--json'], { env: environment });
    expect(after.stdout.trim().split('\n'), 'and that it was looked at').toHaveLength(count + 1);
    expect(await interrupt()).toBe(0);
  });
});
