import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * `npm run check`: format, lint, types, dead code and the rules between rooms, two at a time; all of them, whatever one
 * finds. The longest come first.
 */
const waiting = ['tsc --noEmit', 'tsc --noEmit -p src/portal', 'depcruise src tests chaos', 'biome check .', 'knip'];

async function takeTurns(): Promise<void> {
  for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) {
    const child = spawn(`${command} 2>&1`, { shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
    const [found, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    process.stdout.write(`> ${command}\n${found}`);
    if (code !== 0) process.exitCode = 1;
  }
}

await Promise.all([takeTurns(), takeTurns()]);
