/**
 * Goes one round at once and one again so many seconds after each has ended, until closed; closing waits for the round
 * under way. A round must not throw.
 */
export function keepGoing(round: () => Promise<void>, everySeconds: number): { close(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let going = go();

  async function go(): Promise<void> {
    await round();
    if (closed) return;
    timer = setTimeout(() => {
      going = go();
    }, everySeconds * 1000);
  }

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await going;
    },
  };
}
