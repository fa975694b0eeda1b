import { setTimeout as sleep } from 'node:timers/promises';
import { BreakerOpen } from '../breaker/index.ts';
import { unlessAborted } from '../bus/unless-aborted.ts';
import type { Config } from '../config.ts';
import { placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import { type Delivery, DeliveryFailure, type Destination, type Receipt } from './delivery.ts';
import type { Head } from './heads.ts';
import type { Claim, Ledger, Why } from './ledger.ts';
import type { Vault } from './vault.ts';

export interface AttemptParts {
  readonly destination: Destination;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly settings: Config['deliveries'];
  readonly events: Events;
  /** Heads that came after those that are finished. */
  readonly next: (heads: readonly Head[]) => void;
  /** Aborts when the process stops and waits no longer. */
  readonly stopping: AbortSignal;
}

/** Sends once what is claimed, and writes down what came of it. Never rejects. `send` surrounds the sending. */
export type Attempt = (claim: Claim, send: Send) => Promise<void>;
type Send = (work: () => Promise<Receipt>) => Promise<Receipt>;

/** What is left of the lease when an attempt is broken off, for writing that down. */
const MARGIN = 0.1;
const RECORD_AGAIN_MS = 500;

export function createAttempt(parts: AttemptParts): Attempt {
  const { destination, ledger, vault, settings, events, next, stopping } = parts;
  const { leaseMs, poisonAfter } = settings;

  return async (claim, send) => {
    const started = performance.now();
    const { id, kind, correlationId, facts, attempts, doubtful } = claim;
    const about = { destination: destination.name, kind, id, correlationId, attempt: attempts + 1 };
    const elapsed = () => Math.round(performance.now() - started);

    async function record<T>(write: () => Promise<T>): Promise<T | undefined> {
      for (;;) {
        try {
          return await write();
        } catch (thrown) {
          // The lease gives it to somebody again, here or elsewhere; the receiver recognises the repeat.
          if (stopping.aborted || elapsed() > leaseMs) {
            events.emit('delivery:outcome:lost', { ...about, place: placeOf(thrown) });
            return undefined;
          }
          await sleep(RECORD_AGAIN_MS, undefined, { signal: stopping }).catch(() => undefined);
        }
      }
    }

    async function delivered(receipt: Receipt): Promise<void> {
      const heads = await record(() => ledger.delivered(claim, receipt.text));
      // Else it is not known to have been delivered, and is sent again.
      if (!heads) return;
      events.emit('delivery:send:succeeded', { ...about, milliseconds: elapsed(), ageMs: Math.round(claim.ageMs) });
      next(heads);
    }

    async function died(why: Why): Promise<void> {
      const heads = await record(() => ledger.died(claim, why));
      if (!heads) return;
      events.emit('delivery:letter:died', { ...about, reason: why.reason, text: why.text });
      next(heads);
    }

    async function failed(why: Why): Promise<void> {
      events.emit('delivery:send:failed', { ...about, ...why, milliseconds: elapsed() });
      if (why.class === 'never' || claim.last) return died(why);
      const delayMs = stopping.aborted ? 0 : waitAfter(attempts, settings);
      await record(() => ledger.postponed(claim, delayMs, why));
    }

    async function broke(thrown: unknown): Promise<void> {
      events.emit('delivery:send:broke', { ...about, place: placeOf(thrown) });
      const why: Why = { class: 'bug', reason: 'bug', text: 'A bug of the bridge met the message.' };
      if (claim.mishaps + 1 >= poisonAfter) return died({ ...why, reason: 'poison' });
      await record(() => ledger.postponed(claim, waitAfter(attempts, settings), why));
    }

    if (claim.mishaps >= poisonAfter) {
      return died({ class: 'bug', reason: 'poison', text: 'Each process that tried to send the message vanished.' });
    }
    const content = claim.content && vault.open(id, claim.content);
    if (!content) {
      return died({ class: 'bug', reason: 'unreadable', text: 'The content was sealed with another key.' });
    }
    const delivery: Delivery = { id, kind, correlationId, facts, content, attempts, doubtful };
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(leaseMs * (1 - MARGIN))]);
    try {
      await delivered(await send(() => whileOnLease(destination.send(delivery, signal), signal)));
    } catch (thrown) {
      if (thrown instanceof BreakerOpen) await record(() => ledger.handedBack(claim));
      else if (thrown instanceof DeliveryFailure) await failed(whyOf(thrown));
      else await broke(thrown);
    }
  };
}

/** A send that does not hear the signal does not keep its place. */
async function whileOnLease(sending: Promise<Receipt>, signal: AbortSignal): Promise<Receipt> {
  try {
    return await unlessAborted(sending, signal);
  } catch (thrown) {
    if (thrown !== signal.reason) throw thrown;
    const text = 'The receiver did not answer while the message was on lease.';
    throw new DeliveryFailure('no-answer', 'timed-out', text);
  }
}

function whyOf({ failure, reason, message }: DeliveryFailure): Why {
  return { class: failure, reason, text: message };
}

/** Exponential, up to a limit, and between half and all of it, so that those who failed together do not return together. */
export function waitAfter(
  attempts: number,
  { firstWaitMs, longestWaitMs }: Pick<Config['deliveries'], 'firstWaitMs' | 'longestWaitMs'>,
): number {
  const whole = Math.min(firstWaitMs * 2 ** Math.min(attempts, 40), longestWaitMs);
  return Math.round(whole * (0.5 + Math.random() / 2));
}
