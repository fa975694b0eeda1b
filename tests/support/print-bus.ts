import { Writable } from 'node:stream';
import { bus } from '../../src/commands/bus.ts';
import type { Config } from '../../src/config.ts';

/** Runs `npm run bus -- …` as a function; gives its exit code and what it printed. */
export async function printBus(
  config: Config,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly text: string }> {
  const parts: string[] = [];
  const write: Writable['_write'] = (chunk, _encoding, done) => {
    parts.push(String(chunk));
    done();
  };
  const code = await bus([...args], config, new Writable({ write }));
  return { code, text: parts.join('') };
}
