import { logSource, readAccessLog, verifyLog } from '../src/audit/index.ts';
import { verifyInclusion } from '../src/audit/tree/index.ts';
import { openStore } from '../src/store/index.ts';

/** What this program writes as its only line. */
export interface Verified {
  readonly whole: boolean;
  readonly size: number;
  readonly seconds: number;
  /** The largest resident set that the process ever had. */
  readonly megabytes: number;
  readonly proofMs: { readonly p50: number; readonly p99: number };
}

/** Verifies the log in the database given, in a process of its own so that its memory can be told. */
const [databaseUrl] = process.argv.slice(2);
const proofs = 200;

const store = await openStore({ databaseUrl, dataDir: '' });
const log = readAccessLog(store);
const started = performance.now();
const { fault, head, entries } = await verifyLog(await logSource(log), { earlier: [], keys: [] });
const seconds = (performance.now() - started) / 1_000;
if (fault || !head) throw new Error(`The log is not whole: ${JSON.stringify(fault)}.`);

const times: number[] = [];
for (let nr = 0; nr < proofs; nr++) {
  const index = Math.floor(Math.random() * head.size);
  const asked = performance.now();
  const proof = await log.inclusion(index, head.size);
  times.push(performance.now() - asked);
  if (!verifyInclusion(await log.leaf(index), index, head.size, proof, head.root))
    throw new Error(`No proof of entry ${index}.`);
}
await store.close();

times.sort((one, other) => one - other);
const at = (part: number): number => times[Math.floor(part * (proofs - 1))] ?? Number.NaN;
const verified: Verified = {
  whole: entries === head.size,
  size: head.size,
  seconds,
  megabytes: process.resourceUsage().maxRSS / 1_024,
  proofMs: { p50: at(0.5), p99: at(0.99) },
};
process.stdout.write(`${JSON.stringify(verified)}\n`);
