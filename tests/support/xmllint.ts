import { spawnSync } from 'node:child_process';

/** Whether xmllint can be run. In continuous integration a missing one is a failure. */
export function hasXmllint(): boolean {
  if (spawnSync('xmllint', ['--version']).error === undefined) return true;
  if (process.env.CI === 'true') throw new Error('xmllint is not installed.');
  console.warn('xmllint is not installed: schema checks are skipped.');
  return false;
}
