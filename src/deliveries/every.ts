/** Does it now and then, one at a time, with so long in between; `work` must not throw. */
export function every(milliseconds: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = Promise.resolve();
  const round = () => {
    running = work().finally(() => {
      if (!stopped) timer = setTimeout(round, milliseconds).unref();
    });
  };
  round();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
