/** Wakes whoever waits at that moment; a ring nobody waits for is forgotten. Look before each wait. */
export interface Bell {
  ring(): void;
  heard(): Promise<void>;
}

export function createBell(): Bell {
  let next = Promise.withResolvers<void>();
  return {
    ring() {
      next.resolve();
      next = Promise.withResolvers<void>();
    },
    heard: () => next.promise,
  };
}
