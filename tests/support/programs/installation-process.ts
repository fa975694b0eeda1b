import { readFileSync } from 'node:fs';
import { startBridge } from '../../../src/bridge.ts';
import { runUntilStopped } from '../../../src/commands/serve.ts';
import type { Config } from '../../../src/config.ts';

/** One process of an installation, `serve` or `work`, with the complete configuration in a file; prints its ports. */
const [file = '', role] = process.argv.slice(2);
const config = JSON.parse(readFileSync(file, 'utf8')) as Config;
const bridge = await startBridge(config, { serve: role === 'serve', work: role === 'work' });
console.log(JSON.stringify(bridge.ports));
process.exitCode = await runUntilStopped(bridge);
