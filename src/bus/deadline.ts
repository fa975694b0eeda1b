/** Timers reach 24 days. A deadline farther away than that counts as that. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls `passed` when the time (epoch milliseconds) has come. */
export function atDeadline(deadline: number, passed: () => void): NodeJS.Timeout {
  return setTimeout(passed, Math.min(deadline - Date.now(), LONGEST_TIMER));
}
