import { ofProcess, withStarted } from './processes.ts';

interface Resident {
  readonly megabytes: number;
  readonly count: number;
}

/** Of a process and all that it has started (proc(5)). */
export function residentOf(pid: number): Resident {
  const all = withStarted(pid);
  const kilobytes = all.map((each) => Number(/^VmRSS:\s+(\d+)/m.exec(ofProcess(each, 'status'))?.[1] ?? 0));
  return { megabytes: kilobytes.reduce((sum, each) => sum + each, 0) / 1_024, count: all.length };
}
