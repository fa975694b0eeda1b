import { readFileSync } from 'node:fs';
import { startBridge } from '../../../src/bridge.ts';
import type { Config } from '../../../src/config.ts';

/** A bridge in one role, `serve`, `work` or `both`, with the complete configuration in a file; prints its service port. */
const [file = '', role] = process.argv.slice(2);
const config = JSON.parse(readFileSync(file, 'utf8')) as Config;
const { ports } = await startBridge(config, { serve: role !== 'work', work: role !== 'serve' });
console.log(ports.service ?? 'working');
