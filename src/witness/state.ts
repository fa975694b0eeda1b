import type { SignedHead } from '../audit/heads/index.ts';
import type { Finding } from './judge.ts';

/** What was found, and when (ISO 8601). */
export interface Evidence extends Finding {
  readonly foundAt: string;
}

/**
 * What a witness remembers. Whatever resolves is durable: a head that is co-signed and then forgotten could be
 * contradicted unnoticed.
 */
export interface WitnessState {
  /** The last believed head of each log, with the witness's cosignature in its note. */
  heads(): Promise<readonly SignedHead[]>;
  /** Keeps a head in place of `before`. False when that is no longer the last one: another process was faster. */
  keep(head: SignedHead, before: SignedHead | undefined): Promise<boolean>;
  evidence(): Promise<readonly Evidence[]>;
  /** False when exactly this is kept already. */
  accuse(evidence: Evidence): Promise<boolean>;
}

/** The same finding: about the same notes, whatever the time. */
export function sameFinding(one: Finding, other: Finding): boolean {
  return findingKey(one) === findingKey(other);
}

export function findingKey({ origin, suspicion, notes }: Finding): string {
  return JSON.stringify([origin, suspicion, ...notes]);
}
