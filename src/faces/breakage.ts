import { type BridgeError, placeOf } from '../errors.ts';
import type { Events } from '../events.ts';

/** A caller only learns INTERNAL and the correlation id; with that id engineers find here what broke, and where. */
export function tellOfBreakage(events: Events, error: BridgeError, face: string, correlationId: string): void {
  if (error.code === 'INTERNAL')
    events.emit('request:face:broke', { face, correlationId, place: placeOf(error.cause) });
}
