import { type BreakerState, createBreaker } from '../breaker/index.ts';
import { placeOf } from '../errors.ts';
import { type AttemptParts, createAttempt } from './attempt.ts';
import { DeliveryFailure } from './delivery.ts';
import { every } from './every.ts';
import { ENOUGH, type Wakes } from './wakes.ts';

/** One destination, as a process sends to it. */
export interface Sending {
  breaker(): BreakerState;
  /** `performance.now()` when an attempt last began or ended. */
  moved(): number;
  running(): number;
  /** Takes no more, and resolves when what is under way has ended. */
  close(): Promise<void>;
}

type SendingParts = Omit<AttemptParts, 'next'> & { readonly wakes: Wakes };

const SWEEP_MS = 1_000;
/** Failures in a row before the destination is spared. */
const FAILURES = 5;

/**
 * Works on a destination's wakes. Each is one attempt at the head of one key. A sweep looks in the store for heads that
 * are due and not on the bus: those whose wake was lost, whose wait after a failure is over, or that were too many to be
 * put there at once.
 */
export async function startSending(parts: SendingParts): Promise<Sending> {
  const { destination, ledger, settings, events, wakes, stopping } = parts;
  const { name, concurrency: atOnce, perSecond } = destination;
  const attempt = createAttempt({ ...parts, next: wakes.tell });
  const queue = wakes.of(name);
  let running = 0;
  let moved = performance.now();
  /** Of the last sweep, what has not been worked on; more may be due when it was as much as one sweep takes. */
  let swept = 0;
  let more = false;

  const breaker = createBreaker({
    name,
    failures: FAILURES,
    restMs: settings.probeMs,
    counts: (error) => error instanceof DeliveryFailure && error.failure !== 'never',
    probe,
    changed(state) {
      events.emit('breaker:state:changed', { target: name, state });
      if (state === 'closed') resume();
      else worker.pause().catch(told);
    },
  });

  let probing: Promise<unknown> = Promise.resolve();
  function probe(signal: AbortSignal): Promise<void> {
    const trial = pingOrTry(signal);
    probing = trial.catch(() => undefined);
    return trial;
  }

  async function pingOrTry(signal: AbortSignal): Promise<void> {
    const limited = AbortSignal.any([signal, stopping, AbortSignal.timeout(settings.leaseMs)]);
    if (!destination.ping) return tryOne();
    try {
      await destination.ping(limited);
    } catch (thrown) {
      // What answers, if only that it knows no ping, is tried with a message.
      if (limited.aborted || !isAnswer(thrown)) throw thrown;
      await tryOne();
    }
  }

  async function tryOne(): Promise<void> {
    let failure: { readonly thrown: unknown } | undefined;
    await working(async () => {
      const [claim] = await ledger.claim(await ledger.due(name, 1), settings.leaseMs);
      if (!claim) return;
      await attempt(claim, (work) =>
        work().catch((thrown: unknown) => {
          failure = { thrown };
          throw thrown;
        }),
      );
    }).catch((thrown: unknown) => {
      told(thrown);
      failure = { thrown: new DeliveryFailure('not-sent', 'store-unavailable', 'The outbox cannot be read.') };
    });
    if (failure) throw failure.thrown;
  }

  async function woken(id: string): Promise<void> {
    await working(async () => {
      // What is not taken now is still due, and found by the next sweep.
      const [claim] = breaker.state() === 'closed' ? await ledger.claim([id], settings.leaseMs) : [];
      if (claim) await attempt(claim, breaker.run);
    }).catch(told);
    if (--swept < ENOUGH / 2 && more) sweep();
  }

  async function working(work: () => Promise<void>): Promise<void> {
    running++;
    moved = performance.now();
    try {
      await work();
    } finally {
      running--;
      moved = performance.now();
    }
  }

  async function sweep(): Promise<void> {
    more = false;
    try {
      if (breaker.state() !== 'closed' || stopping.aborted || (await queue.depth()) >= ENOUGH) return;
      const ids = await ledger.due(name, ENOUGH);
      await queue.wake(ids);
      swept = ids.length;
      more = ids.length === ENOUGH;
    } catch (thrown) {
      told(thrown);
    }
  }

  function told(thrown: unknown): void {
    events.emit('delivery:sweep:failed', { destination: name, place: placeOf(thrown) });
  }

  function resume(): void {
    worker.resume();
    sweep();
  }

  const worker = await queue.work({ atOnce, perSecond }, woken);
  const sweeping = every(SWEEP_MS, sweep);
  const reminding = every(10 * SWEEP_MS, () => worker.remind().catch(told));
  return {
    breaker: breaker.state,
    moved: () => moved,
    running: () => running,
    async close() {
      breaker.close();
      await Promise.all([sweeping.stop(), reminding.stop()]);
      await Promise.all([worker.close(), probing]);
    },
  };
}

/** Somebody is there and said something, though no yes. */
function isAnswer(thrown: unknown): boolean {
  if (!(thrown instanceof DeliveryFailure)) return false;
  return thrown.failure === 'not-now' || thrown.failure === 'never' || thrown.reason === 'bad-data';
}
