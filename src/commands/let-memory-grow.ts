import { setFlagsFromString } from 'node:v8';

/** The engine's: by how much old memory may grow beyond what a whole collection left of it, before the next one begins. */
export const growth = { option: '--heap-growing-percent', percent: 100 } as const;

/**
 * Has the engine collect all of its memory less often. By its own measure, which spares memory, a process of the bridge is
 * due about once a second at fifty aggregates a second, since calls live just long enough to be taken for lasting; each
 * time callers wait, and the other core is busy too.
 */
export function letMemoryGrow(): void {
  setFlagsFromString(`${growth.option}=${growth.percent}`);
}
