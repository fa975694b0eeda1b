import type { Verdict } from './scenario.ts';

/** A line of the verdict table. */
export function row(scenario: string, { promise, measured, kept }: Verdict): string {
  return `${scenario.padEnd(18)} ${promise.padEnd(48)} ${kept ? 'kept  ' : 'BROKEN'} ${measured}\n`;
}
