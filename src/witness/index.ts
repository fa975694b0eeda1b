/**
 * Witnessing: bridges, and programs of others, watch that each log only grows and is shown to all alike, and say so with
 * their signatures. Heads and proofs alone; nothing here ever meets an entry.
 */

export { type Alarms, createAlarms } from './alarms.ts';
export { askWitnesses, type Testimony } from './ask-witnesses.ts';
export { cosign, verifyCosignatures } from './cosignature.ts';
export { openFolderState } from './folder-state.ts';
export { createCollecting, type OwnLog } from './own-log.ts';
export { connectPeer } from './peer.ts';
export { keepGoing } from './rounds.ts';
export { followed, startWitnessing, type Witnessing } from './start.ts';
export type { Evidence, WitnessState } from './state.ts';
export { type CosignedHeads, cosignedHeads, storedState } from './store.ts';
export { createWitness } from './witness.ts';
