import type { Keys } from '../../bus/keyring.ts';
import { createSealer } from '../../bus/seal.ts';
import type { Events } from '../../events.ts';
import type { Store } from '../../store/index.ts';
import { type Captures, createCaptures } from './capture.ts';
import { createUnmaskingStore, type UnmaskingStore } from './store.ts';

/** What is agreed to be seen, and what is copied because of it: in every process that has a store. */
export interface UnmaskingRoom {
  readonly store: UnmaskingStore;
  readonly captures: Captures;
}

/** `key`: the same in every process of the installation. */
export function openUnmasking(store: Store, key: Keys, events: Events): UnmaskingRoom {
  const unmaskings = createUnmaskingStore(store, createSealer(key));
  return { store: unmaskings, captures: createCaptures(unmaskings, events) };
}
