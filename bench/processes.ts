import { readdirSync, readFileSync } from 'node:fs';

/** Every process of the machine (proc(5)). */
export function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** A process and all that it has started, and those in turn. */
export function withStarted(pid: number): number[] {
  const parents = allProcesses().flatMap((each) => {
    const [, parent] = /^PPid:\s+(\d+)/m.exec(ofProcess(each, 'status')) ?? [];
    return parent ? [[each, Number(parent)] as const] : [];
  });
  const all = [pid];
  for (const each of all) all.push(...parents.filter(([, parent]) => parent === each).map(([child]) => child));
  return all;
}

/** What the system tells of it in that file; empty when it has ended meanwhile. */
export function ofProcess(pid: number, file: 'status' | 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
