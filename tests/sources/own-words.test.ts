import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractById } from '../../src/contracts/index.ts';
import type { AnswerPart } from '../../src/sources/answer-part.ts';
import { SourceFailure } from '../../src/sources/index.ts';
import { ownWords } from '../../src/sources/rivta21/own-words.ts';
import { relabel } from '../../src/xml/index.ts';
import { fixture } from './record-system.ts';

const contract = contractById('GetDiagnosis:2');
if (!contract) throw new Error('no contract');
const message = fixture('get-diagnosis.xml').replace('?>', '?><!-- 😀 å -->\r\n');

/** The answer as it comes in pieces of those lengths, over and over, and what became of it. */
async function passed(bytes: Buffer, lengths: readonly number[], status = 200) {
  async function* body() {
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const length = lengths[turn % lengths.length] ?? bytes.length;
      yield bytes.subarray(at, at + length);
      at += length;
    }
  }
  const answer = { status, mediaType: 'text/xml', charset: 'utf-8', body: body(), discard: () => undefined };
  const parts: AnswerPart[] = [];
  let failure: unknown;
  try {
    for await (const batch of ownWords(answer, contract as NonNullable<typeof contract>)) parts.push(...batch);
  } catch (thrown) {
    failure = thrown;
  }
  const text = parts.map((part) => ('text' in part ? part.text : '')).join('');
  return { parts, text, failure, whole: parts.at(-1)?.kind === 'whole' };
}

const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 });

describe('a record system’s own words', () => {
  it('are the message letter for letter, however it is cut on its way', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, async (cuts) => {
        const { text, parts, whole, failure } = await passed(Buffer.from(message), cuts);
        expect(text).toBe(message);
        expect(whole && failure === undefined).toBe(true);
        const records = parts.filter((part) => part.kind === 'record');
        expect(records).toHaveLength(2);
        for (const { text: own = '' } of records)
          expect(own).toMatch(/^<(\w+:)?diagnosis[\s>][\s\S]*<\/(\w+:)?diagnosis\s*>$/);
      }),
      { numRuns: 50 },
    );
  });

  it('are either all of a damaged message, or without their end and with a failure of the source', async () => {
    const wound = fc.record({
      at: fc.nat(message.length),
      cut: fc.nat(20),
      put: fc.constantFrom('', '<', '&', '"', 'x', '\u0000'),
    });
    await fc.assert(
      fc.asyncProperty(wound, lengths, async ({ at, cut, put }, cuts) => {
        const damaged = message.slice(0, at) + put + message.slice(at + cut);
        const { text, whole, failure } = await passed(Buffer.from(damaged), cuts);
        // Whatever it called its letters, it travels on as UTF-8.
        if (whole) expect(text).toBe(damaged.isWellFormed() ? relabel(damaged, 'UTF-8') : text);
        else expect(failure).toBeInstanceOf(SourceFailure);
      }),
      { numRuns: 200 },
    );
  });

  it('of HTTP 500 that cannot be read are no words at all', async () => {
    const { whole, failure } = await passed(Buffer.from(message.slice(0, -10)), [100], 500);
    expect(whole).toBe(false);
    expect(failure).toMatchObject({ reason: 'refused', status: 500 });
  });
});
