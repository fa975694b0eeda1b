import { BridgeError } from '../../../errors.ts';
import {
  createXmlReader,
  escapeAttribute,
  escapeText,
  type XmlElement,
  type XmlHandler,
  type XmlLimits,
} from '../../../xml/index.ts';

const limits: XmlLimits = { depth: 40, elements: 20_000, textLength: 1_000_000 };

/** HTML element of a DocBook element; those not listed keep their text alone. */
const elements: Readonly<Record<string, string>> = {
  article: 'div',
  section: 'div',
  para: 'p',
  simpara: 'p',
  emphasis: 'em',
  itemizedlist: 'ul',
  orderedlist: 'ol',
  listitem: 'li',
  table: 'table',
  informaltable: 'table',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  row: 'tr',
  th: 'th',
  td: 'td',
  entry: 'td',
  literallayout: 'pre',
  programlisting: 'pre',
  screen: 'pre',
};

/**
 * A note in DocBook as HTML (mapping rule DOC-004), or undefined when the text is not DocBook: then it is shown as
 * the plain text it is. Nothing of the source's markup passes unread: elements come from the table, attributes none
 * but the addresses of links, and of those only http and https.
 */
export function docBookToHtml(note: string): string | undefined {
  if (!/^\s*(<\?xml|<article)/.test(note)) return undefined;
  const writer = new HtmlWriter();
  try {
    const reader = createXmlReader(writer, limits);
    reader.write(note.trim());
    reader.end();
  } catch (thrown) {
    // Broken markup is still a note.
    if (thrown instanceof BridgeError) return undefined;
    throw thrown;
  }
  return writer.isArticle ? `<html><body>${writer.html.join('')}</body></html>` : undefined;
}

class HtmlWriter implements XmlHandler {
  readonly html: string[] = [];
  isArticle = false;
  private readonly inside: { readonly name: string; readonly tag: string | undefined }[] = [];

  open(element: XmlElement): void {
    if (this.inside.length === 0) this.isArticle = element.local === 'article';
    if (element.local === 'sbr') this.html.push('<br/>');
    const tag = this.tagOf(element);
    if (tag) this.html.push(`<${tag}${addressOf(element, tag)}>`);
    this.inside.push({ name: element.local, tag });
  }

  text(text: string): void {
    this.html.push(escapeText(text));
  }

  close(): void {
    const tag = this.inside.pop()?.tag;
    if (tag) this.html.push(`</${tag}>`);
  }

  private tagOf(element: XmlElement): string | undefined {
    const { local } = element;
    if (local === 'title') return this.headingOf();
    if (local === 'emphasis' && /^(bold|strong)$/.test(element.attributes.get('role') ?? '')) return 'strong';
    if (local === 'ulink' || local === 'link') return linkOf(element) ? 'a' : undefined;
    if (local === 'variablelist') return 'dl';
    if (local === 'term') return 'dt';
    if (local === 'listitem' && this.inside.at(-1)?.name === 'varlistentry') return 'dd';
    return Object.hasOwn(elements, local) ? elements[local] : undefined;
  }

  /** A section's title is one level below its parent's; the article's own is the first. */
  private headingOf(): string {
    const sections = this.inside.filter(({ name }) => name === 'section').length;
    return `h${Math.min(1 + sections, 6)}`;
  }
}

function addressOf(element: XmlElement, tag: string): string {
  return tag === 'a' ? ` href="${escapeAttribute(linkOf(element) ?? '')}"` : '';
}

function linkOf({ attributes }: XmlElement): string | undefined {
  const given = attributes.get('url') ?? attributes.get('{http://www.w3.org/1999/xlink}href');
  return given && /^https?:\/\//i.test(given) ? given : undefined;
}
