import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  originOf,
  publicPem,
  readHead,
  readNote,
  signHead,
  signingKey,
  verifierKey,
  verifyHead,
  writeNote,
} from '../../../src/audit/heads/index.ts';
import { emptyRoot, leafHash } from '../../../src/audit/tree/index.ts';

function newKey(name = originOf('SE2321000230-DEMOBRIDGE')) {
  const { privateKey } = generateKeyPairSync('ed25519');
  return signingKey(name, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'key');
}

const key = newKey();
const at = '2026-05-01T12:00:00.000Z';
const head = signHead({ size: 17, root: emptyRoot, at }, key);

describe('a signed head', () => {
  it('is a checkpoint that anyone can read', () => {
    const [origin, size, root, time, empty, signature] = head.note.split('\n');
    expect([origin, size, root, time, empty]).toEqual([
      'norrbryggan/SE2321000230-DEMOBRIDGE',
      '17',
      emptyRoot.toString('base64'),
      at,
      '',
    ]);
    expect(signature).toMatch(/^— norrbryggan\/SE2321000230-DEMOBRIDGE [A-Za-z0-9+/]+=*$/);
    expect(readHead(head.note)).toEqual(head);
  });

  it('is believed for its own key alone', () => {
    expect(verifyHead(head.note, verifierKey(key.name, publicPem(key), 'key'))).toEqual(head);
    expect(verifyHead(head.note, newKey())).toBeUndefined();
    expect(verifyHead(head.note, { ...newKey(), keyId: key.keyId })).toBeUndefined();
    expect(verifyHead(head.note, { ...key, name: 'norrbryggan/OTHER' })).toBeUndefined();
  });

  it('bears the signatures of witnesses beside its own', () => {
    const note = readNote(head.note);
    const witness = { name: 'witness', keyId: '01020304', bytes: Buffer.alloc(72, 1) };
    const both = writeNote({ text: note?.text ?? '', signatures: [...(note?.signatures ?? []), witness] });
    expect(verifyHead(both, key)).toEqual({ ...head, note: both });
    expect(readNote(both)?.signatures).toEqual([...(note?.signatures ?? []), witness]);
  });

  it('is not believed when any character of what it says was changed', () => {
    const text = head.note.slice(0, head.note.indexOf('\n\n') + 1);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (place, letter) => {
        fc.pre(head.note[place] !== letter);
        const changed = `${head.note.slice(0, place)}${letter}${head.note.slice(place + 1)}`;
        expect(verifyHead(changed, key)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['', 'nothing'],
    ['text\n', 'no signature'],
    [head.note.slice(0, -1), 'cut'],
    [head.note.replace('\n17\n', '\n017\n'), 'a number in another form'],
    [head.note.replace('\n17\n', '\n-1\n'), 'a negative size'],
    [head.note.replace(at, 'yesterday'), 'no instant'],
    [head.note.replace(at, `${at}\nmore`), 'another line'],
    [`${'x'.repeat(20_000)}\n\n${head.note}`, 'too long'],
    [head.note.replace(emptyRoot.toString('base64'), leafHash('').toString('base64').slice(4)), 'a short root'],
    [head.note.replace('— ', '- '), 'another dash'],
  ])('is not read from %j: %s', (note) => {
    expect(readHead(note)).toBeUndefined();
  });
});

it('refuses keys of other kinds, and says which', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  for (const text of [pem, 'nothing'])
    expect(() => verifierKey('name', text, 'The key keys/old.pem')).toThrow(/keys\/old\.pem is not an Ed25519/);
});
