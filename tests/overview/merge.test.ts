import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import { mergeRecords } from '../../src/overview/merge.ts';

const record = (source: string, documentId: string, time: string, content: unknown): BridgeRecord => ({
  contract: 'GetDiagnosis:2',
  header: {
    documentId,
    sourceSystem: source,
    patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
    time,
    careUnit: 'U',
    careProvider: 'P',
    approvedForPatient: true,
    nullified: false,
  },
  data: { time, content },
});

const anyRecord = fc
  .record({
    source: fc.constantFrom('A', 'a', 'B'),
    id: fc.constantFrom('1', '2', '3'),
    time: fc.constantFrom('20240101000000', '20250101000000'),
    content: fc.constantFrom('x', 'y'),
  })
  .map(({ source, id, time, content }) => record(source, id, time, content));

describe('merging', () => {
  it('puts the newest first', () => {
    const merged = mergeRecords([record('A', '1', '20200101000000', 'x'), record('B', '2', '20240101000000', 'y')]);
    expect(merged.records.map(({ header }) => header.documentId)).toEqual(['2', '1']);
  });

  it('keeps its feet when a source gives one id to everything it has', () => {
    const same = Array.from({ length: 150_000 }, (_, index) => record('A', '1', '20200101000000', index));
    const merged = mergeRecords(same);
    expect(merged.records).toHaveLength(150_000);
    expect(merged.duplicateIds.get('A')).toBe(1);
  });

  it('makes one of what is equal in source, id and content, whatever the order of its elements', () => {
    const a = { ...record('A', '1', '20200101000000', 0), data: { x: 1, y: { p: 1, q: 2 } } };
    const b = { ...record('A', '1', '20200101000000', 0), data: { y: { q: 2, p: 1 }, x: 1 } };
    expect(mergeRecords([a, b]).records).toHaveLength(1);
  });

  it('keeps the same id with another content, and counts it', () => {
    const merged = mergeRecords([record('A', '1', '20200101000000', 'x'), record('A', '1', '20200101000000', 'y')]);
    expect(merged.records).toHaveLength(2);
    expect(merged.duplicateIds.get('A')).toBe(1);
  });

  it('keeps equal ids of different sources, uncounted', () => {
    const merged = mergeRecords([record('A', '1', '20200101000000', 'x'), record('B', '1', '20200101000000', 'x')]);
    expect(merged.records).toHaveLength(2);
    expect(merged.duplicateIds.size).toBe(0);
  });

  it('gives the same list in whatever order the sources answered, loses no content and adds none', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 12 }), (records) => {
        const forward = mergeRecords(records);
        const backward = mergeRecords([...records].reverse());
        const facts = (list: readonly BridgeRecord[]) =>
          list.map(({ header, data }) => JSON.stringify([header.sourceSystem.toUpperCase(), header.documentId, data]));
        expect(facts(forward.records)).toEqual(facts(backward.records));
        expect(new Set(facts(forward.records))).toEqual(new Set(facts(records)));
        expect(new Set(facts(forward.records)).size).toBe(forward.records.length);
        expect(mergeRecords(forward.records).records).toEqual(forward.records);
      }),
    );
  });
});
