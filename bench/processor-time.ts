import { allProcesses, ofProcess, withStarted } from './processes.ts';

/** Linux counts in hundredths of a second (USER_HZ), whatever the machine. */
const TICK_MILLISECONDS = 10;

export type Share = 'serve' | 'work' | 'PostgreSQL' | 'Redis' | 'the rest';

/**
 * Processor time so far of this process and all that it has started, by what they are; milliseconds (proc(5)). PostgreSQL's
 * processes leave the one that started them, so all of the machine's are counted.
 */
export function processorTime(): Record<Share, number> {
  const spent: Record<Share, number> = { serve: 0, work: 0, PostgreSQL: 0, Redis: 0, 'the rest': 0 };
  const ours = new Set(withStarted(process.pid));
  for (const pid of allProcesses()) {
    const share = shareOf(ofProcess(pid, 'cmdline').replaceAll('\0', ' '));
    if (ours.has(pid) || share === 'PostgreSQL') spent[share] += ticksOf(pid) * TICK_MILLISECONDS;
  }
  return spent;
}

function shareOf(command: string): Share {
  if (/\bsrc\/main\.ts serve\b/.test(command)) return 'serve';
  if (/\bsrc\/main\.ts work\b/.test(command)) return 'work';
  if (/\bpostgres\b/.test(command)) return 'PostgreSQL';
  return /\bredis-server\b/.test(command) ? 'Redis' : 'the rest';
}

/** Of the process, and of those it started that have ended: utime, stime, cutime and cstime, which stand after the name. */
function ticksOf(pid: number): number {
  const stat = ofProcess(pid, 'stat');
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return afterName.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
}
