import { describe, expect, it } from 'vitest';
import { readably } from '../../../src/portal/directory/phone-number.ts';
import { webAddress } from '../../../src/portal/directory/web-address.ts';

describe('a telephone number', () => {
  it.each([
    ['+46980319201', '0980-31 92 01'],
    ['+46846500400', '08-465 004 00'],
    ['+46313900600', '031-390 06 00'],
    ['+46406280400', '040-628 04 00'],
    ['+46701740600', '070-174 06 00'],
    ['+4692012345', '0920-123 45'],
    ['1177', '1177'],
    ['+4712345678', '+4712345678'],
  ])('%s is read %s', (number, read) => expect(readably(number)).toBe(read));
});

describe('a web address', () => {
  it.each([
    ['https://www.norrbotten.example/akut', 'https://www.norrbotten.example/akut'],
    ['http://www.norrbotten.example', 'http://www.norrbotten.example/'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['www.norrbotten.example', undefined],
    [undefined, undefined],
  ])('%s is followed to %s', (written, followed) => expect(webAddress(written)).toBe(followed));
});
