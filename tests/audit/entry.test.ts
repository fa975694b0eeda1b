import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storable } from '../../src/audit/entry.ts';
import { sampleEntry } from './sample-entry.ts';

/** Any units of UTF-16, most of them what a store refuses or what looks like it. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom('\0', '\\u0000', '\\', '"', 'å', '\ud83d', '\ude00', '\ud83d\ude00', '\udfff', '\uDABC'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
  )
  .map((pieces) => pieces.join(''));

it('an entry says what it said, without what no store takes', () => {
  fc.assert(
    fc.property(texts, texts, (reason, name) => {
      const entry = sampleEntry({
        reason,
        caller: { hsaId: 'SE1-1', name, kind: 'function', organisation: undefined },
      });
      const kept = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed();
      const stored = storable(entry);
      expect([stored.reason, stored.caller?.name]).toEqual([kept(reason), kept(name)]);
      expect(stored).toEqual(storable(stored));
    }),
  );
});

it('an entry is cut where a text is longer than any store should take', () => {
  const long = storable(sampleEntry({ reason: 'a'.repeat(5_000) })).reason;
  expect(long).toBe(`${'a'.repeat(4_096)}…`);
});
