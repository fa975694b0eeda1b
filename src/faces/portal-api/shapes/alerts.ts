/** What is wrong and was, as `GET /api/ops/alerts` tells it. Shared with the pages; types alone. */
export interface ShownAlerts {
  /** Latest first. */
  readonly open: readonly ShownAlert[];
  /** Those of the last thirty days, latest first. */
  readonly ended: readonly ShownAlert[];
}

export interface ShownAlert {
  readonly id: string;
  /** Heading of its paragraph in the runbook (docs/operations.md). */
  readonly kind: string;
  /** HSA-id of a record system, name of a destination, part or certificate. */
  readonly subject: string;
  readonly severity: 'critical' | 'warning';
  readonly said: { readonly sv: SaidOfAlert; readonly en: SaidOfAlert };
  /** In the bridge's own words, in English, where a part tells why. */
  readonly detail: string | undefined;
  /** ISO 8601, as all instants here. */
  readonly startedAt: string;
  readonly endedAt: string | undefined;
  readonly contacts: readonly { readonly name: string; readonly phone: string; readonly hours: string }[];
  readonly acknowledged: { readonly by: string; readonly note: string; readonly at: string } | undefined;
  /** Until when announced work on the record system goes on, because of which the alert is expected. */
  readonly expectedUntil: string | undefined;
}

interface SaidOfAlert {
  readonly what: string;
  readonly effect: string;
  readonly first: string;
}
