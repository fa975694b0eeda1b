export type { KeyPairPlace } from './key-pair.ts';
export { type LiveDispatcher, liveDispatcher } from './live-dispatcher.ts';
export { type LivePair, livePair, type Trusted, unchanging } from './live-pair.ts';
export { showTo } from './server-context.ts';
export { watchKeys } from './watch.ts';
