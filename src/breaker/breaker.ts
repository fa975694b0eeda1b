import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';

/** `closed`: work runs; `open`: it is refused at once; `half-open`: one try decides which of the two comes next. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  /** Of what is behind it. It stands in error texts, so no patient's. */
  readonly name: string;
  /** Opens after so many failures that count, with no success in between. */
  readonly failures: number;
  /** Milliseconds from opening to the first try, and from each try that failed to the next. */
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
  /** Tries no more. */
  close(): void;
}

/** Nothing was attempted. */
export class BreakerOpen extends Error {
  constructor(name: string) {
    super(`${name} has failed several times in a row; until it works again nothing is sent to it.`);
    this.name = 'BreakerOpen';
  }
}

export function createBreaker({ name, failures, restMs, counts, probe, changed }: BreakerOptions): Breaker {
  const policy = circuitBreaker(
    handleWhen((error) => counts(error)),
    {
      breaker: new ConsecutiveBreaker(failures),
      // Always: when to try is decided by our own timer. Cockatiel goes by the wall clock, which may be set back.
      halfOpenAfter: Number.NEGATIVE_INFINITY,
    },
  );
  const closing = new AbortController();
  let rested: NodeJS.Timeout | undefined;
  let awaitsWork = false;
  let told: BreakerState = 'closed';

  policy.onBreak(() => {
    rested = setTimeout(tryAgain, restMs).unref();
  });
  policy.onStateChange(tell);

  function tryAgain(): void {
    if (closing.signal.aborted) return;
    awaitsWork = probe === undefined;
    // How it went is seen in the state; a failure has set the timer for the next try.
    if (probe) policy.execute(() => probe(closing.signal)).catch(() => undefined);
    tell();
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

  return {
    async run(work) {
      admit();
      return policy.execute(work);
    },
    async *stream(items) {
      admit();
      const over = Promise.withResolvers<void>();
      // What goes wrong is thrown to the reader below.
      policy.execute(() => over.promise).catch(() => undefined);
      try {
        yield* items();
        over.resolve();
      } catch (error) {
        over.reject(error);
        throw error;
      } finally {
        over.reject(leftEarly);
      }
    },
    state,
    close() {
      clearTimeout(rested);
      closing.abort();
    },
  };
}

/** Counted by nobody; without effect where the stream has ended before. */
const leftEarly = new Error('The reader left before the end.');
