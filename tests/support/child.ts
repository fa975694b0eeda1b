import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A TypeScript program in a process of its own, so that it can be killed. */
export interface Child {
  readonly pid: number;
  /** Lines it has printed so far. */
  readonly lines: readonly string[];
  /** What it has written to stderr so far. */
  complaints(): string;
  /** Resolves when it has printed that many lines; rejects when it ends before. */
  printed(count: number): Promise<void>;
  /** Resolves with the first line that it prints which matches; rejects when it ends before. */
  said(pattern: RegExp): Promise<string>;
  /** Resolves when it has ended, after which `lines` is complete. */
  readonly ended: Promise<void>;
  /** Sends the signal; for SIGKILL and SIGTERM waits for its end, after which `lines` is complete. */
  signal(signal: NodeJS.Signals): Promise<void>;
}

export function startChild(program: URL, ...args: string[]): Child {
  return startProgram(program, args, process.env);
}

export function startProgram(program: URL, args: readonly string[], env: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(program), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(child, 'exit'), once(output, 'close')]).then(() => undefined);

  /** Looks at the lines so far, and at each new one, until `find` gives something. */
  async function watch<T>(find: () => T | undefined, awaited: string): Promise<T> {
    const found = new Promise<T>((resolve) => {
      const look = () => {
        const what = find();
        if (what === undefined) return;
        output.off('line', look);
        resolve(what);
      };
      output.on('line', look);
      look();
    });
    const early = ended.then(() => {
      throw new Error(`${program.pathname} ended after ${lines.length} lines without ${awaited}. ${complaints}`);
    });
    return Promise.race([found, early]);
  }

  return {
    pid: pidOf(child),
    lines,
    complaints: () => complaints,
    printed: (count) => watch(() => (lines.length >= count ? true : undefined), `${count} lines`).then(() => undefined),
    said: (pattern) => watch(() => lines.find((line) => pattern.test(line)), `a line that matches ${pattern}`),
    ended,
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
