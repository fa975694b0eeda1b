import type { Fault } from './fault.ts';

/**
 * What happened when entries do not stand at their own numbers. From one entry it cannot be told whether those before it
 * are gone or only changed places; the next one tells.
 *
 * @param place where the first wrong one stands; `found` the number it bears; `next` the number of the one after it.
 */
export function displaced(place: number, found: number, next: number | undefined): Fault {
  const shift = found - place;
  const goesOn = next === undefined || next === found + 1;
  if (shift > 0 && goesOn) return { kind: 'missing', from: place, to: found - 1 };
  if (shift === -1 && goesOn) return { kind: 'inserted', sequence: place - 1 };
  return { kind: 'reordered', sequence: place, found };
}
