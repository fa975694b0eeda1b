/** What somebody wants to see as it is: one durable message, or the next exchanges from one party to another. */
export type UnmaskingSubject =
  | { readonly kind: 'message'; readonly message: string }
  | {
      readonly kind: 'capture';
      /** HSA-ids. */
      readonly consumer: string;
      readonly producer: string;
      readonly exchanges: number;
    };

/** What one engineer asked to see, and what another said. */
export interface Unmasking {
  readonly id: string;
  readonly subject: UnmaskingSubject;
  readonly reason: string;
  /** HSA-ids. */
  readonly askedBy: string;
  readonly careProvider: string;
  /** ISO 8601. */
  readonly askedAt: string;
  readonly answeredBy: string | undefined;
  readonly endsAt: string | undefined;
  /** `open`: whoever asked may look; `over`: its time is up, or nobody answered for a day. */
  readonly state: 'asked' | 'refused' | 'open' | 'over';
}
