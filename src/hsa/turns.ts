/** Work that waits for its turn. Throws {@link Busy} when too many wait already. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

interface TurnLimits {
  readonly atOnce: number;
  readonly waiting: number;
}

/** More is asked than can be asked in a time that anybody waits. Nothing is wrong with whom it was to be asked of. */
export class Busy extends Error {
  constructor(waiting: number) {
    super(`busy: ${waiting} questions wait in line`);
  }
}

/** First come, first served. */
export function createTurns({ atOnce, waiting }: TurnLimits): Turns {
  const line: (() => void)[] = [];
  let running = 0;

  async function begin(): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (line.length >= waiting) throw new Busy(line.length);
    const { promise, resolve } = Promise.withResolvers<void>();
    line.push(resolve);
    await promise;
  }

  /** The place goes to the next in line. */
  function end(): void {
    const next = line.shift();
    if (next) next();
    else running -= 1;
  }

  return async (work) => {
    await begin();
    try {
      return await work();
    } finally {
      end();
    }
  };
}
