/** What verification found first; everything before it is as it was signed. Numbers are places in the log. */
export type Fault =
  /** The text is not what its leaf was made of, or is none. */
  | { readonly kind: 'altered'; readonly sequence: number }
  /** The text is whole, and what it is searched by was changed: lists hide it, or show it where it does not belong. */
  | { readonly kind: 'columns'; readonly sequence: number }
  /** From–to, both included. */
  | { readonly kind: 'missing'; readonly from: number; readonly to: number }
  /** Where another entry should stand. */
  | { readonly kind: 'reordered'; readonly sequence: number; readonly found: number }
  | { readonly kind: 'inserted'; readonly sequence: number }
  /** Content was erased, and no act of disposal says so. */
  | { readonly kind: 'erased'; readonly sequence: number }
  /** Something among these entries was changed together with all that stood beside it. */
  | { readonly kind: 'rewritten'; readonly from: number; readonly to: number; readonly signedAt: string }
  /** A head is not signed by a key that is believed, or not at all. */
  | { readonly kind: 'signature'; readonly size: number; readonly keyId: string }
  /** An earlier head has more entries than there are. */
  | { readonly kind: 'cut'; readonly size: number; readonly was: number; readonly signedAt: string }
  /** An earlier head is of another log. */
  | { readonly kind: 'other-log'; readonly origin: string }
  /** What is not even of the form. */
  | { readonly kind: 'unreadable'; readonly what: string };

export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'altered':
      return `Entry ${fault.sequence} has been altered.`;
    case 'columns':
      return `What entry ${fault.sequence} is found by has been altered; its text has not.`;
    case 'missing':
      return fault.from === fault.to
        ? `Entry ${fault.from} is missing.`
        : `Entries ${fault.from} to ${fault.to} are missing.`;
    case 'reordered':
      return `Entry ${fault.found} stands where entry ${fault.sequence} was.`;
    case 'inserted':
      return `An entry has been inserted at ${fault.sequence}.`;
    case 'erased':
      return `The content of entry ${fault.sequence} is gone, and no disposal is on the log.`;
    case 'rewritten':
      return `Among entries ${fault.from} to ${fault.to} something has been altered: they are not those that were signed at ${fault.signedAt}.`;
    case 'signature':
      return `The head of ${fault.size} entries is not signed by a key that is believed (key id ${fault.keyId}).`;
    case 'cut':
      return `The log has been cut: it has ${fault.size} entries, and had ${fault.was} at ${fault.signedAt}.`;
    case 'other-log':
      return `The earlier head is of another log, ${fault.origin}.`;
    case 'unreadable':
      return fault.what;
  }
}
