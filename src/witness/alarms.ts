import type { Events } from '../events.ts';
import type { Finding } from './judge.ts';
import { PeerUnreachable } from './peer.ts';
import type { Evidence, WitnessState } from './state.ts';

export interface AlarmParts {
  readonly state: WitnessState;
  readonly events: Events;
  /** Told of each new finding, once it is kept. */
  readonly found: (evidence: Evidence) => Promise<void>;
}

/** Tells what is wrong when it begins, not each minute that it lasts, and knows what is wrong now. */
export interface Alarms {
  /** `place` is where it was found: another finding at the same place takes its stead. */
  accuse(finding: Finding, place: string): Promise<void>;
  clear(place: string): void;
  /** Does what needs the other; that it cannot be reached is told and passes. Never throws. */
  attempt(peer: string, task: () => Promise<void>): Promise<void>;
  /** Whether a log may never be co-signed again. */
  isDamned(origin: string): Promise<boolean>;
  /** What is wrong now, in words. */
  troubles(): Promise<readonly string[]>;
}

export function createAlarms({ state, events, found }: AlarmParts): Alarms {
  /** What is wrong, by place. */
  const standing = new Map<string, { readonly what: string; readonly text: string }>();

  async function accuse(finding: Finding, place: string): Promise<void> {
    const { origin: log, suspicion, text } = finding;
    if (standing.get(place)?.what === suspicion) return;
    const evidence = { ...finding, foundAt: new Date().toISOString() };
    if (await state.accuse(evidence)) await found(evidence);
    standing.set(place, { what: suspicion, text: `${log}: ${text}` });
    events.emit('witness:head:refused', { log, suspicion, text });
  }

  async function attempt(peer: string, task: () => Promise<void>): Promise<void> {
    try {
      await task();
      standing.delete(peer);
    } catch (thrown) {
      const text = thrown instanceof PeerUnreachable ? thrown.message : `The witness failed: ${nameOf(thrown)}.`;
      if (standing.get(peer)?.what !== text) events.emit('witness:peer:unreachable', { peer, text });
      standing.set(peer, { what: text, text });
    }
  }

  const damning = async () => (await state.evidence()).filter(isDamning);

  return {
    accuse,
    clear: (place) => void standing.delete(place),
    attempt,
    isDamned: async (origin) => (await damning()).some((found) => found.origin === origin),
    async troubles() {
      const proven = (await damning()).map(({ origin, text }) => `${origin}: ${text}`);
      return [...new Set([...proven, ...[...standing.values()].map(({ text }) => text)])];
    },
  };
}

/** A log that has contradicted itself is not co-signed again, whatever it shows to us. */
function isDamning({ suspicion }: Finding): boolean {
  return suspicion === 'contradiction' || suspicion === 'inconsistent';
}

/** Of what broke, without its message: that may quote a row. */
function nameOf(thrown: unknown): string {
  const { code, name } = (thrown ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return String(code ?? name);
}
