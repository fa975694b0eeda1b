import { relabel } from '../xml/index.ts';

/** The first piece holds the XML declaration: what travels from here on is UTF-8, whatever the record system sent. */
export function labelled(): (text: string) => string {
  let first = true;
  return (text) => {
    const piece = first ? relabel(text, 'UTF-8') : text;
    first = false;
    return piece;
  };
}
