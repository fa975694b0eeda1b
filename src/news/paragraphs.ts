/** Words, or words that lead elsewhere. */
export type Piece = string | { readonly link: string; readonly text: string };
export type Paragraph = readonly Piece[];

/** `[words](address)`, or an address alone. */
const links = /\[([^[\]\n]{1,200})\]\(([^()\s]{1,500})\)|\bhttps?:\/\/[^\s<>"()[\]]{1,500}/g;

/** Reads what an author writes: paragraphs apart by empty lines, with links; nothing else is markup. */
export function paragraphsOf(text: string): readonly Paragraph[] {
  return text
    .trim()
    .split(/\r?\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => piecesOf(paragraph.trim()));
}

/** Links that lead anywhere but to a page over https are words. */
function piecesOf(paragraph: string): Paragraph {
  const pieces: Piece[] = [];
  let read = 0;
  for (const match of paragraph.matchAll(links)) {
    const link = linkIn(match);
    if (!isSafe(link.link)) continue;
    if (match.index > read) pieces.push(paragraph.slice(read, match.index));
    pieces.push(link);
    read = match.index + (match[2] === undefined ? link.link.length : match[0].length);
  }
  if (read < paragraph.length) pieces.push(paragraph.slice(read));
  return pieces;
}

/** Whether every link leads to a page over https, and nothing looks like a link that is none. */
export function hasOnlySafeLinks(text: string): boolean {
  const areSafe = [...text.matchAll(links)].every((match) => isSafe(linkIn(match).link));
  return areSafe && !text.replaceAll(links, '').includes('](');
}

function linkIn([all, words, address]: RegExpExecArray): Exclude<Piece, string> {
  if (words !== undefined && address !== undefined) return { link: address, text: words };
  // What ends the sentence is no part of the address.
  const link = all.replace(/[.,:;!?]+$/, '');
  return { link, text: link };
}

function isSafe(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}
