import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What the program understands, as its own source and its own usage say. */

let usage: string | undefined;

/** The commands of the command line. */
export function knownCommands(): string[] {
  usage ??= execFileSync(process.execPath, ['src/main.ts'], { encoding: 'utf8' });
  return [...usage.matchAll(/^ {2}(\w+) /gm)].map(([, name = '']) => name);
}

/** The variables that the configuration reads. */
export function knownVariables(): string[] {
  const source = readFileSync('src/config.ts', 'utf8');
  return [...source.matchAll(/environment\.(\w+)|(?:portFrom|keyFrom)\(environment, '(\w+)'/g)].map(
    ([, read, other = '']) => read ?? other,
  );
}
