import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { found, needlesOf } from './support/needles.ts';

const number = '194707079804';
const needles = needlesOf(number);
const forms = [number, '19470707-9804', '19470707+9804', '4707079804', '470707-9804', '470707+9804'];

describe('a personal number is found', () => {
  it.each(forms)('written %s, in whatever it is wrapped', (form) => {
    expect(found(needles, `{"a":"x${form}y"}`)).not.toEqual([]);
    expect(found(needles, `?q=${encodeURIComponent(`a|${form}`)}`)).not.toEqual([]);
    expect(found(needles, createHash('sha256').update(form).digest('hex'))).not.toEqual([]);
    expect(found(needles, createHash('sha256').update(form).digest('base64'))).not.toEqual([]);
    for (const around of ['', 'ö', 'ab', 'abc', '<id>'])
      for (const encoding of ['base64', 'base64url', 'hex'] as const)
        expect(found(needles, Buffer.from(`${around}${form}${around}`).toString(encoding))).not.toEqual([]);
  });

  it('not in another', () => {
    const other = needlesOf('191212121212');
    for (const form of forms)
      for (const wrapped of [form, Buffer.from(form).toString('base64')]) expect(found(other, wrapped)).toEqual([]);
  });
});
