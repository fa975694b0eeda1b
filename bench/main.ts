import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { benchAudit } from './audit.ts';
import { benchCost } from './cost.ts';
import { benchDeliveries } from './deliveries.ts';
import { benchDirectory } from './directory.ts';
import { benchDirectoryCopy } from './directory-copy.ts';
import { benchEngagements } from './engagements.ts';
import { benchLasting } from './lasting.ts';
import { benchLogSearch } from './log-search.ts';
import { benchOperations } from './operations.ts';
import { benchPortal } from './portal.ts';
import { soak } from './soak.ts';
import { benchTable } from './table/index.ts';
import { benchTracing } from './tracing.ts';

const usage = `npm run bench [-- --json FILE]     what the bridge is to reach: throughput against a bare fan-out, added time, memory, start
npm run bench -- --long            the rest, one after the other: those below that have a long form, and the soak
npm run bench -- rows ROW…         of the table only what these rows are measured with
npm run bench -- mix [--long]      the row mix alone, --long: over 15 minutes
npm run bench -- cost              processor time of one aggregate, by who uses it
npm run bench -- lasting           how much of what calls need stays in memory when they are over
npm run bench -- soak [REQUESTS]   memory over many requests
npm run bench -- audit [--long]    what the access log costs; a log of 50,000 entries verified, --long: of a million
npm run bench -- tracing           what following every call costs
npm run bench -- deliveries [--long]    5,000 notifications to a subscriber that is down half of the time, --long: 100,000
npm run bench -- directory         lookups over an LDAP server and from the cache
npm run bench -- directory-copy [--long]  a care directory of 80,000 copied and asked, --long: of 800,000
npm run bench -- engagements [--long]   an engagement index of a million, --long: of fifteen million
npm run bench -- log-search [--long]    searches in an access log of 100,000 entries, --long: of a million
npm run bench -- operations        the engineer's pages with 100,000 messages waiting and 500 events a second
npm run bench -- portal            a patient with 3,000 records in a browser: drawing and scrolling
`;

/** Gives the exit code. */
type Bench = (options: readonly string[]) => Promise<number>;

const isLong = (options: readonly string[]): boolean => options.includes('--long');
const benches: Readonly<Record<string, Bench>> = {
  rows: (only) => benchTable({ only }),
  mix: (options) => benchTable({ only: ['mix'], mixSeconds: isLong(options) ? 900 : 60 }),
  soak: ([requests]) => soak(Number(requests ?? 10_000)),
  cost: () => benchCost(),
  lasting: () => benchLasting(),
  audit: (options) => benchAudit(isLong(options)),
  deliveries: (options) => benchDeliveries(isLong(options)),
  directory: () => benchDirectory(),
  'directory-copy': (options) => benchDirectoryCopy(isLong(options)),
  engagements: (options) => benchEngagements(isLong(options)),
  'log-search': (options) => benchLogSearch(isLong(options)),
  operations: () => benchOperations(),
  portal: () => benchPortal(),
  tracing: () => benchTracing(),
};
const longOnes = ['soak', 'mix', 'audit', 'log-search', 'directory-copy', 'engagements', 'deliveries'];

/** `npm run bench`: ratios within one run. */
const [name, ...options] = process.argv.slice(2);
if (name === undefined) process.exitCode = await benchTable({});
else if (name === '--json' && options[0] !== undefined) process.exitCode = await benchTable({ jsonFile: options[0] });
else if (name === '--long') process.exitCode = await allLong();
else if (Object.hasOwn(benches, name)) process.exitCode = await benches[name]?.(options);
else {
  process.stderr.write(usage);
  process.exitCode = 2;
}

/** Each in a process of its own, so that none finds the memory of another. */
async function allLong(): Promise<number> {
  let failed = 0;
  for (const long of longOnes) {
    process.stdout.write(`\n${long}\n`);
    const options = long === 'soak' ? [] : ['--long'];
    const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, long, ...options], {
      stdio: 'inherit',
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}
