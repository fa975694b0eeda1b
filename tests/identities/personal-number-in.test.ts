import { expect, it } from 'vitest';
import { holdsPersonalNumber } from '../../src/identities/index.ts';

it.each([
  ['19121212-1212', true],
  ['Patienten 191212121212 hörde av sig', true],
  ['121212+1212', true],
  ['1212121212.', true],
  // A coordination number has its day plus 60.
  ['198605749815', false],
  ['19610060-2397', true],
  ['610960-2398', true],
  ['19121212-1213', false],
  ['ring 0920-28 20 00 eller 0980319214', false],
  ['2321000230', false],
  ['2026-11-26 12:00', false],
  ['9191212121212', false],
])('a text that may hold a personal number: %s', (text, holds) => {
  expect(holdsPersonalNumber(text)).toBe(holds);
});
