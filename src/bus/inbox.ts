import { createBell } from './bell.ts';

/** Items for one reader, in order. After a failure the reader still gets what came before it, then the failure. */
export interface Inbox<Item> {
  put(item: Item): void;
  fail(reason: unknown): void;
  take(): Promise<Item>;
}

export function createInbox<Item>(): Inbox<Item> {
  const items: Item[] = [];
  let failure: { readonly reason: unknown } | undefined;
  const bell = createBell();
  return {
    put(item) {
      items.push(item);
      bell.ring();
    },
    fail(reason) {
      failure ??= { reason };
      bell.ring();
    },
    async take() {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) return item;
        if (failure) throw failure.reason;
        await bell.heard();
      }
    },
  };
}
