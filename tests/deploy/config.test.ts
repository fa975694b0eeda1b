import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { completeConfig, loadConfig } from '../../src/config.ts';
import { startCouncils } from '../../src/simulators/index.ts';
import { testPki } from '../support/certs.ts';

const read = (file: string): unknown => parse(readFileSync(file, 'utf8'));

/** Every leaf by its path, e.g. `sources.0.url`. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
}

describe('config/compose.yaml', () => {
  it('is a valid configuration of a demo', () => {
    expect(completeConfig(read('config/compose.yaml'), {}).bridge.kind).toBe('demo');
  });

  it('differs from the demo’s only in addresses', () => {
    const demo = new Map(leaves(read('config/demo.yaml')));
    const inContainers = new Map(leaves(read('config/compose.yaml')));
    const paths = [...new Set([...demo.keys(), ...inContainers.keys()])];
    expect(paths.filter((path) => demo.get(path) !== inContainers.get(path))).toEqual([
      'listen.host',
      'directory.url',
      'sources.0.url',
      'sources.1.url',
      'sources.2.url',
      'sources.3.url',
      'referrals.systems.0.url',
      'referrals.systems.1.url',
      'referrals.systems.2.url',
    ]);
  });

  it('asks each record system at the path where its simulator answers', async () => {
    const { dir } = await testPki();
    const councils = await startCouncils({ pki: dir, directory: 'config/hsa/demo.ldif' });
    await councils.close();
    const { sources, referrals } = loadConfig({ CONFIG: 'config/compose.yaml' });
    for (const { hsaId, url } of [...sources, ...referrals.systems])
      expect(new URL(url).pathname).toBe(new URL(councils.urls[hsaId] ?? '').pathname);
  });
});
