/**
 * The Merkle tree of RFC 9162 §2.1 over the access log: append, roots, and proofs that an entry is in it and that it has
 * only grown. Pure; where its hashes are kept is the caller's matter.
 */
export { append, appendSubtree, emptyFrontier, type Frontier, rootOf, type Subtree } from './frontier.ts';
export { emptyRoot, HASH_BYTES, leafHash } from './hash.ts';
export { consistencyProof, inclusionProof, isKept, rootAt, subtreeHash, type TreeHashes } from './proofs.ts';
export { subtreesOf } from './ranges.ts';
export { verifyConsistency, verifyInclusion } from './verify.ts';
