import { createHash } from 'node:crypto';
import { plot } from '@observablehq/plot';
import { DOMImplementation } from '@xmldom/xmldom';

/**
 * What the Content-Security-Policy lets the style block through by that Observable Plot writes into every plot: its
 * SHA-256, taken from what the installed version writes.
 */
export function plotStyleHash(): string {
  const document = new DOMImplementation().createDocument('http://www.w3.org/1999/xhtml', 'html', null);
  // Its types know a browser's document alone.
  const drawn = plot({ document: document as never, marks: [] });
  const [style] = drawn.getElementsByTagName('style');
  if (!style?.textContent) throw new Error('Observable Plot wrote no style block.');
  return `sha256-${createHash('sha256').update(style.textContent).digest('base64')}`;
}
