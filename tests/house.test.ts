import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The rules of the house are kept by a machine: planted breaches must be found. */
const breaches = [
  ['a room that imports a face', 'src/access/planted.ts', "import '../faces/door.ts';", 'rooms-never-import-faces'],
  [
    'a quiet room that imports HTTP',
    'src/siths/planted.ts',
    "import 'fastify';",
    'quiet-rooms-know-no-http-bus-or-sql',
  ],
  ['a connector that knows the bus', 'src/sources/planted.ts', "import '../bus/index.ts';", 'sources-know-no-bus'],
  [
    'the product importing a simulator',
    'src/overview/planted.ts',
    "import '../simulators/index.ts';",
    'product-never-imports-simulators',
  ],
] as const;

function cruise(...files: readonly string[]): string {
  try {
    return execFileSync('node_modules/.bin/depcruise', ['--config', '.dependency-cruiser.cjs', ...files], {
      encoding: 'utf8',
    });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}

describe('the rules of the house', () => {
  const planted = breaches.map(([, file]) => file);
  let found: string;

  beforeAll(() => {
    for (const [, file, content] of breaches) writeFileSync(file, content);
    found = cruise(...planted);
  });
  afterAll(() => {
    for (const file of planted) rmSync(file);
  });

  it.each(breaches)('%s is found', (_what, file, _content, rule) => {
    expect(found).toContain(`error ${rule}: ${file}`);
  });

  it('what stands is clean', () => {
    expect(cruise('src/access/index.ts')).toContain('no dependency violations found');
  });

  it('a file is one idea: none is longer than 400 lines', () => {
    const long = globSync('src/**/*.{ts,tsx}').filter((file) => readFileSync(file, 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });
});
