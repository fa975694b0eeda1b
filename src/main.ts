import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Most of a start is stripping types and compiling: done once for each version of a file. Beside the packages, where nobody
// else may write; where nobody at all may, what stands there is used, or nothing.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'norrbryggan', 'compiled'));

// After that, and not by an import above, or nothing of it would be kept.
const { runCommand } = await import('./commands/command-line.ts');
process.exitCode = await runCommand(process.argv.slice(2));
