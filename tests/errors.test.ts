import { describe, expect, it } from 'vitest';
import { joined } from '../src/errors/joined.ts';
import { placeOf } from '../src/errors.ts';

describe('the catalogue', () => {
  const entry = { kind: 'internal', sv: 'Ett fel.', en: 'An error.', remedy: 'Report it.' } as const;

  it('joins tables, but none that share a code', () => {
    expect(Object.keys(joined({ ONE: entry }, { OTHER: entry }))).toEqual(['ONE', 'OTHER']);
    // @ts-expect-error: two tables have it.
    expect(Object.keys(joined({ ONE: entry }, { OTHER: entry }, { ONE: entry }))).toHaveLength(2);
  });
});

describe('the place of an error', () => {
  it('has names, codes and calls of the error and its causes', () => {
    const cause = Object.assign(new RangeError('secret'), { code: 'ERR_X' });
    expect(placeOf(new TypeError('secret', { cause }))).toMatch(
      /^TypeError at .*errors\.test\.ts.*, caused by RangeError \(ERR_X\) at .*errors\.test\.ts/,
    );
  });

  it.each([
    ['a message over several lines', new Error('one\n    at secret (secret.ts:1:1)\nsecret')],
    ['an empty message', new Error('')],
    ['a message changed afterwards', Object.assign(new Error('secret'), { message: 'other' })],
    ['a code that is none', Object.assign(new Error('x'), { code: 'secret code' })],
    ['no error at all', 'secret'],
    ['nothing', undefined],
  ])('never holds the message: %s', (_what, thrown) => {
    expect(placeOf(thrown)).not.toContain('secret');
    expect(placeOf(thrown)).not.toBe('');
  });

  it('comes to an end where causes go round', () => {
    const error = new Error('x');
    error.cause = error;
    expect(placeOf(error).match(/caused by/g)).toHaveLength(3);
  });
});
