import { describe, expect, it } from 'vitest';
import { readNote, signHead, verifyHead, writeNote } from '../../src/audit/heads/index.ts';
import { emptyRoot } from '../../src/audit/tree/index.ts';
import { cosign, verifyCosignatures } from '../../src/witness/index.ts';
import { newKey } from './lab.ts';

const log = newKey('norrbryggan/N');
const [one, two] = [newKey('witness/one'), newKey('witness/two')];
const at = new Date('2026-05-04T12:00:00.700Z');
const head = signHead({ size: 0, root: emptyRoot, at: '2026-05-04T12:00:00.000Z' }, log);

describe('a cosignature', () => {
  const note = cosign(cosign(head.note, one, at), two, at);

  it('stands beside the log’s own signature', () => {
    expect(verifyHead(note, log)?.size).toBe(0);
    expect(verifyCosignatures(note, [one, two])).toEqual([
      { name: 'witness/one', at: '2026-05-04T12:00:00.000Z' },
      { name: 'witness/two', at: '2026-05-04T12:00:00.000Z' },
    ]);
  });

  it('takes the place of an earlier one of the same witness', () => {
    const again = cosign(note, one, new Date('2026-05-04T13:00:00Z'));
    expect(readNote(again)?.signatures).toHaveLength(3);
    expect(verifyCosignatures(again, [one])).toEqual([{ name: 'witness/one', at: '2026-05-04T13:00:00.000Z' }]);
  });

  it('is of one witness, one head and one time', () => {
    const impostor = { ...newKey('witness/one'), name: 'witness/one' };
    expect(verifyCosignatures(note, [impostor])).toEqual([]);
    const read = readNote(note);
    const elsewhere = signHead({ size: 1, root: emptyRoot, at: '2026-05-04T12:00:00.000Z' }, log);
    const moved = writeNote({ text: readNote(elsewhere.note)?.text ?? '', signatures: read?.signatures ?? [] });
    expect(verifyCosignatures(moved, [one, two])).toEqual([]);
    const redated = (read?.signatures ?? []).map((signature) => ({
      ...signature,
      bytes: Buffer.from(signature.bytes),
    }));
    for (const { bytes } of redated) bytes[7] = (bytes[7] ?? 0) ^ 1;
    expect(verifyCosignatures(writeNote({ text: read?.text ?? '', signatures: redated }), [one, two])).toEqual([]);
  });

  it('of a key is no signature of a log by the same key, nor the other way', () => {
    const both = newKey('norrbryggan/N');
    const own = signHead({ size: 0, root: emptyRoot, at: '2026-05-04T12:00:00.000Z' }, both);
    expect(verifyCosignatures(own.note, [both])).toEqual([]);
    expect(verifyHead(cosign(own.note, both, at), both)).toBeUndefined();
  });

  it('is not to be had of what is no note', () => {
    expect(() => cosign('no note', one, at)).toThrow(RangeError);
    expect(verifyCosignatures('no note', [one])).toEqual([]);
  });
});
