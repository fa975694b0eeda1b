import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeBatch, writeLines } from '../../src/bus/batches.ts';
import { createJoiner, cutBatches } from '../../src/bus/chunks.ts';
import type { AnswerBatch, AnswerPart } from '../../src/sources/answer-part.ts';
import { recordOf } from './fixtures.ts';

const parts = fc.oneof(
  fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 100 })).map(([n, text]) => recordOf(`${n}`, text)),
  fc.string({ unit: 'grapheme', maxLength: 100 }).map((text): AnswerPart => ({ kind: 'text', text })),
  fc.string({ unit: 'grapheme', maxLength: 9 }).map((text): AnswerPart => ({ ...recordOf('own'), text })),
);

const few = fc.constantFrom('a', 'å', '');
const written = fc
  .record({
    header: fc.record({
      documentId: few,
      sourceSystem: few,
      patient: fc.record({ id: few, type: few }),
      time: few,
      careUnit: fc.option(few, { nil: undefined }),
      careProvider: fc.option(few, { nil: undefined }),
      careProviderNumber: fc.option(few, { nil: undefined }),
      approvedForPatient: fc.boolean(),
      nullified: fc.boolean(),
    }),
    written: fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 })),
    comparedBy: fc.option(fc.array(few, { maxLength: 2 }), { nil: undefined }),
  })
  .map(
    (record): AnswerPart => ({ kind: 'record', record: { contract: 'GetDiagnosis:2', data: undefined, ...record } }),
  );

/** With texts in letters, and texts of records in bytes, whether they have travelled or not. */
function comparable(part: AnswerPart): AnswerPart {
  if ('text' in part && part.text !== undefined) return { ...part, text: part.text.toString() };
  if (part.kind !== 'record' || part.record.written === undefined) return part;
  return { ...part, record: { ...part.record, written: Buffer.from(part.record.written as Uint8Array) } };
}

describe('chunks', () => {
  it.each([
    ['batches', writeBatch, fc.oneof(parts, written)],
    ['batches of records as text', writeBatch, written],
    ['one part a line, as for askers of earlier releases, who want no records as text', writeLines, parts],
  ])('join to the same parts, whatever their sizes, and keep within the limit: %s', async (_what, write, any) => {
    const batches = fc.array(fc.array(any, { maxLength: 5 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, fc.integer({ min: 20, max: 2_000 }), async (given, limit) => {
        const joiner = createJoiner();
        const joined: AnswerBatch[] = [];
        const ends: boolean[] = [];
        for await (const { bytes, isLast } of cutBatches(each(given), limit, write)) {
          expect(bytes.length).toBeGreaterThan(0);
          expect(bytes.length).toBeLessThanOrEqual(limit);
          joined.push(...joiner.push(bytes));
          ends.push(isLast === true);
        }
        // Only the last can be known to be that, and need not be.
        expect(ends.slice(0, -1)).not.toContain(true);
        expect(joined.flat().map(comparable)).toEqual(given.flat().map(comparable));
        expect(joiner.rest()).toBe(0);
      }),
    );
  });

  it('keep together what came together', async () => {
    const given = [[recordOf('a'), recordOf('b')], [recordOf('c')]];
    const joiner = createJoiner();
    const joined: AnswerBatch[] = [];
    for await (const { bytes } of cutBatches(each(given), 100, writeBatch)) joined.push(...joiner.push(bytes));
    expect(joined).toEqual(given);
  });

  it('say what records have in common once', () => {
    const asText = (id: string): AnswerPart => ({
      kind: 'record',
      record: { ...recordOf(id).record, data: undefined, written: '<å/>' },
    });
    const [line = ''] = writeBatch([asText('a'), asText('b')])
      .toString()
      .split('\n');
    expect(line.split('DEMOVAS').length).toBe(2);
    expect(JSON.parse(line)).toMatchObject({ columns: { documentId: { each: ['a', 'b'] }, lengths: [5, 5] } });
  });

  it('holds many small records together', async () => {
    const records = Array.from({ length: 1_000 }, (_, n) => [recordOf(`${n}`)]);
    let chunks = 0;
    for await (const _ of cutBatches(each(records), 1_000_000, writeBatch)) chunks++;
    expect(chunks).toBe(1);
  });

  it('gives what came before a failure, then the failure', async () => {
    const failing = (async function* () {
      yield [recordOf('a')];
      throw new Error('broken');
    })();
    const chunks = cutBatches(failing, 1_000_000, writeBatch);
    const first = await chunks.next();
    expect([...createJoiner().push((first.value as { bytes: Buffer }).bytes)]).toEqual([[recordOf('a')]]);
    await expect(chunks.next()).rejects.toThrow('broken');
  });

  it('closes its source when nobody reads on', async () => {
    let closed = false;
    const endless = (async function* () {
      try {
        for (;;) yield [recordOf('a')];
      } finally {
        closed = true;
      }
    })();
    for await (const _ of cutBatches(endless, 100, writeBatch)) break;
    expect(closed).toBe(true);
  });

  it('knows that the end of a record is missing', () => {
    const joiner = createJoiner();
    expect([...joiner.push(Buffer.from('{"half":'))]).toEqual([]);
    expect(joiner.rest()).toBe(8);
    const cut = createJoiner();
    const whole = writeBatch([{ kind: 'text', text: 'å<half/>' }]);
    expect([...cut.push(whole.subarray(0, -9))]).toEqual([]);
    expect(cut.rest()).toBeGreaterThan(0);
    expect([...cut.push(whole.subarray(-9))]).toEqual([[{ kind: 'text', text: Buffer.from('å<half/>') }]]);
    expect(cut.rest()).toBe(0);
  });
});

async function* each(batches: readonly AnswerBatch[]): AsyncGenerator<AnswerBatch> {
  yield* batches;
}
