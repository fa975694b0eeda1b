import type { Outcome } from '../hsa/copy/carry-out.ts';
import type { CopyState, Generation } from '../hsa/copy/generation.ts';
import { kinds, type Notable, type Report } from '../hsa/copy/report.ts';

/** What came of reading the directory. */
export function outcomeText({ generation, state, report }: Outcome): string {
  if (state === 'unchanged') return 'Nothing has changed; the copy is current.\n';
  const came =
    state === 'active'
      ? `Generation ${generation} is in force.`
      : `Generation ${generation} is held back; the copy stays as it was. npm run hsa -- approve|reject ${generation}`;
  return `${came}\n${reportText(report)}`;
}

export function generationText(generation: Generation): string {
  const { report, decidedBy, reason } = generation;
  const decided = decidedBy === undefined ? '' : `Decided by ${decidedBy}: ${reason ?? ''}\n`;
  return `${lineOf(generation)}\n${decided}${report ? reportText(report) : ''}`;
}

export function statusText(state: CopyState, generations: readonly Generation[]): string {
  const lines = [
    state.active === undefined
      ? 'There is no copy yet.'
      : `In force: generation ${state.active}, as of ${state.asOf}; everything read ${state.fullAt}.`,
    ...(state.busy ? ['It is being renewed just now.'] : []),
    ...(state.held ? [`Generation ${state.held.id} waits for a decision.`] : []),
    ...generations.map(lineOf),
  ];
  return `${lines.join('\n')}\n`;
}

function lineOf({ id, state, kind, origin, startedAt }: Generation): string {
  return `${String(id).padStart(6)}  ${state.padEnd(8)}  ${kind.padEnd(6)}  ${startedAt}  ${origin}`;
}

function reportText(report: Report): string {
  const columns = ['before', 'added', 'changed', 'moved', 'removed'] as const;
  const row = (cells: readonly (string | number)[]): string =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(14) : String(cell).padStart(10))).join('');
  const lines = [
    ...report.held,
    row(['', ...columns]),
    ...kinds.map((kind) => row([kind, ...columns.map((column) => report[column][kind])])),
    ...(report.granted > 0 ? [`People who get assignments that they had not: ${report.granted}.`] : []),
    ...report.notable.map(notableLine),
    ...(report.moreNotable ? ['… and more like these.'] : []),
    ...(report.omitted > 0 ? [`${report.omitted} entries lack what is mandatory, and are left out.`] : []),
    ...(report.duplicates > 0 ? [`${report.duplicates} names stand in the tree twice; the first counts.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function notableLine({ what, hsaId, name, detail }: Notable): string {
  const line = `${what.replaceAll('-', ' ')}: ${name}  ${hsaId}${detail === undefined ? '' : `  ${detail}`}`;
  // What stands in a directory must not steer a terminal.
  return line.replaceAll(/\p{Cc}/gu, ' ');
}
