import type { BridgeEvents, Events } from '../events.ts';
import type { FailureReason } from '../sources/query.ts';

/** What came of the queries of the last quarter of an hour. */
export interface SourceHealth {
  readonly answered: number;
  readonly failed: number;
  readonly reasons: Readonly<Partial<Record<FailureReason, number>>>;
  /** Of what was answered; undefined where nothing was. */
  readonly milliseconds: { readonly median: number; readonly p95: number } | undefined;
  readonly lastFailure: { readonly reason: FailureReason; readonly text: string; readonly at: string } | undefined;
}

interface Seen {
  readonly at: number;
  readonly milliseconds: number;
  readonly reason: FailureReason | undefined;
}

const windowMs = 15 * 60_000;
/** Of one source. A busy one is measured by its last queries. */
const most = 2_000;

export interface SourceWatch {
  of(source: string): SourceHealth;
  close(): void;
}

/** Watches by the events of this process how record systems answer. */
export function createSourceWatch(events: Events): SourceWatch {
  const seen = new Map<string, Seen[]>();
  const failures = new Map<string, SourceHealth['lastFailure']>();

  function add(source: string, milliseconds: number, reason: FailureReason | undefined): void {
    const list = seen.get(source) ?? [];
    seen.set(source, list);
    list.push({ at: Date.now(), milliseconds, reason });
    if (list.length > most) list.shift();
  }

  const answered = ({ source, milliseconds }: BridgeEvents['source:query:answered'][0]) =>
    add(source, milliseconds, undefined);
  const failed = ({ source, milliseconds, reason, text }: BridgeEvents['source:query:failed'][0]) => {
    add(source, milliseconds, reason);
    failures.set(source, { reason, text, at: new Date().toISOString() });
  };
  events.on('source:query:answered', answered);
  events.on('source:query:failed', failed);

  return {
    of(source) {
      const recent = (seen.get(source) ?? []).filter(({ at }) => at > Date.now() - windowMs);
      const good = recent.filter(({ reason }) => reason === undefined);
      const times = good.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
      const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
      return {
        answered: good.length,
        failed: recent.length - good.length,
        reasons: reasonsOf(recent),
        milliseconds: times.length > 0 ? { median: at(0.5), p95: at(0.95) } : undefined,
        lastFailure: failures.get(source),
      };
    },
    close() {
      events.off('source:query:answered', answered);
      events.off('source:query:failed', failed);
    },
  };
}

function reasonsOf(recent: readonly Seen[]): SourceHealth['reasons'] {
  const counts: Partial<Record<FailureReason, number>> = {};
  for (const { reason } of recent) if (reason) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
