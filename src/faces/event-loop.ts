import { monitorEventLoopDelay } from 'node:perf_hooks';

const WINDOW_MILLISECONDS = 1_000;
const NANOSECONDS = 1_000_000;

/** How far behind this process is: the time that one turn of its event loop took, on average over the last second. */
export function watchEventLoop(): { delayMs(): number; stop(): void } {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  let delayMs = 0;
  const window = setInterval(() => {
    delayMs = delays.count > 0 ? delays.mean / NANOSECONDS : WINDOW_MILLISECONDS;
    delays.reset();
  }, WINDOW_MILLISECONDS).unref();
  return {
    delayMs: () => delayMs,
    stop() {
      clearInterval(window);
      delays.disable();
    },
  };
}
