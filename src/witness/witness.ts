import { type SignedHead, type SigningKey, type VerifierKey, verifyHead } from '../audit/heads/index.ts';
import type { Events } from '../events.ts';
import type { Alarms } from './alarms.ts';
import { cosign } from './cosignature.ts';
import { disagreement, judgeHead, textOf } from './judge.ts';
import type { Peer } from './peer.ts';
import type { WitnessState } from './state.ts';

/** A log that is witnessed: whose it is, as far as is known now, and where it is to be asked. */
export interface WitnessedLog {
  readonly key: VerifierKey;
  readonly peer: Peer;
}

export interface WitnessParts {
  /** What heads are co-signed with, now. */
  readonly key: () => SigningKey;
  readonly state: WitnessState;
  readonly logs: readonly WitnessedLog[];
  /** Who may have seen the same logs; each tells what it saw. */
  readonly others: readonly Peer[];
  readonly alarms: Alarms;
  readonly events: Events;
}

/** A head must have been signed within this time of ours: logs sign anew whenever they are asked. */
const maxAgeMs = 300_000;

/**
 * One round of a witness: asks every log for its head and co-signs those that follow from what was seen before, then
 * asks every other witness what it was shown. Never throws for what they do; a slow one holds up nobody else.
 */
export function createWitness({ key, state, logs, others, alarms, events }: WitnessParts): () => Promise<void> {
  return async () => {
    await Promise.all(logs.map((log) => alarms.attempt(log.peer.url, () => watch(log))));
    await Promise.all(others.map((other) => alarms.attempt(other.url, () => compare(other))));
  };

  async function watch({ key: logKey, peer }: WitnessedLog): Promise<void> {
    const origin = logKey.name;
    const seen = await lastHead(origin);
    const note = await peer.head();
    const now = new Date();
    const verdict = await judgeHead(note, { key: logKey, seen, now, maxAgeMs, proofBetween: peer.proofBetween });
    if ('finding' in verdict) return alarms.accuse(verdict.finding, origin);
    alarms.clear(origin);
    if (await alarms.isDamned(origin)) return;
    // The signature goes out only with what is kept: whoever dies in between has said nothing.
    const head = { ...verdict.head, note: cosign(verdict.head.note, key(), now) };
    if (await state.keep(head, seen)) events.emit('witness:head:cosigned', { log: origin, size: head.size });
  }

  /** Whether another witness was shown the same logs. Its own word is not needed: the log's signature is on what it saw. */
  async function compare(other: Peer): Promise<void> {
    const notes = await other.seen();
    for (const log of logs) {
      const theirs = notes.map((note) => verifyHead(note, log.key)).find((head) => head !== undefined);
      const mine = theirs && (await lastHead(log.key.name));
      if (mine) await alarms.attempt(log.peer.url, () => compareHeads(mine, theirs, log.peer, other.url));
    }
  }

  async function compareHeads(mine: SignedHead, theirs: SignedHead, log: Peer, shownTo: string): Promise<void> {
    const place = `${mine.origin} as ${shownTo} saw it`;
    const suspicion = await disagreement(mine, theirs, log.proofBetween);
    if (!suspicion) return alarms.clear(place);
    const text = `${textOf(suspicion, mine, theirs)} The other head was shown to ${shownTo}.`;
    await alarms.accuse({ origin: mine.origin, suspicion, text, notes: [mine.note, theirs.note] }, place);
  }

  async function lastHead(origin: string): Promise<SignedHead | undefined> {
    return (await state.heads()).find((head) => head.origin === origin);
  }
}
