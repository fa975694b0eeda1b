import type { Transaction } from 'kysely';
import type { Schema } from '../store/schema.ts';

/** What regions tell each other and must arrive: see docs/reliability.md. */
export const deliveryKinds = ['notification', 'index-update', 'referral', 'log-copy'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/**
 * `waiting`: to be sent when its time has come and nothing of its key is before it; `sending`: a process has it on lease;
 * `delivered`: the receiver has taken it; `dead`: set aside for people to judge; `discarded`: people judged.
 */
export const deliveryStates = ['waiting', 'sending', 'delivered', 'dead', 'discarded'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A message to be put in the outbox. */
export interface NewDelivery {
  /** UUID that travels with the message, so that a receiver recognises a repeat; default is a new one. */
  readonly id?: string;
  /** Name of a {@link Destination}. */
  readonly destination: string;
  readonly kind: DeliveryKind;
  /**
   * Messages of one key at one destination arrive in the order they were put. Stored as a keyed hash only: it may name a
   * patient.
   */
  readonly key: string;
  readonly correlationId: string;
  /** What engineers may see of it as it is: contract, sender, receiving unit. No patient data. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** Stored sealed, and only until it is delivered or discarded. */
  readonly content: Uint8Array;
}

/** A message on its way to its receiver. */
export interface Delivery {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly correlationId: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly content: Buffer;
  /** How many times it was tried before. */
  readonly attempts: number;
  /** The receiver may have it from an attempt before: no answer came, or none that was written down. */
  readonly doubtful: boolean;
}

/** What the receiver said when it took a message; no patient data. */
export interface Receipt {
  readonly text?: string;
}

/** Writes messages in a transaction of its owner. Throws STORE_UNAVAILABLE. */
export type Put = (deliveries: readonly NewDelivery[]) => Promise<void>;

/** The writing side of the outbox: what a room sees that has something to tell others. */
export interface Outbox {
  /**
   * Runs `work` in one transaction. What it puts is committed with it or not at all, and sent afterwards. Messages of the
   * same key are committed one after the other, so that their order is that of their transactions.
   */
  commit<T>(work: (transaction: Transaction<Schema>, put: Put) => Promise<T>): Promise<T>;
}

/** Where messages go. */
export interface Destination {
  /** Letters, digits, `.`, `_` and `-`; it names a queue and stands in metrics and logs. */
  readonly name: string;
  /** Messages on their way at the same time, in all processes together. */
  readonly concurrency: number;
  /** Undefined = no limit. */
  readonly perSecond?: number | undefined;
  /** Resolves when the receiver has taken it. Throws {@link DeliveryFailure}; anything else is a bug. */
  send(delivery: Delivery, signal: AbortSignal): Promise<Receipt>;
  /** Whether it works again, without a message (PingForConfiguration). Undefined: one message is the probe. */
  ping?(signal: AbortSignal): Promise<void>;
  /** Gives back its connections, when nothing is sent any more. */
  close?(): Promise<void>;
}

/**
 * Why a message was not taken. `not-sent`: nothing of it reached the receiver; `no-answer`: it may have, so it is only
 * sent again because the receiver recognises repeats; `not-now`: the receiver said no, and may say yes later; `never`: it
 * will not take this message, however often it is sent.
 */
export type FailureClass = 'not-sent' | 'no-answer' | 'not-now' | 'never';

export class DeliveryFailure extends Error {
  readonly failure: FailureClass;
  /** Of the closed vocabulary of the destination's protocol: `VALIDATION_ERROR`, `PR001`, `timed-out`, … */
  readonly reason: string;

  /** `text`: a sentence of ours; what the receiver wrote may name the patient. */
  constructor(failure: FailureClass, reason: string, text: string, options?: ErrorOptions) {
    super(text, options);
    this.name = 'DeliveryFailure';
    this.failure = failure;
    this.reason = reason;
  }
}
