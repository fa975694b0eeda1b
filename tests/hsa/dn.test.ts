import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, dnKey, formatDn, parseDn } from '../../src/hsa/dn.ts';

const rdnValue = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/[\ud800-\udfff]/.test(text)),
  fc.string({ minLength: 1, unit: fc.constantFrom(...' #,+"\\<>;=åÄö\0\n'.split(''), 'a', '2C') }),
);
const rdn = fc.array(fc.record({ type: fc.constantFrom('cn', 'ou', 'o', 'l', 'c'), value: rdnValue }), {
  minLength: 1,
  maxLength: 2,
});
const dn = fc.array(rdn, { maxLength: 7 });

describe('distinguished names', () => {
  it('come back as they were after being written', () => {
    fc.assert(
      fc.property(dn, (name) => {
        expect(parseDn(formatDn(name))).toEqual(name);
      }),
    );
  });

  it('never lose or gain a level by what stands in a value', () => {
    fc.assert(
      fc.property(dn, (name) => {
        expect(parseDn(formatDn(name))).toHaveLength(name.length);
      }),
    );
  });

  it('are never thrown at: any text is a name or undefined', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseDn(text);
        if (parsed) expect(parseDn(formatDn(parsed))).toEqual(parsed);
      }),
    );
  });

  it.each([
    ['ou=Barn\\, unga,o=Region\\2c X,c=SE', ['Barn, unga', 'Region, X', 'SE']],
    ['OU=\\22Kiosken\\22,c=SE', ['"Kiosken"', 'SE']],
    ['cn=\\C3\\85sa, ou = Akuten , c=SE', ['Åsa', 'Akuten', 'SE']],
    ['2.5.4.11=Lule\\C3\\A5,c=SE', ['Luleå', 'SE']],
    ['cn=Sue\\, Grabbit and Runn,o=Example', ['Sue, Grabbit and Runn', 'Example']],
    ['cn=\\ blank\\ ,o=x', [' blank ', 'x']],
    ['cn=1+1\\=2\\+0', undefined],
    ['1.3.6.1.4.1.1466.0=#0c024869,c=SE', ['Hi', 'SE']],
    ['', []],
  ])('reads %s', (text, values) => {
    expect(parseDn(text)?.map((level) => level[0]?.value)).toEqual(values);
  });

  it.each(['ou', 'ou=a,', '=a', 'ou=a\\', 'ou=a\\zz', 'ou="quoted"', 'ou=\\ff', '1.2=#0', '1.2=#020101'])(
    'refuses %s',
    (text) => expect(parseDn(text)).toBeUndefined(),
  );

  it('are equal without regard to letter case, blanks and the order within a level', () => {
    const key = (text: string) => dnKey(parseDn(text) ?? []);
    expect(key('OU=Akut  mottagningen,O=Region')).toBe(key('ou=AKUT mottagningen, o=region'));
    expect(key('cn=a+uid=1,c=SE')).toBe(key('uid=1+cn=A,c=se'));
    expect(key('ou=a\\,b,c=SE')).not.toBe(key('ou=a,ou=b,c=SE'));
  });

  it('lead upwards one level at a time', () => {
    expect(ancestorsOf(parseDn('ou=a\\,b,o=c,c=SE') ?? []).map(formatDn)).toEqual(['o=c,c=SE', 'c=SE']);
  });
});
