import { type StoredEntry, toSwedishTime } from '../audit/index.ts';

/** Entries as a table for people, one line each. */
export function entryTable(entries: readonly StoredEntry[]): string {
  const header = ['No', 'Time', 'Who', 'About', 'What', 'Outcome', 'Why', 'Providers', 'Correlation id'];
  return table([header, ...entries.map(cellsOf)]);
}

/** Rows as lines, columns as wide as their widest cell; the first row is the header. */
export function table(given: readonly (readonly string[])[]): string {
  const rows = given.map((row) => row.map(printable));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function cellsOf(entry: StoredEntry): string[] {
  const providers = new Set(entry.units.map((unit) => unit.careProvider));
  return [
    String(entry.sequence),
    toSwedishTime(new Date(entry.at)),
    who(entry),
    entry.patient?.id ?? '–',
    [entry.kind === 'closing' || entry.kind === 'continuation' ? entry.kind : entry.action, entry.contract]
      .filter(Boolean)
      .join(' '),
    entry.outcome,
    entry.code ?? entry.purpose ?? '–',
    providers.size === 0 ? '–' : String(providers.size),
    entry.correlationId,
  ];
}

/** The human being where known, else the system, else what a refused certificate called itself; or the operator. */
export function who(entry: StoredEntry): string {
  if (entry.face === 'cli' && !entry.actor) return `operator ${String(entry.details?.account ?? '')}`.trimEnd();
  if (entry.actor) return `${entry.actor.hsaId} via ${entry.caller?.hsaId ?? 'unknown system'}`;
  return entry.caller?.hsaId ?? entry.certificate?.subject ?? 'no certificate';
}

/** One entry whole, a line for each fact, what happened first; lists and nested facts are indented. */
export function entryPage(entry: StoredEntry): string {
  const { sequence, at, kind, action, outcome, code, reason, patient, actor, caller, ...rest } = entry;
  const first = { number: sequence, at: toSwedishTime(new Date(at)), kind, action, outcome, code, reason };
  return linesOf({ ...first, patient, actor, caller, ...rest }, '').join('');
}

export function linesOf(facts: object, indent: string): string[] {
  return Object.entries(facts).flatMap(([key, value]: [string, unknown]) => {
    const label = `${indent}${key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}:`;
    if (value === undefined || value === null) return [];
    if (typeof value !== 'object') return [`${label} ${printable(String(value))}\n`];
    if (Object.keys(value).length === 0) return [`${label} none\n`];
    return [`${label}\n`, ...linesOf(value, `${indent}  `)];
  });
}

/** Texts come from outside: a control character could rewrite the terminal, and the line with it. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '\uFFFD');
}
