import { benchAudit } from './audit.ts';
import { benchDeliveries } from './deliveries.ts';
import { benchDirectory } from './directory.ts';
import { benchDirectoryCopy } from './directory-copy.ts';
import { benchEngagements } from './engagements.ts';
import { benchLogSearch } from './log-search.ts';
import { benchOperations } from './operations.ts';
import { benchPortal } from './portal.ts';
import { soak } from './soak.ts';
import { benchTable } from './table/index.ts';
import { benchTracing } from './tracing.ts';

const usage = `npm run bench [-- --json FILE]     what the bridge is to reach: throughput against a bare fan-out, added time, memory, start
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

/** `npm run bench`: ratios within one run. */
const [name, option] = process.argv.slice(2);
if (name === undefined) process.exitCode = await benchTable(undefined);
else if (name === '--json' && option !== undefined) process.exitCode = await benchTable(option);
else if (name === 'soak') process.exitCode = await soak(Number(option ?? 10_000));
else if (name === 'audit') process.exitCode = await benchAudit(option === '--long');
else if (name === 'deliveries') process.exitCode = await benchDeliveries(option === '--long');
else if (name === 'directory') process.exitCode = await benchDirectory();
else if (name === 'directory-copy') process.exitCode = await benchDirectoryCopy(option === '--long');
else if (name === 'engagements') process.exitCode = await benchEngagements(option === '--long');
else if (name === 'log-search') process.exitCode = await benchLogSearch(option === '--long');
else if (name === 'operations') process.exitCode = await benchOperations();
else if (name === 'portal') process.exitCode = await benchPortal();
else if (name === 'tracing') process.exitCode = await benchTracing();
else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
