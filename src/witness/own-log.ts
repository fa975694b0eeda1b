import { type SignedHead, type VerifierKey, verifyHead } from '../audit/heads/index.ts';
import type { PublicProofs } from '../audit/stored-proofs.ts';
import type { Alarms } from './alarms.ts';
import { verifyCosignatures } from './cosignature.ts';
import { disagreement, type Suspicion } from './judge.ts';
import type { Peer } from './peer.ts';
import type { CosignedHeads } from './store.ts';

/** The log of this bridge, as others are shown it. */
export interface OwnLog extends PublicProofs {
  /** The present key first, then those before it. */
  readonly keys: readonly [VerifierKey, ...VerifierKey[]];
}

/** Who co-signs this log, and where it tells what it has seen. */
export interface OwnWitness {
  readonly key: VerifierKey;
  readonly peer: Peer;
}

/**
 * Asks each witness what it has seen of this log: keeps its cosignature, or tells that the log is not what it was. Never
 * throws for what they do.
 */
export function createCollecting(
  own: OwnLog,
  witnesses: readonly OwnWitness[],
  cosigned: CosignedHeads,
  alarms: Alarms,
): () => Promise<void> {
  return async () => {
    await Promise.all(witnesses.map((witness) => alarms.attempt(witness.peer.url, () => collect(witness))));
  };

  async function collect({ key, peer }: OwnWitness): Promise<void> {
    const notes = await peer.seen();
    const seen = notes.map(ownHead).find((head) => head && verifyCosignatures(head.note, [key]).length > 0);
    if (!seen) return;
    const [{ name: origin }] = own.keys;
    const place = `${origin} as ${key.name} saw it`;
    // After the witness has answered: whatever it has seen stood in the log before.
    const now = await own.head();
    const suspicion = await differenceFrom(seen, now);
    if (!suspicion) {
      alarms.clear(place);
      return cosigned.keep(key.name, seen);
    }
    const text = `This log is not the one that ${key.name} has seen with ${seen.size} entries; it has ${now.size}.`;
    await alarms.accuse({ origin, suspicion, text, notes: [seen.note, now.note] }, place);
  }

  function ownHead(note: string): SignedHead | undefined {
    return own.keys.map((key) => verifyHead(note, key)).find((head) => head !== undefined);
  }

  async function differenceFrom(seen: SignedHead, now: SignedHead): Promise<Suspicion | undefined> {
    return seen.size > now.size ? 'smaller' : disagreement(seen, now, own.consistency);
  }
}
