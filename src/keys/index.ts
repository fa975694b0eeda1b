/** Keys and certificates of our own: read from their files, and taken into use anew when those change. */
export { type KeyPairPlace, readKeyPair } from './key-pair.ts';
export { type LiveDispatcher, liveDispatcher } from './live-dispatcher.ts';
export { type LivePair, livePair, type Trusted, unchanging } from './live-pair.ts';
export { anybodyMayRead } from './private-file.ts';
export { showTo } from './server-context.ts';
export { type KeyWatch, watchKeys } from './watch.ts';
