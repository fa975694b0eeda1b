import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (USER_HZ), whatever the machine. */
const TICK_MILLISECONDS = 10;

export type Share = 'serve' | 'work' | 'PostgreSQL' | 'Redis' | 'the rest';

/**
 * Processor time so far of this process and all that it has started, by what they are; milliseconds (proc(5)). PostgreSQL's
 * processes leave the one that started them, so all of the machine's are counted.
 */
export function processorTime(): Record<Share, number> {
  const spent: Record<Share, number> = { serve: 0, work: 0, PostgreSQL: 0, Redis: 0, 'the rest': 0 };
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const processes = all.flatMap((pid) => read(Number(pid)));
  const ours = new Set([process.pid]);
  // In the order of their numbers, a process comes after the one that started it.
  for (const { pid, parent, command, ticks } of processes.sort((one, other) => one.pid - other.pid)) {
    const share = shareOf(command);
    if (ours.has(parent)) ours.add(pid);
    if (ours.has(pid) || share === 'PostgreSQL') spent[share] += ticks * TICK_MILLISECONDS;
  }
  return spent;
}

function shareOf(command: string): Share {
  if (/\bsrc\/main\.ts serve\b/.test(command)) return 'serve';
  if (/\bsrc\/main\.ts work\b/.test(command)) return 'work';
  if (/\bpostgres\b/.test(command)) return 'PostgreSQL';
  return /\bredis-server\b/.test(command) ? 'Redis' : 'the rest';
}

/** Nothing when it has ended meanwhile. What its own ended ones used counts as its own. */
function read(pid: number): { pid: number; parent: number; command: string; ticks: number }[] {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent, ...rest] = status
      .slice(status.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = rest.slice(9, 13).reduce((sum, each) => sum + each, 0);
    return [{ pid, parent: parent ?? 0, command, ticks }];
  } catch {
    return [];
  }
}
