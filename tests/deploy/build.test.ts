import { execFile } from 'node:child_process';
import { chown, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridgeImage, type Instruction, lastStage, readDockerfile } from './installation.ts';

/**
 * The Dockerfile's steps in a clean folder, by somebody without rights where the tests run as root. No container engine is
 * asked. Packages and pages are those of the working tree; with DEPLOY_LONG=1 they are made by the Dockerfile's own steps,
 * which fetches them.
 */
const isLong = process.env.DEPLOY_LONG === '1';
const isRoot = process.getuid?.() === 0;
const uid = Number(lastStage(bridgeImage, 'USER')[0]);
const nobody = isRoot ? { uid, gid: uid } : {};
const execute = promisify(execFile);

let folder: string;
let app: string;
/** The image's variables, with the folder in the place of /app. */
let variables: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-image-'));
  await own(folder);
  app = join(folder, 'app');
  variables = Object.fromEntries(
    lastStage(bridgeImage, 'ENV')
      .flatMap((text) => [...text.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)])
      .map(([, name = '', quoted, bare = '']) => [name, (quoted ?? bare).replace('/app', app)]),
  );
});
afterAll(async () => {
  await execute('chmod', ['-R', 'u+w', folder]);
  await rm(folder, { recursive: true, force: true });
});

const own = (path: string) => (isRoot ? chown(path, uid, uid) : Promise.resolve());

function run(at: string, command: string, more: Record<string, string> = {}) {
  // Where packages are fetched through a proxy, npm must know whose certificates it shows.
  const { PATH, NODE_EXTRA_CA_CERTS } = process.env;
  const environment = { HOME: folder, PATH, NODE_EXTRA_CA_CERTS, ...more };
  return execute('sh', ['-c', command], { cwd: at, env: environment, maxBuffer: 2 ** 26, ...nobody });
}

/** The stage of that name; without, the last one. */
function stage(name?: string): Instruction[] {
  const all = readDockerfile(bridgeImage);
  const from = all.findLastIndex((one) => one.name === 'FROM' && (!name || one.text.endsWith(` AS ${name}`)));
  const rest = all.slice(from + 1);
  const end = rest.findIndex((one) => one.name === 'FROM');
  return rest.slice(0, end < 0 ? undefined : end);
}

/** COPY: under the name it is given, or into the folder it is given, whose name ends in a slash. */
async function copy(text: string, to: string): Promise<void> {
  const words = text.split(/\s+/);
  const target = words.pop() ?? '';
  for (const word of words)
    await cp(word, join(to, target.endsWith('/') ? join(target, basename(word)) : target), { recursive: true });
}

/** A stage whose result the last one takes over, step by step. */
async function build(name: string): Promise<string> {
  const at = join(folder, name);
  await mkdir(at);
  for (const step of stage(name)) {
    if (step.name === 'COPY') await copy(step.text, at);
    if (isRoot) await execute('chown', ['-R', `${uid}:${uid}`, at]);
    if (step.name === 'RUN') await run(at, step.text);
  }
  return at;
}

/** What the last stage takes from another: made by its steps, or what the working tree has of it. */
async function takeOver(text: string): Promise<void> {
  const [, from = '', , what = ''] = /^--from=(\w+) (\/app\/(\w+)) /.exec(text) ?? [];
  if (isLong) {
    await cp(join(await build(from), what), join(app, what), { recursive: true, verbatimSymlinks: true });
  } else if (what === 'node_modules') {
    // A folder of its own, for what is written into it.
    await mkdir(join(app, what));
    const names = (await readdir(what)).filter((name) => name !== '.cache');
    await Promise.all(names.map((name) => symlink(resolve(what, name), join(app, what, name))));
  } else {
    await symlink(resolve(what), join(app, what));
  }
}

/** `install --directory --owner norrbryggan` as who may not give files away, or to one whom this machine does not know. */
async function runAsRoot(text: string): Promise<void> {
  // What makes the user, and folders outside /app.
  if (/useradd/.test(text)) return;
  expect(text).toMatch(/^install --directory --owner norrbryggan \S+$/);
  const made = join(app, text.split(' ').at(-1) ?? '');
  await mkdir(made, { recursive: true });
  await own(made);
}

async function isOpen(): Promise<boolean> {
  return run('/', `test -x ${resolve('node_modules')} && test -x ${resolve('src')}`).then(
    () => true,
    () => false,
  );
}

describe('the image', { timeout: isLong ? 600_000 : 120_000 }, () => {
  it('is built by the Dockerfile’s steps, and starts from what was compiled then, where nobody writes', async ({
    skip,
  }) => {
    skip(!(await isOpen()), 'Somebody without rights cannot read the working tree here.');
    await mkdir(app);
    let user = 'root';
    for (const { name, text } of stage()) {
      if (name === 'USER') user = text;
      if (name === 'COPY') await (text.startsWith('--from=') ? takeOver(text) : copy(text, app));
      if (name === 'RUN') await (user === 'root' ? runAsRoot(text) : run(app, text, variables));
    }
    await execute('chmod', ['-R', 'a-w', app]);
    const start = lastStage(bridgeImage, 'ENTRYPOINT').map((words) => JSON.parse(words) as string[])[0] ?? [];
    const { stderr, stdout } = await run(app, `${start.join(' ')} serve --help`, {
      ...variables,
      NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
    });
    expect(stdout + stderr).toContain('serve answers callers');
    for (const file of ['bridge', 'commands/serve'])
      expect(stdout + stderr).toContain(`file://${app}/src/${file}.ts was accepted`);
    await expect(run(app, 'touch src/main.ts new')).rejects.toThrow(/Permission denied|Read-only/);
  });
});
