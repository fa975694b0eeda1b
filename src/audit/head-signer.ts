import { BridgeError } from '../errors.ts';
import { type SignedHead, signHead, verifyHead } from './heads/index.ts';
import type { LogKeys } from './log-keys.ts';
import { rootOf } from './tree/index.ts';
import type { TreeState } from './tree-rows.ts';

type SigningHeads = Pick<LogKeys, 'signing' | 'believed' | 'file'> & { readonly live: Pick<LogKeys['live'], 'look'> };

/** Signs heads as the tree grows, and says which of them are kept for good. */
export interface HeadSigner {
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

export function createHeadSigner(keys: SigningHeads): HeadSigner {
  let keptAt = 0;
  let known = 0;
  /** Another process may have seen a new key first. */
  const isBelieved = ({ note }: SignedHead): boolean => {
    const isOurs = () => keys.believed.some((one) => verifyHead(note, one));
    return isOurs() || (keys.live.look() === 'taken' && isOurs());
  };
  const isDue = (head: SignedHead) => Date.parse(head.at) - keptAt >= KEPT_EVERY_MS;
  return {
    sign: (head) => signHead({ ...head, at: new Date().toISOString() }, keys.signing),
    isDue,
    check({ frontier, head }) {
      if (!head) throw new Error('The log in the store has no signed head.');
      if (!isBelieved(head)) throw new BridgeError('CONFIG_INVALID', unknownKey(head, keys.file));
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
