import type { AuditEntry } from './entry.ts';

/** The act by which entries’ content was disposed of; its details tell `places`, pairs of first and last number. */
export const DISPOSAL = 'log:dispose';

/** The places that an act of disposal names; none for any other entry. */
export function disposedPlaces({ action, details }: Pick<AuditEntry, 'action' | 'details'>): [number, number][] {
  const places = action === DISPOSAL ? details?.places : undefined;
  return Array.isArray(places) ? places.filter(isPlaces) : [];
}

function isPlaces(pair: unknown): pair is [number, number] {
  return Array.isArray(pair) && pair.length === 2 && pair.every(Number.isSafeInteger);
}
