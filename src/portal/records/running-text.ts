/** What a marked-up text says, as things to show: nothing of its markup is taken over but where headings and paragraphs are. */
export type TextBlock =
  /** `depth` 1 = the whole text's own. */
  | { readonly kind: 'heading'; readonly depth: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string };

/** Elements of DocBook 5 and of HTML that hold others. */
const containers = new Set([
  ...['article', 'book', 'chapter', 'section', 'info', 'bibliography', 'itemizedlist', 'orderedlist'],
  ...['html', 'body', 'div', 'ul', 'ol', 'table', 'tbody', 'thead', 'tr', 'main', 'header', 'footer', 'blockquote'],
]);
const headings = new Set(['title', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const unseen = new Set(['script', 'style', 'head', 'template']);
const deepest = 50;

/**
 * Reads DocBook (or any XML of sections, titles and paragraphs), or HTML. Undefined where it is not well-formed, declares a
 * document type or nests deeper than notes do: then it is shown as it stands.
 */
export function textBlocks(
  source: string,
  mediaType: 'application/xml' | 'text/html',
): readonly TextBlock[] | undefined {
  if (mediaType === 'application/xml' && source.includes('<!')) return undefined;
  const document = new DOMParser().parseFromString(source, mediaType);
  if (document.getElementsByTagName('parsererror').length > 0) return undefined;
  const blocks: TextBlock[] = [];
  if (!collect(document.documentElement, 0, blocks)) return undefined;
  return blocks.length > 0 ? blocks : undefined;
}

function collect(element: Element, depth: number, into: TextBlock[]): boolean {
  if (depth > deepest) return false;
  const name = element.localName.toLowerCase();
  if (unseen.has(name)) return true;
  if (headings.has(name)) {
    // Sections say by nesting how deep a heading stands, the headings of HTML by their number.
    push(into, {
      kind: 'heading',
      depth: /^h\d$/.test(name) ? Number(name[1]) : sectionsAround(element),
      text: textOf(element),
    });
    return true;
  }
  if (!containers.has(name)) {
    push(into, { kind: 'paragraph', text: textOf(element) });
    return true;
  }
  return [...element.childNodes].every((child) => {
    if (isElement(child)) return collect(child, depth + 1, into);
    if (child.nodeType === textNode) push(into, { kind: 'paragraph', text: tidy(child.textContent ?? '') });
    return true;
  });
}

function push(into: TextBlock[], block: TextBlock): void {
  if (block.text !== '') into.push(block);
}

function sectionsAround(element: Element): number {
  let depth = 1;
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (parent.localName === 'section') depth += 1;
  }
  return depth;
}

const textNode = 3;

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function textOf(element: Element): string {
  const parts = [...element.childNodes].map((child) => {
    if (!isElement(child)) return (child.textContent ?? '').replace(/\s+/g, ' ');
    return child.localName === 'br' ? '\n' : child.textContent;
  });
  return tidy(parts.join(''), ' ');
}

function tidy(text: string, space = ' '): string {
  return text.replace(/[^\S\n]+/g, space).trim();
}
