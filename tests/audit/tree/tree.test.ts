import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  append,
  appendSubtree,
  consistencyProof,
  emptyFrontier,
  emptyRoot,
  type Frontier,
  inclusionProof,
  isKept,
  leafHash,
  rootAt,
  rootOf,
  type Subtree,
  subtreesOf,
  type TreeHashes,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/audit/tree/index.ts';
import { naivePath, naiveProof, naiveRoot } from './naive.ts';

/** The leaves that the implementations of Certificate Transparency test with, and the roots of their first 1–8. */
const published = {
  leaves: ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'],
  roots: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
};

/** A tree as the log keeps it. */
function keep(leaves: readonly Uint8Array[]): { frontier: Frontier; kept: TreeHashes } {
  const levels = new Map<number, Buffer[]>([[0, leaves.map(leafHash)]]);
  const completed = (subtree: Subtree) => {
    if (!isKept(subtree)) return;
    const level = levels.get(subtree.level) ?? [];
    levels.set(subtree.level, level);
    expect(subtree.index).toBe(level.length);
    level.push(subtree.hash);
  };
  const frontier = append(emptyFrontier, levels.get(0) ?? [], completed);
  const hashes = async (level: number, first: number, count: number) =>
    (levels.get(level) ?? []).slice(first, first + count);
  return { frontier, kept: { hashes } };
}

const leavesOf = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from(String(index)));
const someLeaves = fc.integer({ min: 1, max: 80 }).map(leavesOf);

describe('roots', () => {
  it('are those that were published', () => {
    const leaves = published.leaves.map((hex) => Buffer.from(hex, 'hex'));
    const roots = leaves.map((_, index) => rootOf(keep(leaves.slice(0, index + 1)).frontier).toString('hex'));
    expect(roots).toEqual(published.roots);
    expect(rootOf(emptyFrontier)).toEqual(emptyRoot);
    expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('are the same however the leaves were divided between appends', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (leaves, cut) => {
        const hashes = leaves.map(leafHash);
        const first = append(emptyFrontier, hashes.slice(0, cut % (hashes.length + 1)));
        expect(rootOf(append(first, hashes.slice(first.size)))).toEqual(naiveRoot(leaves));
      }),
    );
  });

  it('follow from subtrees whose leaves are not known', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (leaves, cut) => {
        const from = cut % leaves.length;
        let frontier = append(emptyFrontier, leaves.slice(0, from).map(leafHash));
        for (const { level, index } of subtreesOf([from, leaves.length])) {
          const part = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
          frontier = appendSubtree(frontier, level, naiveRoot(part));
        }
        expect(frontier.size).toBe(leaves.length);
        expect(rootOf(frontier)).toEqual(naiveRoot(leaves));
      }),
    );
    expect(() => appendSubtree(append(emptyFrontier, [emptyRoot]), 1, emptyRoot)).toThrow(RangeError);
  });

  it('of earlier sizes are still known', async () => {
    const leaves = leavesOf(700);
    const { kept } = keep(leaves);
    for (const size of [0, 1, 255, 256, 257, 511, 512, 700]) {
      expect(await rootAt(kept, size)).toEqual(naiveRoot(leaves.slice(0, size)));
    }
    await expect(rootAt(kept, 701)).rejects.toThrow(RangeError);
  });
});

describe('proofs', () => {
  it('of inclusion are those of the definition, and convince', async () => {
    await fc.assert(
      fc.asyncProperty(someLeaves, fc.nat(), async (leaves, at) => {
        const index = at % leaves.length;
        const { frontier, kept } = keep(leaves);
        const proof = await inclusionProof(kept, index, leaves.length);
        expect(proof).toEqual(naivePath(index, leaves));
        const leaf = leafHash(leaves[index] as Buffer);
        expect(verifyInclusion(leaf, index, leaves.length, proof, rootOf(frontier))).toBe(true);
      }),
    );
  });

  it('of consistency are those of the definition, and convince', async () => {
    await fc.assert(
      fc.asyncProperty(someLeaves, fc.nat(), async (leaves, at) => {
        const first = at % (leaves.length + 1);
        const { frontier, kept } = keep(leaves);
        const proof = await consistencyProof(kept, first, leaves.length);
        expect(proof).toEqual(first === 0 ? [] : naiveProof(first, leaves));
        const firstRoot = naiveRoot(leaves.slice(0, first));
        expect(verifyConsistency(first, leaves.length, proof, firstRoot, rootOf(frontier))).toBe(true);
      }),
    );
  });

  it('span what is kept at several levels', async () => {
    const leaves = leavesOf(66_000);
    const { frontier, kept } = keep(leaves);
    const root = rootOf(frontier);
    const index = 65_535;
    const proof = await inclusionProof(kept, index, leaves.length);
    expect(verifyInclusion(leafHash(leaves[index] as Buffer), index, leaves.length, proof, root)).toBe(true);
    const consistency = await consistencyProof(kept, 300, leaves.length);
    expect(verifyConsistency(300, leaves.length, consistency, await rootAt(kept, 300), root)).toBe(true);
  });

  it('convince of nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(someLeaves, fc.nat(), fc.nat(), async (leaves, at, wrong) => {
        const size = leaves.length;
        const index = at % size;
        const { frontier, kept } = keep(leaves);
        const root = rootOf(frontier);
        const leaf = leafHash(leaves[index] as Buffer);
        const proof = await inclusionProof(kept, index, size);
        expect(verifyInclusion(leafHash('other'), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        expect(verifyInclusion(leaf, size, size, proof, root)).toBe(false);
        if (wrong % size !== index) expect(verifyInclusion(leaf, wrong % size, size, proof, root)).toBe(false);
        if (proof.length > 0) expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);

        const first = index + 1;
        const firstRoot = naiveRoot(leaves.slice(0, first));
        const other = naiveRoot([...leaves.slice(0, first - 1), Buffer.from('other')]);
        const consistency = await consistencyProof(kept, first, size);
        expect(verifyConsistency(first, size, consistency, other, root)).toBe(false);
        expect(verifyConsistency(first, size, consistency, firstRoot, other)).toBe(false);
        expect(verifyConsistency(first, size, [...consistency, root], firstRoot, root)).toBe(false);
        expect(verifyConsistency(size + 1, size, consistency, firstRoot, root)).toBe(false);
        if (consistency.length > 0)
          expect(verifyConsistency(first, size, consistency.slice(1), firstRoot, root)).toBe(false);
      }),
    );
  });
});
