import { CircuitState, circuitBreaker, handleWhen } from 'cockatiel';

/** `closed`: work runs; `open`: it is refused at once; `half-open`: one try decides which of the two comes next. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  /** Of what is behind it. It stands in error texts, so no patient's. */
  readonly name: string;
  /** Opens after so many failures that count, with no success in between. */
  readonly failures: number;
  /**
   * Milliseconds from opening to the first try, and from each try that failed to the next. Twice as long each time that
   * the work after a good try fails at once, up to {@link LONGEST_REST} times: what answers probes may not do its work.
   */
  readonly restMs: number;
  /** Whether an error says that what is behind does not work, rather than that it did not like this question. */
  counts(error: unknown): boolean;
  /**
   * The try, made by the breaker itself and by the clock: a throw that does not count says that things work, like a
   * success. It limits its own time; its signal aborts when the breaker is closed for good. Without a probe the next piece
   * of work is the try.
   */
  probe?(signal: AbortSignal): Promise<unknown>;
  /** Hears each change of state. */
  changed?(state: BreakerState): void;
}

/** Stands between callers and something that may not work, and spares both when it does not. Per process. */
export interface Breaker {
  /** Runs the work unless open. Throws {@link BreakerOpen}, or what the work throws. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /**
   * The same for work that gives its results bit by bit: it has succeeded when all are given. A reader that leaves
   * early says nothing about what is behind.
   */
  stream<T>(items: () => AsyncIterable<T>): AsyncGenerator<T>;
  state(): BreakerState;
  /** Tries at once where it is open, and resolves when it is known how that went: something was mended. */
  tryNow(): Promise<void>;
  /** Tries no more. */
  close(): void;
}

const LONGEST_REST = 8;

/** Nothing was attempted. */
export class BreakerOpen extends Error {
  constructor(name: string) {
    super(`${name} has failed several times in a row; until it works again nothing is sent to it.`);
    this.name = 'BreakerOpen';
  }
}

export function createBreaker({ name, failures, restMs, counts, probe, changed }: BreakerOptions): Breaker {
  const score = createScore(failures);
  const policy = circuitBreaker(
    handleWhen((error) => !(error instanceof Overtaken) && counts(error)),
    {
      breaker: score,
      // Always: when to try is decided by our own timer. Cockatiel goes by the wall clock, which may be set back.
      halfOpenAfter: Number.NEGATIVE_INFINITY,
    },
  );
  const closing = new AbortController();
  let rested: NodeJS.Timeout | undefined;
  let awaitsWork = false;
  let told: BreakerState = 'closed';
  let openings = 0;

  policy.onBreak(() => {
    openings += 1;
    rested = setTimeout(tryAgain, restMs * score.rests()).unref();
  });
  policy.onStateChange(tell);

  async function tryAgain(): Promise<void> {
    if (closing.signal.aborted) return;
    awaitsWork = probe === undefined;
    // How it went is seen in the state; a failure has set the timer for the next try.
    const tried = probe && policy.execute(() => probe(closing.signal)).catch(() => undefined);
    tell();
    await tried;
  }

  function state(): BreakerState {
    if (policy.state === CircuitState.Closed) return 'closed';
    return policy.state === CircuitState.HalfOpen || awaitsWork ? 'half-open' : 'open';
  }

  function tell(): void {
    const now = state();
    if (now === told) return;
    told = now;
    changed?.(now);
  }

  function admit(): void {
    if (policy.state !== CircuitState.Closed && !awaitsWork) throw new BreakerOpen(name);
    awaitsWork = false;
  }

  async function execute<T>(work: () => Promise<T>): Promise<T> {
    const begun = openings;
    const judged = () =>
      work().catch((error: unknown) => {
        throw begun === openings ? error : new Overtaken(error);
      });
    try {
      return await policy.execute(judged);
    } catch (error) {
      throw error instanceof Overtaken ? error.thrown : error;
    }
  }

  return {
    async run(work) {
      admit();
      return execute(work);
    },
    async *stream(items) {
      admit();
      const over = Promise.withResolvers<void>();
      // What goes wrong is thrown to the reader below.
      const judged = execute(() => over.promise).catch(() => undefined);
      try {
        yield* items();
        over.resolve();
      } catch (error) {
        over.reject(error);
        throw error;
      } finally {
        over.reject(leftEarly);
        await judged;
      }
    },
    state,
    async tryNow() {
      if (state() !== 'open') return;
      clearTimeout(rested);
      await tryAgain();
    },
    close() {
      clearTimeout(rested);
      closing.abort();
    },
  };
}

/** What failed was begun before the last opening, and says nothing new. */
class Overtaken extends Error {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    super();
    this.thrown = thrown;
  }
}

/** Failures in a row; after a good try one is enough, until something succeeds. */
function createScore(failures: number) {
  let inARow = 0;
  let onProbation = false;
  let rests = 1;
  return {
    state: undefined,
    success(state: CircuitState): void {
      onProbation = state === CircuitState.HalfOpen;
      inARow = 0;
      if (!onProbation) rests = 1;
    },
    failure(state: CircuitState): boolean {
      inARow += 1;
      if (state === CircuitState.Closed && onProbation) rests = Math.min(rests * 2, LONGEST_REST);
      return onProbation || inARow >= failures;
    },
    rests: () => rests,
  };
}

/** Counted by nobody; without effect where the stream has ended before. */
const leftEarly = new Error('The reader left before the end.');
