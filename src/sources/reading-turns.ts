import { type Priority, priorityNumber } from './priority.ts';

/** Who of those that read answers goes on, piece by piece. */
export interface ReadingTurns {
  /** For one answer, in the order in which they were asked for. Default `interactive`. */
  join(priority?: Priority): Reader;
}

/** Told the length of the next piece (bytes), which is there: what resolves when it may be read, or undefined at once. */
type Reader = (bytes: number) => Promise<void> | undefined;

interface Place {
  readonly priority: number;
  /** In the order of joining. */
  readonly number: number;
}

interface Waiting extends Place {
  readonly go: () => void;
}

/** So much of each answer is read when it comes. Most are not longer. */
const HEAD_BYTES = 32_768;

/**
 * Of all large answers whose bytes are there, the most pressing goes on, and of those the oldest, one piece at a time;
 * `soon` calls what it is given when that has been read. Were all read at once, all would be half read: what is known of
 * each would have to be kept for long, and cleaning up after that cost as much as reading. Those that wait do so in their
 * sockets.
 */
export function createReadingTurns(soon: (next: () => void) => void = setImmediate): ReadingTurns {
  /** Who goes on first stands first. */
  const waiting: Waiting[] = [];
  let joined = 0;
  let isTaken = false;

  function give(): void {
    const first = waiting.shift();
    isTaken = first !== undefined;
    if (!first) return;
    first.go();
    soon(give);
  }

  return {
    join(priority = 'interactive') {
      const place = { priority: priorityNumber[priority], number: joined++ };
      let read = 0;
      return (bytes) => {
        read += bytes;
        if (read <= HEAD_BYTES) return undefined;
        return new Promise((go) => {
          const before = waiting.findLastIndex((other) => goesBefore(other, place));
          waiting.splice(before + 1, 0, { ...place, go });
          if (!isTaken) give();
        });
      };
    },
  };
}

function goesBefore(one: Place, other: Place): boolean {
  return one.priority === other.priority ? one.number < other.number : one.priority < other.priority;
}
