import { createAccessLog } from '../../../src/audit/index.ts';
import { openStore } from '../../../src/store/index.ts';
import { logConfig } from '../../support/log-config.ts';
import { sampleEntry } from '../sample-entry.ts';

// Twenty writers append as fast as they can, and print each entry's id when it is acknowledged.
const [dataDir = '', databaseUrl] = process.argv.slice(2);
const store = await openStore({ databaseUrl, dataDir });
const log = await createAccessLog({ store, config: logConfig(dataDir) });
console.log('open');
await Promise.all(
  Array.from({ length: 20 }, async () => {
    for (;;) {
      const entry = sampleEntry();
      await log.append(entry);
      process.stdout.write(`${entry.id}\n`);
    }
  }),
);
