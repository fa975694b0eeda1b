import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { signHead } from '../../../src/audit/heads/head.ts';
import { publicPem, signingKey } from '../../../src/audit/heads/key.ts';
import { leafOf } from '../../../src/audit/leaf.ts';
import { append, emptyFrontier, inclusionProof, rootOf } from '../../../src/audit/tree/index.ts';
import type { ShownProof } from '../../../src/faces/portal-api/shapes/integrity.ts';
import { checkProof } from '../../../src/portal/access-log/integrity/check-proof.ts';
import { sampleEntry } from '../../audit/sample-entry.ts';

const all = { text: 'holds', key: 'holds', signature: 'holds', head: 'holds', path: 'holds' };
const { privateKey } = generateKeyPairSync('ed25519');
const key = signingKey('norrbryggan/SE-DEMO', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'test');
const leaves = Array.from({ length: 21 }, (_, nr) => leafOf(sampleEntry(), nr));
const hashes = leaves.map(({ hash }) => hash);
const tree = { hashes: async (_: number, first: number, count: number) => hashes.slice(first, first + count) };

async function proofOf(index: number, size = leaves.length): Promise<ShownProof> {
  const root = rootOf(append(emptyFrontier, hashes.slice(0, size)));
  const { note, at, keyId } = signHead({ size, root, at: '2026-05-06T12:00:00.000Z' }, key);
  const leaf = leaves[index];
  return {
    norrbryggan: 1,
    entry: leaf?.id ?? '',
    index,
    leaf: leaf?.hash.toString('base64') ?? '',
    text: leaf?.text ?? null,
    proof: (await inclusionProof(tree, index, size)).map((hash) => hash.toString('base64')),
    head: { note, size, root: root.toString('base64'), at, keyId },
    keys: [{ keyId: key.keyId, publicKey: publicPem(key) }],
  };
}

describe('a proof checked in the browser', () => {
  let proof: ShownProof;
  beforeAll(async () => {
    proof = await proofOf(6);
  });
  const outcomes = async (changed: Partial<ShownProof>) => (await checkProof({ ...proof, ...changed })).outcomes;

  it('holds for every entry of logs of every size', async () => {
    for (const size of [1, 2, 7, 8, 21])
      for (let index = 0; index < size; index++)
        expect((await checkProof(await proofOf(index, size))).outcomes, `${index} of ${size}`).toEqual(all);
  });

  it('tells at which step it does not hold', async () => {
    const text = proof.text?.replace('GetDiagnosis', 'GetMaternity') ?? '';
    expect(await outcomes({ text })).toEqual({ ...all, text: 'fails' });
    expect(await outcomes({ entry: 'another' })).toEqual({ ...all, text: 'fails' });
    expect(await outcomes({ text: null }), 'of which only a part is one’s own').toEqual({ ...all, text: 'unable' });
    expect(await outcomes({ index: 7 })).toEqual({ ...all, path: 'fails' });
    expect(await outcomes({ proof: proof.proof.slice(1) })).toEqual({ ...all, path: 'fails' });
    const { head } = proof;
    expect(await outcomes({ head: { ...head, size: 22 } })).toMatchObject({ signature: 'holds', head: 'fails' });
    const note = head.note.replace('\n21\n', '\n22\n');
    expect(await outcomes({ head: { ...head, note, size: 22 } })).toMatchObject({ signature: 'fails', head: 'holds' });
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const keys = [{ keyId: head.keyId, publicKey: other }];
    expect(await outcomes({ keys })).toMatchObject({ key: 'fails', signature: 'fails', head: 'holds' });
    expect(await outcomes({ keys: [] })).toMatchObject({ key: 'fails', signature: 'fails' });
    expect(await outcomes({ leaf: '%', text: '{' })).toMatchObject({ text: 'fails', path: 'fails' });
    expect(await outcomes({ head: { ...head, note: 'no note' } })).toMatchObject({ key: 'fails', head: 'fails' });
  });
});
