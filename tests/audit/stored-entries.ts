import type { StoredEntry } from '../../src/audit/index.ts';
import { sampleEntry, sampleRefusal } from './sample-entry.ts';

let sequence = 0;

/** A sample entry as the store would give it. */
export function stored(facts: Partial<StoredEntry> = {}): StoredEntry {
  return { ...sampleEntry(facts), sequence: sequence++ };
}

export function storedRefusal(facts: Partial<StoredEntry> = {}): StoredEntry {
  return { ...sampleRefusal(facts), sequence: sequence++ };
}

/** Somebody who reads. */
export function by(hsaId: string, name: string | undefined = 'Vouched For') {
  return { hsaId, name, commission: undefined };
}
