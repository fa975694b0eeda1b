import { monitorEventLoopDelay } from 'node:perf_hooks';

const WINDOW_MILLISECONDS = 1_000;
const NANOSECONDS = 1_000_000;

/**
 * How far behind this process is: the time that one turn of its event loop took, on average over a second; of the last two
 * seconds the better one, so that one long pause is not taken for overload.
 */
export function watchEventLoop(): { delayMs(): number; stop(): void } {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  let [former, latest] = [0, 0];
  const window = setInterval(() => {
    former = latest;
    latest = delays.count > 0 ? delays.mean / NANOSECONDS : WINDOW_MILLISECONDS;
    delays.reset();
  }, WINDOW_MILLISECONDS).unref();
  return {
    delayMs: () => Math.min(former, latest),
    stop() {
      clearInterval(window);
      delays.disable();
    },
  };
}
