import type { Happening } from './listen.ts';

/** What went wrong lately, alike together; and how much went on. */
export interface Lately {
  /** Latest first. */
  readonly wrongs: readonly Wrong[];
  /** When calls were answered, in the last ten seconds; epoch milliseconds. */
  readonly calls: readonly number[];
}

export interface Wrong {
  /** What makes it one with others: its name, and what it is about. */
  readonly key: string;
  readonly name: string;
  readonly about: string | undefined;
  readonly reason: string | undefined;
  readonly count: number;
  /** Of the latest. */
  readonly at: string;
  readonly correlationId: string | undefined;
}

export const nothingYet: Lately = { wrongs: [], calls: [] };

const shown = 20;
const windowMs = 10_000;
const isWrong = /:(failed|refused|died|broke|lost|vanished|stale|dropped|stalled|missing|unreachable|changed|expired)$/;

/** With what has happened since, however much that is. */
export function lately({ wrongs, calls }: Lately, happened: readonly Happening[], now: number): Lately {
  const by = new Map(wrongs.map((wrong) => [wrong.key, wrong]));
  for (const happening of happened) {
    if (!isWrong.test(happening.name)) continue;
    const wrong = wrongOf(happening);
    const count = (by.get(wrong.key)?.count ?? 0) + 1;
    // The latest stands last in the map.
    by.delete(wrong.key);
    by.set(wrong.key, { ...wrong, count });
  }
  const answered = happened.flatMap(({ name, at }) => (name === 'request:face:finished' ? [Date.parse(at)] : []));
  return {
    wrongs: [...by.values()].sort((one, other) => other.at.localeCompare(one.at)).slice(0, shown),
    calls: [...calls, ...answered].filter((at) => at > now - windowMs),
  };
}

/** Calls answered in a second, over the last ten. */
export function callsPerSecond({ calls }: Lately): number {
  return Math.round((calls.length / windowMs) * 10_000) / 10;
}

function wrongOf({ name, at, facts }: Happening): Omit<Wrong, 'count'> {
  const about = text(facts, 'source', 'destination', 'target', 'service', 'queue', 'face', 'peer');
  const reason = text(facts, 'reason', 'state', 'code', 'place', 'text');
  return {
    key: [name, about, reason].join(' '),
    ...{ name, at, about, reason },
    correlationId: text(facts, 'correlationId'),
  };
}

function text(facts: Happening['facts'], ...names: readonly string[]): string | undefined {
  const value = names.map((name) => facts[name]).find((each) => typeof each === 'string' && each !== '');
  return value as string | undefined;
}
