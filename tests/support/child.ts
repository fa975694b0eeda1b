import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A TypeScript program in a process of its own, so that it can be killed. */
interface Child {
  readonly pid: number;
  /** Lines it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves when it has printed that many lines; rejects when it ends before. */
  printed(count: number): Promise<void>;
  /** Sends the signal; for SIGKILL and SIGTERM waits for its end, after which `lines` is complete. */
  signal(signal: NodeJS.Signals): Promise<void>;
}

export function startChild(program: URL, ...args: string[]): Child {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(child, 'exit'), once(output, 'close')]);
  return {
    pid: pidOf(child),
    lines,
    async printed(count) {
      const enough = new Promise<void>((resolve) => {
        const look = () => lines.length >= count && resolve();
        output.on('line', look);
        look();
      });
      const early = ended.then(() => {
        throw new Error(`${program.pathname} ended after ${lines.length} of ${count} lines. ${complaints}`);
      });
      await Promise.race([enough, early]);
    },
    async signal(signal) {
      child.kill(signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await ended;
    },
  };
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The program could not be started.');
  return child.pid;
}
