import type { BreakerState } from '../../breaker/index.ts';
import type { Config } from '../../config.ts';
import type { BridgeEvents, Events } from '../../events.ts';
import type { ProcessLine } from '../../processes/index.ts';
import type { FailureReason } from '../../sources/query.ts';
import type { Condition } from '../alert.ts';
import type { Look } from './look.ts';

interface SourcesLookParts {
  readonly config: Pick<Config, 'sources' | 'overview'>;
  readonly events: Events;
  readonly processes: () => Promise<readonly ProcessLine[]>;
}

interface Outcome {
  readonly failure: FailureReason | undefined;
  readonly milliseconds: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A source is judged by its last answers, however long ago: that nobody asks does not mend it. */
const judged = 10;
const fewest = 3;
/** When another process was answered so long after, what this one saw before says nothing any more. */
const outdatedMs = 60_000;
/** The bridge's own doing, of which other alerts tell. */
const ownFailures: readonly FailureReason[] = ['busy', 'abandoned', 'bus-unavailable'];

/** Record systems that fail more often than not, are not asked any more, or are slow more often than not. */
export function sourcesLook({ config, events, processes }: SourcesLookParts): Look {
  const latest = new Map<string, Outcome[]>();
  /** Those that some process spared at the last look. */
  const spared = new Set<string>();

  function note(source: string, outcome: Omit<Outcome, 'at'>): void {
    latest.set(source, [...(latest.get(source) ?? []), { ...outcome, at: Date.now() }].slice(-judged));
  }
  const answered = ({ source, milliseconds }: BridgeEvents['source:query:answered'][0]) =>
    note(source, { failure: undefined, milliseconds });
  const failed = ({ source, milliseconds, reason }: BridgeEvents['source:query:failed'][0]) => {
    if (!ownFailures.includes(reason)) note(source, { failure: reason, milliseconds });
  };
  events.on('source:query:answered', answered);
  events.on('source:query:failed', failed);

  return {
    kinds: ['SourceFailing', 'SourceSlow'],
    async look() {
      const running = (await processes()).filter(({ silent }) => !silent);
      return config.sources.flatMap(({ hsaId }) => {
        const isSpared = running.some(({ breakers }) => isOpen(breakers[hsaId]));
        const wasMended = spared.has(hsaId) && !isSpared;
        if (wasMended || isOutdated(latest.get(hsaId)?.at(-1), hsaId, running)) latest.delete(hsaId);
        if (isSpared) spared.add(hsaId);
        else spared.delete(hsaId);
        return conditionsOf(hsaId, latest.get(hsaId) ?? [], isSpared, config.overview.slowMs);
      });
    },
    close() {
      events.off('source:query:answered', answered);
      events.off('source:query:failed', failed);
    },
  };
}

/** A process that nobody asks by leaves it to those that ask. */
function isOutdated(last: Outcome | undefined, source: string, running: readonly ProcessLine[]): boolean {
  return (
    last !== undefined &&
    running.some(({ sources }) => Date.parse(sources[source]?.lastAnswered ?? '') - last.at > outdatedMs)
  );
}

export function isOpen(state: BreakerState | undefined): boolean {
  return state === 'open' || state === 'half-open';
}

function conditionsOf(
  subject: string,
  outcomes: readonly Outcome[],
  isSpared: boolean,
  slowMs: number,
): readonly Condition[] {
  const failures = outcomes.filter(({ failure }) => failure !== undefined);
  const isFailing = outcomes.length >= fewest && failures.length * 2 > outcomes.length;
  if (isFailing || isSpared) {
    const reason = failures.findLast(({ failure }) => failure !== 'breaker-open')?.failure ?? 'breaker-open';
    return [{ kind: 'SourceFailing', subject, facts: { failed: failures.length, of: outcomes.length, reason } }];
  }
  const good = outcomes.filter(({ failure }) => failure === undefined);
  const slow = good.filter(({ milliseconds }) => milliseconds > slowMs);
  if (good.length < fewest || slow.length * 2 <= good.length) return [];
  const seconds = Math.round(Math.max(...slow.map(({ milliseconds }) => milliseconds)) / 1000);
  return [{ kind: 'SourceSlow', subject, facts: { slow: slow.length, of: good.length, seconds } }];
}
