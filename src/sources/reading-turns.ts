/** Who of those that read answers goes on, piece by piece. */
export interface ReadingTurns {
  /** For one answer, in the order in which they were asked for. */
  join(): Reader;
}

/** Told the length of the next piece (bytes), which is there: what resolves when it may be read, or undefined at once. */
type Reader = (bytes: number) => Promise<void> | undefined;

interface Waiting {
  readonly place: number;
  readonly go: () => void;
}

/** So much of each answer is read when it comes. Most are not longer. */
const HEAD_BYTES = 32_768;

/**
 * Of all large answers whose bytes are there, the oldest goes on, one piece at a time; `soon` calls what it is given when
 * that has been read. Were all read at once, all would be half read: what is known of each would have to be kept for long,
 * and cleaning up after that cost as much as reading. Those that wait do so in their sockets.
 */
export function createReadingTurns(soon: (next: () => void) => void = setImmediate): ReadingTurns {
  /** Oldest first. */
  const waiting: Waiting[] = [];
  let places = 0;
  let isTaken = false;

  function give(): void {
    const oldest = waiting.shift();
    isTaken = oldest !== undefined;
    if (!oldest) return;
    oldest.go();
    soon(give);
  }

  return {
    join() {
      const place = places++;
      let read = 0;
      return (bytes) => {
        read += bytes;
        if (read <= HEAD_BYTES) return undefined;
        return new Promise((go) => {
          const older = waiting.findLastIndex((other) => other.place < place);
          waiting.splice(older + 1, 0, { place, go });
          if (!isTaken) give();
        });
      };
    },
  };
}
