import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf } from '../../src/store/index.ts';

async function linesFrom(chunks: Buffer[]): Promise<{ text: string; finished: boolean }[]> {
  const lines = [];
  for await (const { bytes, finished } of linesOf(Readable.from(chunks)))
    lines.push({ text: bytes.toString(), finished });
  return lines;
}

it('splits at line feeds only, however the bytes arrive', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'å', '\n', '\r', '\u2028', '💊') });
  await fc.assert(
    fc.asyncProperty(text, fc.infiniteStream(fc.integer({ min: 1, max: 4 })), async (whole, sizes) => {
      const bytes = Buffer.from(whole);
      const chunks: Buffer[] = [];
      for (let at = 0; at < bytes.length; ) {
        const size = sizes.next().value ?? 1;
        chunks.push(bytes.subarray(at, at + size));
        at += size;
      }
      const parts = whole.split('\n');
      const rest = parts.pop() ?? '';
      const expected = parts.map((part) => ({ text: part, finished: true }));
      expect(await linesFrom(chunks)).toEqual(rest === '' ? expected : [...expected, { text: rest, finished: false }]);
    }),
  );
});
