import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeLdif } from '../../scripts/demo-directory/ldif-writer.ts';
import { textsOf } from '../../src/hsa/entry.ts';
import { parseLdif } from '../../src/hsa/ldif.ts';

function entriesOf(text: string) {
  const result = parseLdif(text);
  if ('fault' in result) throw new Error(`line ${result.line}: ${result.fault}`);
  return result.entries.map((entry) => ({ dn: entry.dn, ...Object.fromEntries(entry.attributes) }));
}

const text = fc.string({ unit: 'grapheme', minLength: 1 });

describe('LDIF', () => {
  it('reads folded lines, comments, base64 and repeated attributes', () => {
    const file = [
      'version: 1',
      '# a comment',
      '  that is folded',
      'dn: ou=Akuten,c=SE',
      'description: one',
      '  long line',
      'OU:: THVsZcOl',
      'telephoneNumber;x-public: 1',
      'telephoneNumber:2',
      '# between',
      'empty:',
      '',
      '',
      'dn:: b3U9THVsZcOlLGM9U0U=',
      'jpegPhoto:: /9j/4A==',
    ];
    expect(entriesOf(file.join('\r\n'))).toEqual([
      { dn: 'ou=Akuten,c=SE', description: ['one long line'], ou: ['Luleå'], telephonenumber: ['1', '2'], empty: [''] },
      { dn: 'ou=Luleå,c=SE', jpegphoto: [new Uint8Array([0xff, 0xd8, 0xff, 0xe0])] },
    ]);
  });

  it('gives back any values that were written', () => {
    const record = fc.record({
      dn: text,
      values: fc.array(fc.tuple(fc.constantFrom('ou', 'cn', 'mail'), text), { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), (records) => {
        const written = writeLdif(
          records.map(({ dn, values }) => ({ dn: [[{ type: 'cn', value: dn }]], attributes: values })),
          ['header'],
        );
        const read = parseLdif(written);
        if ('fault' in read) throw new Error(read.fault);
        const raw = read.entries.map((entry) =>
          ['ou', 'cn', 'mail'].flatMap((name) => entry.attributes.get(name) ?? []),
        );
        const expected = records.map(({ values }) =>
          ['ou', 'cn', 'mail'].flatMap((name) => values.filter(([one]) => one === name).map(([, value]) => value)),
        );
        expect(raw).toEqual(expected);
        expect(written.split('\n').every((line) => [...line].length <= 76)).toBe(true);
      }),
    );
  });

  it.each([
    ['dn: c=SE\njpegPhoto:< file:///etc/passwd', 2, 'address'],
    ['dn: c=SE\nchangetype: delete', 1, 'change records'],
    ['cn: a', 1, 'must begin with dn'],
    ['version: 2\ndn: c=SE', 1, 'version 1'],
    ['dn: c=SE\n\ndn: o=x,c=SE\nno separator', 4, 'attribute: value'],
    ['dn: c=SE\ncn:: not*base64', 2, 'base64'],
    ['dn: c=SE\ndn: o=x,c=SE', 1, 'blank line'],
    [' folded first', 1, 'attribute: value'],
  ])('refuses %j naming line %i', (file, line, fault) => {
    expect(parseLdif(file)).toEqual({ fault: expect.stringContaining(fault), line });
  });

  it('finds an attribute under any of its names, and no blank values', () => {
    const result = parseLdif('dn: c=SE\ntelephoneHour: 1-1#08:00#09:00\ntelephoneHours:  ');
    if ('fault' in result) throw new Error(result.fault);
    expect(textsOf(result.entries[0] as never, ['telephoneHours', 'telephoneHour'])).toEqual(['1-1#08:00#09:00']);
  });
});
