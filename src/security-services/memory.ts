/** More would mean that nothing is asked twice anyhow. */
const largest = 10_000;

/** Answers that may be given again for a while, in this process alone. */
export interface Memory {
  recall<Answer>(key: string): Answer | undefined;
  keep(key: string, answer: object): void;
  clear(): void;
}

/** `maxAgeMs` 0: nothing is kept. */
export function createMemory(maxAgeMs: number): Memory {
  const kept = new Map<string, { readonly answer: object; readonly until: number }>();
  return {
    recall<Answer>(key: string) {
      const found = kept.get(key);
      return found && performance.now() < found.until ? (found.answer as Answer) : undefined;
    },
    keep(key, answer) {
      if (maxAgeMs === 0) return;
      if (kept.size >= largest) kept.clear();
      kept.set(key, { answer, until: performance.now() + maxAgeMs });
    },
    clear: () => kept.clear(),
  };
}
