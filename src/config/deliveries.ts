import Type from 'typebox';
import { Milliseconds, strict } from './common.ts';

/** Durable messages to others: how long they are tried, and how long is remembered that they arrived. */
export const DeliveriesSection = Type.Object(
  {
    /** A message that nobody has taken for so long is set aside for people (default three days). */
    retryForMs: Milliseconds(259_200_000),
    /** The wait after the first failure; it doubles with each, and a random part of it is left out. */
    firstWaitMs: Milliseconds(2_000),
    /** No wait is longer. */
    longestWaitMs: Milliseconds(600_000),
    /** So long one attempt may take. A message whose process vanished is sent again after it. */
    leaseMs: Type.Integer({ minimum: 1_000, default: 60_000 }),
    /** A destination that has failed several times in a row is tried so often, and otherwise spared. */
    probeMs: Milliseconds(15_000),
    /** Attempts that may end in a bug of ours, or with the process gone, before the message is set aside. */
    poisonAfter: Type.Integer({ minimum: 1, default: 3 }),
    /** So long it is remembered that a message was delivered or discarded; its content is gone by then. */
    keepDays: Type.Integer({ minimum: 1, default: 30 }),
  },
  { ...strict, default: {} },
);
