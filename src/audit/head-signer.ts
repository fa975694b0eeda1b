import { BridgeError } from '../errors.ts';
import { type SignedHead, type SigningKey, signHead, type VerifierKey, verifyHead } from './heads/index.ts';
import { rootOf } from './tree/index.ts';
import type { TreeState } from './tree-rows.ts';

/** Signs heads as the tree grows, and says which of them are kept for good. */
export interface HeadSigner {
  readonly key: SigningKey;
  sign(head: { readonly size: number; readonly root: Buffer }): SignedHead;
  /** Whether this head is to be kept, not only to replace the newest. */
  isDue(head: SignedHead): boolean;
  written(head: SignedHead): void;
  /**
   * Throws when the tree in the store is not what its newest head says, or nobody we know has signed that: whoever
   * changed it would have us sign the change. `CONFIG_INVALID` when it is the key that is not known.
   */
  check(state: TreeState): void;
}

/** Kept heads divide the log into stretches; each costs its verifier a signature check. */
const KEPT_EVERY_MS = 60_000;

function unknownKey({ keyId }: SignedHead, keyFile: string): string {
  return `The log was last signed with key ${keyId}; the log key ${keyFile} is another, and audit.formerKeys does not name it. \
Set LOG_KEY_FILE to the key that signed, or name its public half under audit.formerKeys.`;
}

/**
 * @param former keys that signed this log before.
 * @param keyFile where `key` was read, for messages.
 */
export function createHeadSigner(key: SigningKey, former: readonly VerifierKey[], keyFile: string): HeadSigner {
  let keptAt = 0;
  let known = 0;
  const isDue = (head: SignedHead) => Date.parse(head.at) - keptAt >= KEPT_EVERY_MS;
  return {
    key,
    sign: (head) => signHead({ ...head, at: new Date().toISOString() }, key),
    isDue,
    check({ frontier, head }) {
      if (!head) throw new Error('The log in the store has no signed head.');
      if (![key, ...former].some((one) => verifyHead(head.note, one)))
        throw new BridgeError('CONFIG_INVALID', unknownKey(head, keyFile));
      if (head.size !== frontier.size || !head.root.equals(rootOf(frontier)))
        throw new Error(`The log in the store is not the one that was signed at ${head.at}.`);
      if (head.size < known)
        throw new Error(`The log in the store has lost entries: ${head.size} of ${known} are left.`);
    },
    written(head) {
      known = head.size;
      if (isDue(head)) keptAt = Date.parse(head.at);
    },
  };
}
