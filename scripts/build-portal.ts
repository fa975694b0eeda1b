import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = `${root}dist/portal/index.html`;
/** All that the portal is built from. */
const sources = [
  'src/portal',
  'src/faces/portal-api/shapes',
  'vite.config.ts',
  'scripts/plot-style.ts',
  'package-lock.json',
];

/**
 * Builds the portal's pages into `dist/portal`, unless what is there is newer than all that it is made of. Of several
 * that want it at the same time one builds and the others wait.
 */
export async function buildPortal(): Promise<void> {
  const lock = `${root}dist/.building`;
  await mkdir(`${root}dist`, { recursive: true });
  for (;;) {
    if (await isFresh()) return;
    const mine = await mkdir(lock).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false;
      },
    );
    if (mine) break;
    await untilGone(lock);
  }
  try {
    await buildAsForProduction();
  } finally {
    await rm(lock, { recursive: true });
  }
}

/** In a process of its own: under a test runner's NODE_ENV the pages would be made of the libraries' development versions. */
async function buildAsForProduction(): Promise<void> {
  const vite = [`${root}node_modules/vite/bin/vite.js`, 'build', '--config', `${root}vite.config.ts`];
  const env = { ...process.env, NODE_ENV: 'production' };
  const { stderr } = await promisify(execFile)(process.execPath, [...vite, '--logLevel', 'warn'], { cwd: root, env });
  process.stderr.write(stderr);
}

async function isFresh(): Promise<boolean> {
  if (!existsSync(built)) return false;
  const { mtimeMs } = await stat(built);
  const newest = await Promise.all(sources.map((each) => newestIn(`${root}${each}`)));
  return newest.every((time) => time < mtimeMs);
}

async function newestIn(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const times = inside.map((each) => stat(`${each.parentPath}/${each.name}`).then(({ mtimeMs }) => mtimeMs));
  return Math.max(found.mtimeMs, ...(await Promise.all(times)));
}

/** A build takes seconds: a lock of minutes was left by one that was killed. */
async function untilGone(lock: string): Promise<void> {
  while (existsSync(lock)) {
    const { mtimeMs } = await stat(lock);
    if (Date.now() - mtimeMs > 120_000) return rm(lock, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPortal();
