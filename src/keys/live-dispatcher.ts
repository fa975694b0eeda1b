import type { Dispatcher } from 'undici';
import type { Trusted } from './live-pair.ts';

/** Connections that show what is in force: none outlives its certificate by more than the request it is busy with. */
export interface LiveDispatcher {
  /** For the next request; never kept. */
  readonly current: Dispatcher;
  /** Lets requests under way finish. */
  close(): Promise<void>;
  /** Breaks them off. */
  destroy(): Promise<void>;
}

/** `pair`: undefined = nothing is shown. `make` is called anew for each change. */
export function liveDispatcher(pair: Pick<Trusted, 'whenChanged'> | undefined, make: () => Dispatcher): LiveDispatcher {
  let current = make();
  const retiring = new Set<Dispatcher>();
  const forget = pair?.whenChanged(() => {
    const before = current;
    current = make();
    retiring.add(before);
    // Closes idle connections at once, the others when their requests are done.
    void before.close().finally(() => retiring.delete(before));
  });
  const end = async (how: (dispatcher: Dispatcher) => Promise<void>): Promise<void> => {
    forget?.();
    await Promise.all([current, ...retiring].map(how));
  };
  return {
    get current() {
      return current;
    },
    close: () => end((dispatcher) => (retiring.has(dispatcher) ? dispatcher.destroy() : dispatcher.close())),
    destroy: () => end((dispatcher) => dispatcher.destroy()),
  };
}
