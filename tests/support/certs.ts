import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { developmentPkiGenerator, makeDevelopmentPki } from '../../src/siths/development.ts';

export interface TestPki {
  readonly dir: string;
  /** Absolute path of a file of the PKI, e.g. `ehr-norrbotten.crt` or `bad/expired.key`. */
  file(name: string): string;
}

/**
 * The development PKI for tests, made once on this machine and shared by all of them: look, but do not change. A test
 * that revokes takes {@link ownTestPki}.
 */
export async function testPki(): Promise<TestPki> {
  const dir = resolve('node_modules', '.cache', 'norrbryggan', `pki-${developmentPkiGenerator.slice(0, 16)}`);
  await makeDevelopmentPki(dir);
  return pkiIn(dir);
}

/** A private copy that the test may change; call `remove` afterwards. */
export async function ownTestPki(): Promise<TestPki & { remove(): Promise<void> }> {
  const shared = await testPki();
  const dir = await mkdtemp(join(tmpdir(), 'norrbryggan-own-pki-'));
  await cp(shared.dir, dir, { recursive: true });
  return { ...pkiIn(dir), remove: () => rm(dir, { recursive: true, force: true }) };
}

const pkiIn = (dir: string): TestPki => ({ dir, file: (name) => join(dir, name) });
