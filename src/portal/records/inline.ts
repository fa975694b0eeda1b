/** Elements of DocBook 5 and of HTML that stand in running text. Any other begins and ends a line, also one nobody knows. */
const inline = new Set([
  ...['emphasis', 'phrase', 'link', 'ulink', 'subscript', 'superscript', 'quote', 'abbrev', 'acronym', 'literal'],
  ...[
    'a',
    'abbr',
    'b',
    'cite',
    'code',
    'em',
    'font',
    'i',
    'mark',
    'q',
    's',
    'small',
    'span',
    'strong',
    'sub',
    'sup',
    'u',
  ],
]);

export function isInline(localName: string): boolean {
  return inline.has(localName.toLowerCase());
}

const unseen = new Set(['script', 'style', 'head', 'template']);

/** Whether what stands in the element is for programs, and nothing of it for a reader. */
export function isUnseen(localName: string): boolean {
  return unseen.has(localName.toLowerCase());
}
