/** A document's text, held until it is cut at the places its reader tells (`XmlElement.at`, `XmlHandler.close`). */
export interface Slicer {
  write(text: string): void;
  /** From the last cut up to the element whose name ends at `at`. */
  beforeElement(at: number): string;
  /** From the last cut up to `end`. */
  upTo(end: number): string;
  /** From the last cut up to what has been written. */
  rest(): string;
}

export function createSlicer(): Slicer {
  let text = '';
  /** Characters of the document that were cut off before `text`. */
  let cut = 0;
  const take = (end: number): string => {
    const slice = text.slice(0, end);
    text = text.slice(end);
    cut += end;
    return slice;
  };
  return {
    write: (more) => {
      text += more;
    },
    beforeElement: (at) => take(elementStart(text, at - cut)),
    upTo: (end) => take(end - cut),
    rest: () => take(text.length),
  };
}

/** Where the element begins whose name ends shortly before `at`: no name holds a `<`. */
export function elementStart(text: string, at: number): number {
  return text.lastIndexOf('<', at - 1);
}
