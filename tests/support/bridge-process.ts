import { type Child, startProgram } from './child.ts';

const program = new URL('../../src/main.ts', import.meta.url);

/** One process of the bridge, which is killed and started again. */
export interface BridgeProcess {
  readonly name: string;
  readonly pid: number;
  /** Starts it, if it does not run, with more in its environment; resolves when it says that it is ready. */
  start(more?: Readonly<Record<string, string>>): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
  /** Times it ended without being told to. */
  readonly crashes: number;
  /** Operational log and complaints of all its lives, newest last. */
  output(): readonly string[];
}

export function bridgeProcess(
  name: string,
  role: 'serve' | 'work',
  environment: Readonly<Record<string, string>>,
): BridgeProcess {
  let child: Child | undefined;
  let crashes = 0;
  const past: string[] = [];

  const linesOf = ({ lines, complaints }: Child) => [...lines, ...complaints().split('\n').filter(Boolean)];

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = child;
    child = undefined;
    await ending?.signal(signal);
  }

  return {
    name,
    get pid() {
      if (!child) throw new Error(`${name} does not run.`);
      return child.pid;
    },
    async start(more = {}) {
      if (child) return;
      const started = startProgram(program, [role], { ...process.env, ...environment, ...more });
      child = started;
      void started.ended.then(() => {
        past.push(...linesOf(started));
        if (child !== started) return;
        child = undefined;
        crashes++;
      });
      await started.said(/^(ready|working) /);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    get crashes() {
      return crashes;
    },
    output: () => [...past, ...(child ? linesOf(child) : [])],
  };
}
