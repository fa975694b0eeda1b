import type { Gathered } from './records.ts';

/** Whether there may be more than was gathered: then nobody knows the number. */
export function isIncomplete({ coverage, notes, notPermitted }: Gathered): boolean {
  return (
    notPermitted.length > 0 ||
    notes.has('identities-unverified') ||
    notes.has('checks-unavailable') ||
    coverage.some((source) => source.outcome === 'failed')
  );
}
