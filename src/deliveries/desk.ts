import type { DeliveryKind, DeliveryState, FailureClass } from './delivery.ts';

/** A message as people who repair see it: no content, no patient. */
export interface DeliveryLine {
  readonly id: string;
  readonly destination: string;
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  /** The first eight characters of the key's hash: which messages go together. */
  readonly group: string;
  readonly sequence: number;
  readonly correlationId: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly bytes: number;
  /** ISO 8601. */
  readonly acceptedAt: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | undefined;
  readonly finishedAt: string | undefined;
  /** Why it was not taken last time. */
  readonly failure:
    | { readonly class: FailureClass | 'bug'; readonly reason: string; readonly text: string; readonly at: string }
    | undefined;
  /** A later message of its key was delivered, so that sending it now would be out of order. */
  readonly overtaken: boolean;
}

export interface DeliveryFilter {
  readonly ids?: readonly string[] | undefined;
  readonly destination?: string | undefined;
  readonly kind?: DeliveryKind | undefined;
  readonly state?: DeliveryState | undefined;
  readonly reason?: string | undefined;
  readonly correlationId?: string | undefined;
  /** ISO 8601, of acceptance. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** How one destination does. */
export interface DestinationStatus {
  readonly destination: string;
  readonly waiting: number;
  readonly sending: number;
  readonly dead: number;
  /** Of the oldest that waits; undefined when none does. */
  readonly oldestAt: string | undefined;
  /** When the oldest that may be sent now fell due; undefined when none may. */
  readonly dueAt: string | undefined;
  readonly paused: { readonly by: string; readonly reason: string; readonly at: string } | undefined;
  /** As this process knows it; undefined in one that does not deliver. */
  readonly breaker: 'closed' | 'open' | 'half-open' | undefined;
  readonly lastDeliveredAt: string | undefined;
  /** Why the last attempt failed, where nothing was delivered since. */
  readonly trouble: string | undefined;
}

/** Where people see what is on its way, and repair it. What they do is for the access log: see the callers. */
export interface DeliveryDesk {
  status(): Promise<readonly DestinationStatus[]>;
  /** Oldest first, at most `limit`; `after` is the sequence of the last one seen. */
  list(filter: DeliveryFilter, limit: number, after?: number): Promise<readonly DeliveryLine[]>;
  /** How many the filter finds, counted no further than `most`. */
  count(filter: DeliveryFilter, most?: number): Promise<number>;
  /** The content, opened; undefined when it is not there any more. For those who may see the patient's data. */
  content(id: string): Promise<Buffer | undefined>;
  /** Dead ones wait again, with attempts from nought; gives how many. */
  replay(filter: DeliveryFilter): Promise<number>;
  /** Dead or waiting ones are given up, and their content is destroyed; gives how many. */
  discard(filter: DeliveryFilter): Promise<number>;
  pause(destination: string, by: string, reason: string): Promise<void>;
  resume(destination: string): Promise<void>;
}
