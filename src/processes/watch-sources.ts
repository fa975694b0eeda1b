import type { BridgeEvents, Events } from '../events.ts';
import type { FailureReason } from '../sources/query.ts';

/** What came of the queries to one record system in the last quarter of an hour. Counts of several processes add up. */
export interface SourceCounts {
  readonly answered: number;
  readonly reasons: Readonly<Partial<Record<FailureReason, number>>>;
  /** How long the answers took: how many by {@link timeClass}. */
  readonly times: Readonly<Record<number, number>>;
  readonly lastFailure: LastFailure | undefined;
  /** ISO 8601, however long ago. */
  readonly lastAnswered: string | undefined;
}

export interface LastFailure {
  readonly reason: FailureReason;
  /** In the bridge's own words. */
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
  readonly correlationId: string;
}

interface Minute {
  readonly minute: number;
  answered: number;
  readonly reasons: Partial<Record<FailureReason, number>>;
  readonly times: Record<number, number>;
}

const windowMinutes = 15;
/** Each class ends a tenth above the one before it. */
const growth = 1.1;

/** The class that a time belongs to; its end is at most a tenth longer. */
export function timeClass(milliseconds: number): number {
  return Math.ceil(Math.log(Math.max(1, milliseconds)) / Math.log(growth));
}

/** The longest time of a class, in milliseconds. */
export function endOfClass(timeClass: number): number {
  return Math.round(growth ** timeClass);
}

export interface SourceWatch {
  /** By HSA-id of the record system; of those that this process has asked. */
  counts(): Readonly<Record<string, SourceCounts>>;
}

/** Counts by the events of this process how record systems answer. */
export function watchSources(events: Events, now: () => number = Date.now): SourceWatch {
  const minutes = new Map<string, Minute[]>();
  const failures = new Map<string, LastFailure>();
  const answers = new Map<string, string>();

  function current(source: string): Minute {
    const recent = minutesOf(source);
    const minute = Math.floor(now() / 60_000);
    const last = recent.at(-1);
    if (last?.minute === minute) return last;
    const begun = { minute, answered: 0, reasons: {}, times: {} };
    minutes.set(source, [...recent, begun]);
    return begun;
  }

  function minutesOf(source: string): Minute[] {
    const oldest = Math.floor(now() / 60_000) - windowMinutes;
    return (minutes.get(source) ?? []).filter(({ minute }) => minute > oldest);
  }

  events.on('source:query:answered', ({ source, milliseconds }: BridgeEvents['source:query:answered'][0]) => {
    const minute = current(source);
    minute.answered += 1;
    answers.set(source, new Date(now()).toISOString());
    add(minute.times, timeClass(milliseconds), 1);
  });
  events.on(
    'source:query:failed',
    ({ source, reason, text, correlationId }: BridgeEvents['source:query:failed'][0]) => {
      add(current(source).reasons, reason, 1);
      failures.set(source, { reason, text, correlationId, at: new Date(now()).toISOString() });
    },
  );

  return {
    counts: () =>
      Object.fromEntries(
        [...new Set([...minutes.keys(), ...failures.keys()])].map((source) => {
          const counts = minutesOf(source).map((minute) => ({ ...minute, ...neverYet }));
          const last = { lastFailure: failures.get(source), lastAnswered: answers.get(source) };
          return [source, addedCounts([...counts, { ...noCounts, ...last }])];
        }),
      ),
  };
}

const neverYet = { lastFailure: undefined, lastAnswered: undefined };
const noCounts: SourceCounts = { answered: 0, reasons: {}, times: {}, ...neverYet };

/** Of several processes, or of several minutes, together. */
export function addedCounts(all: readonly SourceCounts[]): SourceCounts {
  const reasons: Partial<Record<FailureReason, number>> = {};
  const times: Record<number, number> = {};
  for (const counts of all) {
    for (const [reason, count] of Object.entries(counts.reasons)) add(reasons, reason as FailureReason, count);
    for (const [time, count] of Object.entries(counts.times)) add(times, Number(time), count);
  }
  return {
    answered: all.reduce((sum, { answered }) => sum + answered, 0),
    reasons,
    times,
    lastFailure: all
      .flatMap(({ lastFailure }) => lastFailure ?? [])
      .sort((one, other) => other.at.localeCompare(one.at))[0],
    lastAnswered: all
      .flatMap(({ lastAnswered }) => lastAnswered ?? [])
      .toSorted()
      .at(-1),
  };
}

function add<Key extends PropertyKey>(counts: Partial<Record<Key, number>>, key: Key, count: number): void {
  counts[key] = (counts[key] ?? 0) + count;
}
