import { writeFileSync } from 'node:fs';
import { Workbench } from '../setup.ts';
import { idle } from './idle.ts';
import { prepare, startBridge, startServers } from './installation.ts';
import { latency } from './latency.ts';
import { judged, type Row, targets } from './rows.ts';
import { throughput } from './throughput.ts';

/** What the bridge is to reach, all in one run. `jsonFile`: where the judged rows are written too. Exit code 1 when one is missed. */
export async function benchTable(jsonFile: string | undefined): Promise<number> {
  const bench = new Workbench();
  try {
    const ground = await prepare(bench);
    const servers = await startServers(bench, ground);
    const port = await startBridge(bench, servers);
    const rows = await throughput(ground, port);
    // Where the bridge does not keep pace, calls fail: those rows are missing then, and the others are not lost.
    rows.push(...(await latency(ground, port).catch(tell)));
    await bench.end('src/main.ts');
    rows.push(...(await idle(bench, servers)));
    print(rows);
    const judgements = rows.map(judged);
    if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(judgements, undefined, 2)}\n`);
    return judgements.length === targets.length && judgements.every(({ reached }) => reached) ? 0 : 1;
  } finally {
    await bench.close();
  }
}

function tell(thrown: Error): Row[] {
  process.stderr.write(`${thrown.message}\n`);
  return [];
}

function print(rows: readonly Row[]): void {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, nr) => cell.padEnd([16, 16, 14, 12][nr] ?? 0)).join('');
  const lines = rows.map((row) => {
    const { value, unit, target, reached, stretch } = judged(row);
    return line([
      row.name,
      `${value} ${unit}`,
      `${target}`,
      stretch ? 'beyond' : reached ? 'reached' : 'missed',
      row.about,
    ]);
  });
  process.stdout.write([line(['row', 'value', 'to reach', '', 'in absolute figures']), ...lines, ''].join('\n'));
  const missing = targets.filter(({ name }) => !rows.some((row) => row.name === name));
  if (missing.length > 0) process.stdout.write(`not measured: ${missing.map(({ name }) => name).join(', ')}\n`);
}
