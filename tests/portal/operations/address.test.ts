import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, choosesSome, filterOf, wantedIn } from '../../../src/portal/operations/messages/filter.ts';
import { namesPerson } from '../../../src/portal/operations/names-person.ts';

describe('what names a person', () => {
  it.each([
    '191212121212',
    '19121212-1212',
    '121212-1212',
    '121212+1212',
    '121212 1212',
    'id 1912121212 12',
    '197010632391',
  ])('is seen in %s', (text) => expect(namesPerson(text)).toBe(text !== 'id 1912121212 12'));
  it.each(['191212121213', '199913121212', 'f191212121212', '1912121212129', 'index.regional', 'http-413', ''])(
    'is not seen in %s',
    (text) => expect(namesPerson(text)).toBe(false),
  );
  it('is hardly ever seen in an id', () => {
    const ids = Array.from({ length: 5_000 }, () => randomUUID());
    expect(ids.filter(namesPerson).length).toBeLessThan(3);
  });
});

describe('the address of the page of messages', () => {
  it('means the dead, until it says otherwise', () => {
    expect(wantedIn(new URLSearchParams())).toMatchObject({ state: 'dead', destination: '' });
    expect(wantedIn(new URLSearchParams('state='))).toMatchObject({ state: '' });
    expect(wantedIn(new URLSearchParams('state=none&kind=none&age=7'))).toMatchObject({ state: '', kind: '', age: '' });
  });

  it('never holds a person', () => {
    expect(wantedIn(new URLSearchParams('call=191212121212&reason=19121212-1212'))).toMatchObject({
      call: '',
      reason: '',
    });
  });

  it('says again what was read from it', () => {
    const wanted = fc.record({
      destination: fc.string({ maxLength: 200 }).filter((text) => !namesPerson(text)),
      kind: fc.constantFrom('' as const, 'referral' as const),
      state: fc.constantFrom('' as const, 'dead' as const, 'waiting' as const),
      reason: fc.string({ maxLength: 200 }).filter((text) => !namesPerson(text)),
      age: fc.constantFrom('' as const, '24' as const),
      call: fc.uuid().filter((text) => !namesPerson(text)),
    });
    fc.assert(
      fc.property(wanted, (given) => {
        expect(wantedIn(addressOf(given))).toEqual(given);
      }),
    );
  });

  it('asks the bridge for what it says, and for everything only where it says some of it', () => {
    const wanted = wantedIn(new URLSearchParams('state=waiting&age=24&call=x'));
    expect(filterOf(wanted, new Date('2026-11-26T10:00:00Z'))).toEqual({
      state: 'waiting',
      correlationId: 'x',
      to: '2026-11-25T10:00:00.000Z',
    });
    expect(choosesSome(wanted)).toBe(true);
    expect(choosesSome(wantedIn(new URLSearchParams('state=waiting')))).toBe(false);
  });
});
