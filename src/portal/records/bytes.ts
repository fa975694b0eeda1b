/** The bytes of base64; undefined where it is none. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    // atob throws for what is not base64: the reader is told that the file cannot be read.
    return undefined;
  }
}

/** As text, where it is UTF-8; older systems write Latin 1. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: every byte is a character of Latin 1 or its extension by Windows.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
