import { type AuditEntry, type AuditFilter, createAccessLog, type ReleasedUnit } from '../src/audit/index.ts';
import { partOf, viewOf } from '../src/audit/officer.ts';
import { refusalsIn } from '../src/audit/refused/refusals.ts';
import { openStore } from '../src/store/index.ts';
import { sampleEntry, sampleRefusal } from '../tests/audit/sample-entry.ts';
import { logConfig } from '../tests/support/log-config.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { Workbench } from './setup.ts';

/** The slowest twentieth of each kind of search may take this long. */
const boundMs = 1_000;
const group = 500;
const repeats = 20;
const page = 50;
const secondsApart = 30;
const start = Date.UTC(2026, 0, 1);

/** Care providers, and of how many in a thousand entries each is the reader. */
const providers = [
  { hsaId: 'SE2321000230-DEMOVG', share: 600 },
  { hsaId: 'SE2321000222-DEMOVG', share: 300 },
  { hsaId: 'SE2321000206-DEMOVG', share: 99 },
  { hsaId: 'SE2321000248-DEMOVG', share: 1 },
] as const;
const [wide, , , narrow] = providers;
const plain = sampleEntry().certificate as NonNullable<AuditEntry['certificate']>;

/**
 * A log of so many entries, most of them of one large care provider, searched as officers search it: by what is common and
 * what is rare, for a care provider that has most of the log and for one that has a thousandth. Gives 1 when a kind of
 * search took more than a second (p95).
 */
export async function benchLogSearch(long: boolean): Promise<number> {
  const entries = long ? 1_000_000 : 100_000;
  const postgres = await startPostgres();
  if (!postgres) return 0;
  const bench = new Workbench();
  bench.onClose(() => postgres.stop());
  try {
    const store = await openStore({ databaseUrl: postgres.url, dataDir: bench.folder });
    bench.onClose(() => store.close());
    const log = await createAccessLog({ store, config: logConfig(bench.folder) });
    bench.onClose(() => log.close());
    const began = performance.now();
    for (let at = 0; at < entries; at += group)
      await log.append(Array.from({ length: Math.min(group, entries - at) }, (_, nr) => entryOf(at + nr)));
    const seconds = (performance.now() - began) / 1_000;
    // As autovacuum does by itself in time.
    await store.pool.query('VACUUM ANALYZE bridge.audit_entry');
    say(
      `${entries} entries, appended ${(entries / seconds).toFixed(0)}/s; milliseconds of a search, first page of ${page}`,
    );
    say(
      `${'search'.padEnd(34)}${'wide p50'.padStart(10)}${'p95'.padStart(8)}${'narrow p50'.padStart(12)}${'p95'.padStart(8)}`,
    );
    let slowest = 0;
    for (const [name, filterOf] of Object.entries(searches(entries))) {
      const times = [];
      for (const { hsaId } of [wide, narrow]) {
        const view = viewOf(log, hsaId, wide.hsaId);
        times.push(await timed((nr) => view.list(filterOf(nr), { limit: page })));
      }
      const [ofWide, ofNarrow] = times;
      if (!ofWide || !ofNarrow) continue;
      slowest = Math.max(slowest, ofWide.p95, ofNarrow.p95);
      const shown = [ofWide.p50, ofWide.p95, ofNarrow.p50, ofNarrow.p95].map((ms) => ms.toFixed(1));
      say(`${name.padEnd(34)}${[10, 8, 12, 8].map((width, at) => shown[at]?.padStart(width)).join('')}`);
    }
    const counted = await timed(() => refusalsIn(store.db, partOf(wide.hsaId, wide.hsaId).filter));
    slowest = Math.max(slowest, counted.p95);
    say(`refused certificates, counted: p50 ${counted.p50.toFixed(1)}, p95 ${counted.p95.toFixed(1)}`);
    say(`slowest p95: ${slowest.toFixed(0)} ms of ${boundMs}`);
    return slowest <= boundMs ? 0 : 1;
  } finally {
    await bench.close();
  }
}

