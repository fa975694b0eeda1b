import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What libxml2 has against a document under a schema of wsdl/; empty when it is valid. On a machine without xmllint
 * nothing is checked, which is a failure in CI.
 */
export function schemaFaults(schema: string, xml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-xmllint-'));
  const file = join(folder, 'message.xml');
  writeFileSync(file, xml);
  const { error, status, stderr } = spawnSync('xmllint', ['--noout', '--schema', join('wsdl', schema), file]);
  rmSync(folder, { recursive: true });
  if (!error) return status === 0 ? '' : stderr.toString();
  if (process.env.CI === 'true') throw new Error('xmllint is not installed; CI must check with it.');
  console.warn('xmllint is not installed: schemas are not checked. Debian: apt-get install libxml2-utils');
  return '';
}
