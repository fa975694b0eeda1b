import type { Narrative } from 'fhir/r4';

/** A line of a narrative; left out when it has no value. */
export type NarrativeLine = readonly [label: string, value: string | undefined];

/**
 * A short generated narrative (R4, Narrative): nothing of the source's own markup, every value escaped. The heading is
 * never empty, so that the narrative has content as the invariant txt-2 asks.
 */
export function narrative(heading: string, lines: readonly NarrativeLine[]): Narrative {
  const rows = lines.flatMap(([label, value]) => (value ? `<li>${escapeXhtml(`${label}: ${value}`)}</li>` : []));
  const list = rows.length > 0 ? `<ul>${rows.join('')}</ul>` : '';
  return narrativeOf(`<p>${escapeXhtml(heading)}</p>${list}`);
}

/** A narrative of XHTML that is well-formed and safe already. */
export function narrativeOf(xhtml: string): Narrative {
  return {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml" lang="sv-SE" xml:lang="sv-SE">${xhtml}</div>`,
  };
}

/** What stands inside a narrative's outer div. */
export function inside({ div }: Narrative): string {
  return div.replace(/^<div[^>]*>/, '').replace(/<\/div>$/, '');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes, and drops what XML cannot hold at all (control characters, lone surrogates). */
export function escapeXhtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** `20230601120000` as a reader writes it: `2023-06-01 12:00`; a day without time as the day alone. */
export function readableTime(time: string | undefined): string | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})\d{2})?$/.exec(time ?? '');
  if (!parts) return undefined;
  const [, year, month, day, hour, minute] = parts;
  return hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day} ${hour}:${minute}`;
}
