import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';

/** The rules of the house are kept by a machine: planted breaches must be found. */
const planted: string[] = [];
afterEach(() => {
  for (const file of planted.splice(0)) rmSync(file);
});

function plant(file: string, content: string): void {
  planted.push(file);
  writeFileSync(file, content);
}

function cruise(file: string): string {
  try {
    return execFileSync('node_modules/.bin/depcruise', ['--config', '.dependency-cruiser.cjs', file], {
      encoding: 'utf8',
    });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}

describe('the rules of the house', () => {
  it.each([
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
  ])('%s is found', (_what, file, content, rule) => {
    plant(file, content);
    expect(cruise(file)).toContain(rule);
  });

  it('what stands is clean', () => {
    expect(cruise('src/access/index.ts')).toContain('no dependency violations found');
  });

  it('a file is one idea: none is longer than 400 lines', () => {
    const long = globSync('src/**/*.{ts,tsx}').filter((file) => readFileSync(file, 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });
});
