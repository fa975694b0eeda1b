const WIDTH = 30;

/** A bar on standard error while something long runs; nothing where that is no terminal. */
export function progressBar(verb: string): { show(done: number, all: number): void; end(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  return {
    show(done, all) {
      const filled = Math.round((WIDTH * done) / Math.max(all, 1));
      stderr.write(`\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done} of ${all} ${verb}`);
    },
    end: () => void stderr.write('\r\x1b[K'),
  };
}
