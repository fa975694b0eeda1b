import { DOMParser, type Element, type Node } from '@xmldom/xmldom';

/** XML with one element a line, text beside its own tags, and what varies from call to call replaced. */
export function normalXml(xml: string): string {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
  if (!root) throw new Error('No XML in the answer.');
  return `${linesOf(root, '').join('\n')}\n`
    .replace(/(<\w+:logId>)[^<]+/g, '$1LOG-ID')
    .replace(/(<(?:time_created|lastSuccessfulSynch)\b[^>]*value=")[^"]+/g, '$1TIME');
}

function linesOf(element: Element, indent: string): string[] {
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${escaped(value, '"')}"`).join('');
  const name = element.tagName;
  const children = [...element.childNodes].filter(isElement);
  const text = element.textContent ?? '';
  if (children.length > 0) {
    const inside = children.flatMap((child) => linesOf(child, `${indent}  `));
    return [`${indent}<${name}${attributes}>`, ...inside, `${indent}</${name}>`];
  }
  return [`${indent}<${name}${attributes}${text === '' ? '/>' : `>${escaped(text)}</${name}>`}`];
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function escaped(text: string, quote = ''): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return quote ? safe.replaceAll(quote, '&quot;') : safe;
}

/** JSON with the opaque ids numbered as they come, and the bridge's own address replaced. */
export function normalJson(value: unknown, url: string): string {
  const numbers = new Map<string, string>();
  const opaque = /(?<=%2F|(?<![\w.-]))[\w.-]{56}(?![\w.-])|(?<=urn:uuid:)[0-9a-f-]{36}|(?<="2\.25\.)\d{30,}/g;
  const text = JSON.stringify(value, null, 2).replaceAll(url, 'https://bridge.example');
  const numbered = text.replace(opaque, (id) => {
    const number = numbers.get(id) ?? `id-${numbers.size + 1}`;
    numbers.set(id, number);
    return number;
  });
  return `${numbered}\n`;
}
