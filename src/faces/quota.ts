/** Says yes so many times a minute, and no to the rest. */
export function quota(perMinute: number): () => boolean {
  let minute = 0;
  let used = 0;
  return () => {
    const now = Math.floor(performance.now() / 60_000);
    if (now !== minute) {
      minute = now;
      used = 0;
    }
    used += 1;
    return used <= perMinute;
  };
}
