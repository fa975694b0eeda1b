import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { correlationIdOf } from '../../src/faces/correlation.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the correlation id', () => {
  it.each([
    'abc-123',
    'A.b_c-9',
    '4bf92f3577b34da6a3ce929d0e0e4736',
    '0d2f2c68-64c4-4f31-9f43-0c7d2f4b8b11',
    '20240131',
  ])('keeps %s', (given) => {
    expect(correlationIdOf({ 'x-skltp-correlation-id': given })).toBe(given);
  });

  it('takes the request id where the platform’s own is absent', () => {
    expect(correlationIdOf({ 'x-request-id': 'r-1' })).toBe('r-1');
    expect(correlationIdOf({})).toMatch(uuid);
  });

  it.each([
    '191212121212',
    '19121212-1212',
    '121212-1212',
    'call.19121212-1212.a',
    // A check digit that is wrong does not make it fit for logs.
    '191212121213',
    'id191212121212',
    'x1212121212y',
    'pnr_121212_1212',
    '00191212121212',
    '19121212-1212-4000-8000-aaaaaaaaaaaa',
    // A coordination number.
    'k197010632391',
    'k196100602397',
    'a b',
    'å',
    '',
    'x'.repeat(65),
    'a\u0000b',
  ])('replaces %j', (given) => {
    expect(correlationIdOf({ 'x-skltp-correlation-id': given })).toMatch(uuid);
  });

  it('keeps nearly every UUID and trace id: what others log must be found here', () => {
    const kept = Array.from({ length: 2_000 }, () => randomUUID()).filter(
      (id) =>
        correlationIdOf({ 'x-skltp-correlation-id': id }) === id &&
        correlationIdOf({ 'x-skltp-correlation-id': id.replaceAll('-', '') }) === id.replaceAll('-', ''),
    );
    expect(kept.length).toBeGreaterThan(1_950);
  });
});
