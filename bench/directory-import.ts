import { createEvents } from '../src/events.ts';
import { importAll } from '../src/hsa/copy/carry-out.ts';
import { openGenerations } from '../src/hsa/copy/generations/store.ts';
import { ldifReader } from '../src/hsa/copy/readers/ldif.ts';
import { openStore } from '../src/store/index.ts';

/** Imports a file, and tells how long that took and how much memory the process had at most. */
const [databaseUrl = '', dataDir = '', file = ''] = process.argv.slice(2);

const guard = { units: { percent: 5, objects: 2_000 }, people: { percent: 5, objects: 20_000 } };
const store = await openStore({ databaseUrl, dataDir });
const generations = openGenerations(store);
const config = { guard, namesMinutes: 10 };
const parts = { generations, reader: ldifReader(file), config, events: createEvents(), now: Date.now };
const started = performance.now();
await generations.exclusively((hand) => importAll({ hand, ...parts }));
const seconds = (performance.now() - started) / 1_000;
await store.close();
process.stdout.write(JSON.stringify({ seconds, memoryMb: process.resourceUsage().maxRSS / 1_024 }));
