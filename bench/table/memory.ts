import { readFileSync, writeFileSync } from 'node:fs';
import { middle } from '../middle.ts';
import { residentOf } from '../resident.ts';
import type { Bridge } from './installation.ts';

const mebibyte = 1_024;

/** What each process holds now, and how to learn the most it has held since: megabytes, in the order of the processes. */
export function watchPeaks(pids: readonly number[]): { readonly before: readonly number[]; peaks(): number[] } {
  const before = pids.map((pid) => field(pid, 'VmRSS'));
  // Sets the highest resident size back to what it is now (proc(5)).
  for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return { before, peaks: () => pids.map((pid) => field(pid, 'VmHWM')) };
}

function field(pid: number, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / mebibyte;
}

/**
 * Memory of a bridge's processes together, looked at once a second until `ended`: how much more it was in the last
 * quarter of that time than in the first, by their medians; megabytes.
 */
export function watchGrowth({ pids }: Bridge): { ended(): { readonly growth: number; readonly now: number } } {
  const seen: number[] = [];
  const look = (): void => void seen.push(pids.reduce((sum, pid) => sum + residentOf(pid).megabytes, 0));
  look();
  const timer = setInterval(look, 1_000);
  return {
    ended() {
      clearInterval(timer);
      look();
      const quarter = Math.ceil(seen.length / 4);
      const [first, last] = [middle(seen.slice(0, quarter)), middle(seen.slice(-quarter))];
      return { growth: last - first, now: last };
    },
  };
}
