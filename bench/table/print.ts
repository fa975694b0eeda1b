import { execFileSync } from 'node:child_process';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { judged, type Row, type Statement, targets } from './rows.ts';

/** As Markdown, so that it can be put into docs/performance.md as it is. */
export function printTable(rows: readonly Row[], statements: readonly Statement[]): void {
  const lines = [
    ['', 'value', 'to reach', '', `in absolute figures (${circumstances()})`],
    ['---', '---', '---', '---', '---'],
    ...rows.map(cellsOf),
    ...statements.map(({ name, text, holds }) => [`*${name}*`, '', '', holds ? 'holds' : 'does not hold', text]),
  ];
  process.stdout.write(`${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
  const missing = targets.filter(({ name }) => !rows.some((row) => row.name === name));
  if (missing.length > 0) process.stdout.write(`\nNot measured: ${missing.map(({ name }) => name).join(', ')}.\n`);
}

function cellsOf(row: Row): readonly string[] {
  const { name, value, unit, target, reached, stretch } = judged(row);
  const wished = targets.find((one) => one.name === name)?.stretch;
  const verdict = stretch && wished !== target ? 'reached, and beyond' : reached ? 'reached' : 'not reached';
  return [
    `\`${name}\``,
    `${value} ${unit}`,
    wished === target ? `${target}` : `${target} (${wished})`,
    verdict,
    row.broken ? `${row.broken}; ${row.about}` : row.about,
  ];
}

function circumstances(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--short=8', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' and changes');
  const [, , load = 0] = loadavg();
  return [
    new Date().toISOString().slice(0, 10),
    commit,
    `Node ${process.versions.node}`,
    `${availableParallelism()} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `load ${load.toFixed(1)} over the last quarter of an hour`,
  ].join(', ');
}
