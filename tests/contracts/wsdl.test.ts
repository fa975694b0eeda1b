import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wsdlFolder } from '../../src/contracts/index.ts';

describe('wsdl/', () => {
  it('is what the contract definitions give; run `npm run wsdl` after a change', () => {
    const written = Object.fromEntries(
      readdirSync('wsdl').map((file) => [file, readFileSync(join('wsdl', file), 'utf8')]),
    );
    expect(written).toEqual(Object.fromEntries(wsdlFolder()));
  });
});
