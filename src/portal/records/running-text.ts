import { isInline, isUnseen } from './inline.ts';

/** What a marked-up text says, as things to show: nothing of its markup is taken over but where headings and paragraphs are. */
export type TextBlock =
  /** `depth` 1 = the whole text's own. */
  | { readonly kind: 'heading'; readonly depth: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string };

const headings = new Set(['title', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
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
  return blocksOf(document.documentElement);
}

function blocksOf(root: Element): readonly TextBlock[] | undefined {
  const blocks: TextBlock[] = [];
  let words = '';
  /** Of the heading that is being read. */
  let depth: number | undefined;
  const isRead = read(root, 0);
  endLine();
  return isRead && blocks.length > 0 ? blocks : undefined;

  function read(element: Element, nesting: number): boolean {
    if (nesting > deepest) return false;
    const name = element.localName.toLowerCase();
    if (isUnseen(name)) return true;
    if (!isInline(name)) endLine();
    if (headings.has(name)) depth = depthOf(element, name);
    for (const child of element.childNodes) {
      if (isElement(child) && !read(child, nesting + 1)) return false;
      if (child.nodeType === textNode) words += child.textContent ?? '';
    }
    if (!isInline(name)) endLine();
    if (headings.has(name)) depth = undefined;
    return true;
  }

  function endLine(): void {
    const text = words.replace(/\s+/g, ' ').trim();
    words = '';
    if (text !== '') blocks.push(depth === undefined ? { kind: 'paragraph', text } : { kind: 'heading', depth, text });
  }
}

/** Sections say by nesting how deep a heading stands, the headings of HTML by their number. */
function depthOf(element: Element, name: string): number {
  if (/^h\d$/.test(name)) return Number(name[1]);
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
