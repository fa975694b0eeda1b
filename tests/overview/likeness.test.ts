import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asWritten, type BridgeRecord, type Contract, getDiagnosis2 } from '../../src/contracts/index.ts';
import { mergeRecords } from '../../src/overview/merge.ts';
import { record as bare } from './asking.ts';

const code = (value: string) => ({ code: value, codeSystem: '1.2.752.116.1.1.1' });
const record = (
  source: string,
  id: string,
  time: string,
  body: unknown,
  contract = 'GetDiagnosis:2',
): BridgeRecord => ({
  ...bare(source, id, { time }),
  contract: contract as 'GetDiagnosis:2',
  data: { diagnosisHeader: { documentId: id, source }, diagnosisBody: body },
});
const marks = (...records: BridgeRecord[]) =>
  mergeRecords(records)
    .records.map(({ header, likenessOf }) => [header.documentId, likenessOf?.documentId])
    .sort();

describe('records that look alike', () => {
  const [noon, soon, later] = ['20260101120000', '20260101120059', '20260101120200'];
  const one = record('SE1-A', '1', noon, { text: 'x', at: [code('I50')] });

  it.each<[string, BridgeRecord, boolean]>([
    ['of two systems with equal content', record('SE1-B', '2', noon, { text: 'x', at: [code('I50')] }), true],
    ['dated within a minute', record('SE1-B', '2', soon, { text: 'x', at: [code('I50')] }), true],
    ['with the same codes in other words', record('SE1-B', '2', noon, { text: 'y', at: code('I50') }), true],
    ['with other codes', record('SE1-B', '2', noon, { text: 'x', at: [code('E11')] }), false],
    ['dated later', record('SE1-B', '2', later, { text: 'x', at: [code('I50')] }), false],
    ['of one system', record('se1-a', '2', noon, { text: 'x', at: [code('I50')] }), false],
    ['of another contract', record('SE1-B', '2', noon, { text: 'x', at: [code('I50')] }, 'GetCareContacts:2'), false],
  ])('%s', (_what, other, alike) => {
    expect(marks(one, other)).toEqual([
      ['1', alike ? '2' : undefined],
      ['2', alike ? '1' : undefined],
    ]);
  });

  it('without codes are alike only in equal content', () => {
    const plain = record('SE1-A', '1', noon, { text: 'x' });
    expect(marks(plain, record('SE1-B', '2', noon, { text: 'y' }))[0]?.[1]).toBeUndefined();
    expect(marks(plain, record('SE1-B', '2', noon, { text: 'x' }))[0]?.[1]).toBe('2');
  });

  it('are found as well where they came as text', () => {
    const known = { code: 'I10.9', codeSystem: '1.2.752.116.1.1.1.1.3' };
    const [a, b, c] = [
      record('SE1-A', '1', noon, { typeOfDiagnosis: 'Huvuddiagnos', diagnosisCode: known }),
      record('SE1-B', '2', soon, { typeOfDiagnosis: 'Bidiagnos', diagnosisCode: known }),
      record('SE1-C', '3', noon, { typeOfDiagnosis: 'Bidiagnos', diagnosisCode: { ...known, code: 'I50' } }),
    ] as const;
    const contract = getDiagnosis2 as unknown as Contract;
    const passedOn = [a, b, c].map((each) => asWritten(contract, each));
    expect(passedOn.every(({ data }) => data === undefined)).toBe(true);
    expect(marks(...passedOn)).toEqual([
      ['1', '2'],
      ['2', '1'],
      ['3', undefined],
    ]);
    expect(marks(...passedOn)).toEqual(marks(a, b, c));
  });

  it('are counted for each system', () => {
    const { possibleDuplicates } = mergeRecords([one, { ...record('SE1-B', '2', noon, { at: code('I50') }) }]);
    expect([...possibleDuplicates].sort()).toEqual([
      ['SE1-A', 1],
      ['SE1-B', 1],
    ]);
  });

  it('of times that cannot be read are like nothing', () => {
    expect(marks(record('SE1-A', '1', '', {}), record('SE1-B', '2', '', {}))[0]?.[1]).toBeUndefined();
  });

  it('are never removed, whatever comes', () => {
    const any = fc.tuple(
      fc.constantFrom('SE1-A', 'SE1-B', 'SE1-C'),
      fc.constantFrom(noon, soon, later),
      fc.constantFrom('I50', 'E11'),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (all) => {
        const records = all.map(([source, time, value], index) => record(source, String(index), time, code(value)));
        const merged = mergeRecords(records).records;
        expect(merged).toHaveLength(records.length);
        for (const { header, likenessOf } of merged) {
          if (!likenessOf) continue;
          expect(likenessOf.source).not.toBe(header.sourceSystem);
          const other = merged.find((each) => each.header.documentId === likenessOf.documentId);
          expect(other?.likenessOf).toBeDefined();
        }
      }),
    );
  });

  it('are found wherever a minute falls: of two that are alike, one at least is marked', () => {
    const beforeMidnight = Date.UTC(2023, 11, 31, 23, 58);
    const written = (second: number) =>
      new Date(beforeMidnight + second * 1_000).toISOString().replace(/[-T:]/g, '').slice(0, 14);
    const any = fc.tuple(fc.constantFrom('SE1-A', 'SE1-B', 'SE1-C'), fc.nat(240));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (all) => {
        const records = all.map(([source, second], index) => record(source, String(index), written(second), 'x'));
        const marked = new Map(marks(...records) as [string, string | undefined][]);
        const areAlike = (one: number, other: number) =>
          all[one]?.[0] !== all[other]?.[0] && Math.abs((all[one]?.[1] ?? 0) - (all[other]?.[1] ?? 0)) <= 60;
        for (const one of all.keys()) {
          const counterpart = marked.get(String(one));
          if (counterpart !== undefined) expect(areAlike(one, Number(counterpart))).toBe(true);
          for (const other of all.keys())
            if (areAlike(one, other)) expect(counterpart ?? marked.get(String(other))).toBeDefined();
        }
      }),
    );
  });

  it('cost little where much is dated the same', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      record(index % 2 ? 'SE1-A' : 'SE1-B', String(index), noon, code(String(index >> 1))),
    );
    expect(mergeRecords(many).possibleDuplicates.get('SE1-A')).toBe(10_000);
  });
});
