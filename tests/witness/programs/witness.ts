import { witness } from '../../../src/commands/witness.ts';

process.exitCode = await witness(process.argv.slice(2), process.stdout);
