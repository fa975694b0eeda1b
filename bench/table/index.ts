import { writeFileSync } from 'node:fs';
import { Workbench } from '../setup.ts';
import { leftOnDisk } from './disk.ts';
import { remoteGate } from './gate.ts';
import { idle } from './idle.ts';
import { type Ground, prepare } from './installation.ts';
import { latency } from './latency.ts';
import { nationalMix } from './mix.ts';
import { printTable } from './print.ts';
import { judged, type Row, type RowName, type Statement, targets } from './rows.ts';
import { overloaded, twoWorkers } from './scale.ts';
import { stream } from './stream.ts';
import { throughput } from './throughput.ts';

export interface TableOptions {
  /** Where the judged rows are written too. */
  readonly jsonFile?: string | undefined;
  /** Only what these rows are measured with, `scale` or `disk`. */
  readonly only?: readonly string[];
  /** How long the national mix goes on. */
  readonly mixSeconds?: number;
}

interface Measurement {
  readonly rows: readonly (RowName | 'scale' | 'disk')[];
  measure(ground: Ground): Promise<readonly (Row | Statement)[]>;
}

/** What the bridge is to reach, all in one run. Exit code 1 when a row is missed or could not be measured. */
export async function benchTable({ jsonFile, only, mixSeconds = 60 }: TableOptions): Promise<number> {
  const bench = new Workbench();
  try {
    const ground = await prepare(bench);
    const found: (Row | Statement)[] = [];
    // Where the bridge does not keep pace, calls fail: those rows are missing then, and the others are not lost.
    for (const { rows, measure } of measurements(mixSeconds))
      if (!only || rows.some((name) => only.includes(name))) found.push(...(await measure(ground).catch(tell)));
    const rows = found.filter((one) => 'value' in one);
    const statements = found.filter((one) => 'holds' in one);
    printTable(rows, statements);
    const judgements = rows.map(judged);
    if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(judgements, undefined, 2)}\n`);
    const isWhole = only !== undefined || judgements.length === targets.length;
    return isWhole && judgements.every(({ reached }) => reached) && statements.every(({ holds }) => holds) ? 0 : 1;
  } finally {
    await bench.close();
  }
}

/** What is measured together, in this order. */
function measurements(mixSeconds: number): readonly Measurement[] {
  return [
    { rows: ['agg-20', 'agg-500', 'direct-10k', 'fhir-100'], measure: throughput },
    { rows: ['added-p50', 'added-p99', 'summary-300'], measure: latency },
    { rows: ['stream-50m'], measure: stream },
    { rows: ['gate-remote'], measure: remoteGate },
    { rows: ['mix'], measure: (ground) => nationalMix(ground, mixSeconds) },
    { rows: ['scale'], measure: async (ground) => [await twoWorkers(ground), await overloaded(ground)] },
    { rows: ['disk'], measure: async (ground) => [await leftOnDisk(ground)] },
    { rows: ['idle-serve', 'idle-demo', 'start-embedded', 'start-servers'], measure: idle },
  ];
}

function tell(thrown: Error): [] {
  process.stderr.write(`${thrown.message}\n`);
  return [];
}
