import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { growth } from '../../src/commands/let-memory-grow.ts';

describe('letMemoryGrow', () => {
  // An engine that has dropped an option takes it without a word.
  it('asks for an option that this engine has', () => {
    const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
    expect(known).toContain(`${growth.option} (`);
  });
});