async function timed(search: (nr: number) => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (let nr = 0; nr < repeats; nr++) {
    const began = performance.now();
    await search(nr);
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  const at = (part: number): number => times[Math.floor(part * (repeats - 1))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

/** What is searched for, the how-manieth time; `some` is somewhere in the log. */
function searches(entries: number): Readonly<Record<string, (nr: number) => AuditFilter>> {
  const some = (nr: number): number => Math.floor(((nr + 0.5) / repeats) * entries);
  const instant = (nr: number): string => new Date(start + nr * secondsApart * 1_000).toISOString();
  const everywhere = {
    'patient, rare': (nr: number) => ({ patient: patientOf(notCommon(some(nr))) }),
    'patient, common': () => ({ patient: patientOf(0) }),
    'patient, unknown': (nr: number) => ({ patient: `nobody-${nr}` }),
    'person, rare': (nr: number) => ({ person: personOf(notCommon(some(nr))) }),
    'person, common': () => ({ person: personOf(0) }),
    'certificate, rare': (nr: number) => ({ certificate: serialOf(notCommon(some(nr))) }),
    'certificate, common': () => ({ certificate: serialOf(0) }),
    'unit, rare': (nr: number) => ({ unit: unitOf(wide.hsaId, notCommon(some(nr))) }),
    'unit, common': () => ({ unit: unitOf(wide.hsaId, 0) }),
    'unit of the narrow': () => ({ unit: unitOf(narrow.hsaId, 0) }),
    'outcome released': () => ({ outcome: 'released' as const }),
    'outcome refused': () => ({ outcome: 'refused' as const }),
    'outcome partial': () => ({ outcome: 'partial' as const }),
    'outcome failed, rare': () => ({ outcome: 'failed' as const }),
    emergency: () => ({ emergency: true as const }),
    'emergency, early in the log': (nr: number) => ({ emergency: true as const, to: instant(some(nr) / 10) }),
    'period, a day': (nr: number) => ({ from: instant(some(nr)), to: instant(some(nr) + 2_880) }),
    'period, the oldest': () => ({ to: instant(1_000) }),
    'everything, newest first': () => ({}),
    'correlation id': (nr: number) => ({ correlationId: correlationOf(some(nr)) }),
    'action, rare': () => ({ action: 'review:draw' }),
    'contract and period': (nr: number) => ({ contract: 'GetDiagnosis:2', from: instant(some(nr)) }),
    'patient, common, and outcome': () => ({ patient: patientOf(0), outcome: 'failed' as const }),
    'person, common, and patient, rare': (nr: number) => ({
      person: personOf(0),
      patient: patientOf(notCommon(some(nr))),
    }),
  };
  return everywhere;
}

/** One in fifty. */
const isCommon = (nr: number): boolean => nr % 50 === 0;
const notCommon = (nr: number): number => (isCommon(nr) ? nr + 1 : nr);
const patientOf = (nr: number): string => (isCommon(nr) ? 'patient-common' : `patient-${(nr * 7_919) % 20_011}`);
const personOf = (nr: number): string => `SE2321000230-DEMO${isCommon(nr) ? 'COMMON' : (nr * 31) % 4_001}`;
const serialOf = (nr: number): string => (nr % 3 === 0 ? '00aa' : ((nr * 17) % 4_001).toString(16).padStart(8, '0'));
const unitOf = (provider: string, nr: number): string =>
  `${provider.slice(0, 12)}-DEMO${isCommon(nr) ? 'CLINIC' : (nr * 13) % 1_009}`;
const correlationOf = (nr: number): string => `correlation-${Math.floor(nr / 3)}`;
/** Spread as a hash spreads: every thousandth entry would be of the same everything. */
const spread = (nr: number): number => ((nr * 2_654_435_761) % 4_294_967_296) % 1_000;

function providerOf(nr: number): string {
  let place = spread(nr);
  for (const { hsaId, share } of providers) {
    if (place < share) return hsaId;
    place -= share;
  }
  return wide.hsaId;
}

function outcomeOf(nr: number) {
  const place = spread(nr * 7 + 3);
  if (place < 1) return 'failed';
  if (place < 11) return 'refused';
  if (place < 40) return 'partial';
  return place < 140 ? 'empty' : 'released';
}

/** An entry each half minute; each third shows something of another care provider than the one that reads. */
function entryOf(nr: number): ReturnType<typeof sampleEntry> {
  const at = new Date(start + nr * secondsApart * 1_000).toISOString();
  // Every tenth minute, a system whose certificate has expired.
  if (nr % 20 === 3) return sampleRefusal({ at, correlationId: correlationOf(nr), code: 'CERT_EXPIRED' });
  const reads = providerOf(nr);
  const shows = nr % 3 === 0 ? providerOf(nr + 1) : reads;
  const units: ReleasedUnit[] = [{ careProvider: shows, careUnit: unitOf(shows, nr), source: shows, records: 3 }];
  return sampleEntry({
    at,
    correlationId: correlationOf(nr),
    patient: { id: patientOf(nr), type: '1.2.752.129.2.1.3.1' },
    actor: { hsaId: personOf(nr), name: 'Test Testsson', commission: undefined },
    reader: { careProvider: reads, careUnit: unitOf(reads, nr) },
    certificate: { ...plain, serial: serialOf(nr), fingerprint: serialOf(nr).padStart(64, 'f') },
    units,
    outcome: outcomeOf(nr),
    ...(spread(nr * 11 + 5) < 1 && { emergency: true }),
    ...(nr % 20_000 === 7 && { action: 'review:draw' }),
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
