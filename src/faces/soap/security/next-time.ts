/** What is being written down while a list is made bears a time from before it, by the clock of another process perhaps. */
const overlapMs = 60_000;

/** ISO 8601, to be taken before the list is: who asks from then on next time misses nothing, and gets some of it twice. */
export function nextTime(): string {
  return new Date(Date.now() - overlapMs).toISOString();
}
