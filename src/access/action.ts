/** Who asked for something to be registered or taken back, or who did it. */
export interface Party {
  /** HSA-id. */
  readonly employee: string;
  /** HSA-id of the assignment (medarbetaruppdrag), and its name. */
  readonly assignment?: string | undefined;
  readonly assignmentName?: string | undefined;
}

/** One act of registering, cancelling or deleting, as the security services' contracts tell it (ActionType). */
export interface Action {
  /** ISO 8601 instants. */
  readonly requestedAt: string;
  readonly requestedBy: Party;
  readonly registeredAt: string;
  readonly registeredBy: Party;
  /** At most 1,024 characters. */
  readonly reason?: string | undefined;
}

/** An act on something that was registered before, when this bridge wrote it down. Nothing is ever overwritten. */
export interface Recorded {
  readonly action: Action;
  /** ISO 8601. */
  readonly recordedAt: string;
}
