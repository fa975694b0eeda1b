import { readdirSync, readFileSync } from 'node:fs';

interface Resident {
  readonly megabytes: number;
  readonly count: number;
}

/** Of a process and all that it has started (proc(5)). */
export function residentOf(pid: number): Resident {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const [, parent] = /^PPid:\s+(\d+)/m.exec(status(Number(name))) ?? [];
        return parent ? [[Number(name), Number(parent)] as const] : [];
      }),
  );
  const all = [pid];
  for (const each of all) all.push(...[...parents].filter(([, parent]) => parent === each).map(([child]) => child));
  const kilobytes = all.map((each) => Number(/^VmRSS:\s+(\d+)/m.exec(status(each))?.[1] ?? 0));
  return { megabytes: kilobytes.reduce((sum, each) => sum + each, 0) / 1_024, count: all.length };
}

/** Empty when it has ended meanwhile. */
function status(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
