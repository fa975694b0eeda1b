/** A table as spreadsheets open it here: UTF-8 with byte order mark, semicolons, every cell quoted (RFC 4180). */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
}

/** A spreadsheet takes a text that begins so for a formula, and would run what somebody had themselves called. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
