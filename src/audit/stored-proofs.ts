import { BridgeError } from '../errors.ts';
import type { StoreView } from '../store/index.ts';
import type { SignedHead } from './heads/index.ts';
import { consistencyProof, inclusionProof } from './tree/index.ts';
import { readTree, storedHashes } from './tree-rows.ts';

/** What the log shows of itself, to be checked by others. Tells of no entry’s content. */
export interface LogProofs {
  /** The newest signed head, no older than a few seconds: signed at each write, and when asked for after a pause. */
  head(): Promise<SignedHead>;
  /** Proof that leaf `index` is in the tree of the first `size`. Throws `NOT_FOUND` beyond what the log has. */
  inclusion(index: number, size: number): Promise<readonly Buffer[]>;
  /** Proof that the first `first` leaves begin the first `second`. Throws `NOT_FOUND` beyond what the log has. */
  consistency(first: number, second: number): Promise<readonly Buffer[]>;
}

/** The same for everyone: leaves are hashes of salted text. */
export interface PublicProofs extends LogProofs {
  /** Hash of leaf `index`, which tells nothing of its content. Throws `NOT_FOUND` beyond what the log has. */
  leaf(index: number): Promise<Buffer>;
}

/** Proofs from the hashes in the store; whether to believe them shows when they are verified. */
export function storedProofs({ db, pool }: StoreView): Omit<PublicProofs, 'head'> {
  const hashes = storedHashes(db);

  /** A size the log has had, and a place within it. */
  async function within(place: number, size: number): Promise<void> {
    const { frontier } = await readTree(pool);
    const known = [place, size].every((number) => Number.isSafeInteger(number) && number >= 0);
    if (!known || size > frontier.size) throw new BridgeError('NOT_FOUND', `The log has ${frontier.size} entries.`);
    if (place > size) throw new BridgeError('NOT_FOUND', `The first ${size} entries do not reach ${place}.`);
  }

  return {
    async leaf(index) {
      await within(index + 1, index + 1);
      const [hash] = await hashes.hashes(0, index, 1);
      if (!hash) throw new BridgeError('NOT_FOUND', `Entry ${index} is missing from the store.`);
      return hash;
    },
    async inclusion(index, size) {
      await within(index, size);
      await within(index + 1, size);
      return inclusionProof(hashes, index, size);
    },
    async consistency(first, second) {
      await within(first, second);
      return consistencyProof(hashes, first, second);
    },
  };
}
