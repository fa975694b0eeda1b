import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJoiner, cutParts } from '../../src/bus/chunks.ts';
import type { AnswerPart } from '../../src/sources/answer-part.ts';
import { recordOf } from './fixtures.ts';

describe('chunks', () => {
  it('join to the same records, whatever their sizes, and keep within the limit', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 100 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 20, max: 2_000 }), async (sizes, limit) => {
        const records = sizes.map((text, n) => recordOf(`${n}`, text));
        const joiner = createJoiner();
        const joined: AnswerPart[] = [];
        let counted = 0;
        const ends: boolean[] = [];
        for await (const { bytes, isLast } of cutParts(each(records), limit, () => counted++)) {
          expect(bytes.length).toBeGreaterThan(0);
          expect(bytes.length).toBeLessThanOrEqual(limit);
          joined.push(...joiner.push(bytes));
          ends.push(isLast === true);
        }
        // Only the last can be known to be that, and need not be.
        expect(ends.slice(0, -1)).not.toContain(true);
        expect(joined).toEqual(records);
        expect(counted).toBe(records.length);
        expect(joiner.rest()).toBe(0);
      }),
    );
  });

  it('holds many small records together', async () => {
    const records = Array.from({ length: 1_000 }, (_, n) => recordOf(`${n}`));
    let chunks = 0;
    for await (const _ of cutParts(each(records), 1_000_000, () => undefined)) chunks++;
    expect(chunks).toBe(1);
  });

  it('gives what came before a failure, then the failure', async () => {
    const failing = (async function* () {
      yield recordOf('a');
      throw new Error('broken');
    })();
    const chunks = cutParts(failing, 1_000_000, () => undefined);
    const first = await chunks.next();
    expect([...createJoiner().push((first.value as { bytes: Buffer }).bytes)]).toEqual([recordOf('a')]);
    await expect(chunks.next()).rejects.toThrow('broken');
  });

  it('closes its source when nobody reads on', async () => {
    let closed = false;
    const endless = (async function* () {
      try {
        for (;;) yield recordOf('a');
      } finally {
        closed = true;
      }
    })();
    for await (const _ of cutParts(endless, 100, () => undefined)) break;
    expect(closed).toBe(true);
  });

  it('knows that the end of a record is missing', () => {
    const joiner = createJoiner();
    expect([...joiner.push(Buffer.from('{"half":'))]).toEqual([]);
    expect(joiner.rest()).toBe(8);
  });
});

async function* each(records: readonly AnswerPart[]): AsyncGenerator<AnswerPart> {
  yield* records;
}
