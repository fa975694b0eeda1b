import { type PartName, type Parts, partNames } from './parts.ts';

/** Documents that hold parts of the configuration between marks: `<!-- konfiguration: NAME -->`, `<!-- /konfiguration -->`. */

/** Which parts the document of this name must have; documents of other names may have any. */
export const neededParts: Readonly<Record<string, readonly PartName[]>> = {
  'konsekvensbedomning.md': partNames.filter((name) => name !== 'for-patienten'),
  'behovs-och-riskanalys.md': ['fragande-system', 'patientens-beslut', 'inloggning', 'mottagare'],
  'personuppgiftsbitradesavtal-bilaga.md': ['kallor', 'lagring', 'mottagare', 'gallring', 'logg'],
  'patientinformation.md': ['for-patienten'],
};

type Piece =
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | { readonly kind: 'part'; readonly name: string; readonly at: number; readonly lines: readonly string[] }
  /** A mark that begins a part and is never ended, or ends none. */
  | { readonly kind: 'stray'; readonly at: number; readonly lines: readonly string[] };

const begins = /^<!-- konfiguration: ([a-z-]+) -->$/;
const ends = '<!-- /konfiguration -->';

/** Where the document says otherwise than the configuration, or lacks a part; empty = nowhere. */
export function documentFaults(name: string, text: string, parts: Parts): string[] {
  const pieces = cut(text);
  const held = new Set(pieces.flatMap((piece) => (piece.kind === 'part' ? [piece.name] : [])));
  return [
    ...(neededParts[name] ?? []).filter((part) => !held.has(part)).map((part) => `has no part ${part}`),
    ...pieces.flatMap((piece) => pieceFaults(piece, parts)),
  ];
}

function pieceFaults(piece: Piece, parts: Parts): string[] {
  if (piece.kind === 'text') return [];
  if (piece.kind === 'stray') return [`line ${piece.at}: a mark without its other half`];
  if (!isPartName(piece.name)) return [`line ${piece.at}: there is no part ${piece.name}`];
  const [told, true_] = [trimmed(piece.lines), parts[piece.name]];
  if (told.join('\n') === true_.join('\n')) return [];
  return [
    `line ${piece.at}: ${piece.name} says otherwise`,
    ...told.filter((line) => !true_.includes(line)).map((line) => `  document:      ${line}`),
    ...true_.filter((line) => !told.includes(line)).map((line) => `  configuration: ${line}`),
  ];
}

/** The document with each of its parts as the configuration has it; all else is left as it was. */
export function withParts(text: string, parts: Parts): string {
  return cut(text)
    .flatMap((piece) => {
      if (piece.kind !== 'part') return piece.lines;
      const lines = isPartName(piece.name) ? ['', ...parts[piece.name], ''] : piece.lines;
      return [`<!-- konfiguration: ${piece.name} -->`, ...lines, ends];
    })
    .join('\n');
}

function cut(text: string): Piece[] {
  const pieces: Piece[] = [];
  const lines = text.split(/\r?\n/);
  let next = 0;
  while (next < lines.length) {
    const piece = pieceAt(lines, next);
    pieces.push(piece);
    next += piece.lines.length + (piece.kind === 'part' ? 2 : 0);
  }
  return pieces;
}

function pieceAt(lines: readonly string[], from: number): Piece {
  const isMark = (line: string) => line === ends || begins.test(line);
  const rest = lines.slice(from + 1);
  const found = rest.findIndex(isMark);
  const until = found === -1 ? rest.length : found;
  const name = begins.exec(lines[from] ?? '')?.[1];
  if (name !== undefined && rest[until] === ends)
    return { kind: 'part', name, at: from + 1, lines: rest.slice(0, until) };
  const own = lines.slice(from, from + 1 + until);
  return isMark(lines[from] ?? '') ? { kind: 'stray', at: from + 1, lines: own } : { kind: 'text', lines: own };
}

function isPartName(name: string): name is PartName {
  return (partNames as readonly string[]).includes(name);
}

function trimmed(lines: readonly string[]): string[] {
  return lines.join('\n').trim().split('\n');
}
