const NEWLINE = 10;

/**
 * Splits bytes at line feeds and nowhere else (node:readline also splits at U+2028, which JSON leaves unescaped).
 * What follows the last line feed comes as a last, unfinished line; nothing comes when that is empty.
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<{ readonly bytes: Buffer; readonly finished: boolean }> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const known = rest.length;
    rest = known === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(NEWLINE, known); end !== -1; end = rest.indexOf(NEWLINE)) {
      yield { bytes: rest.subarray(0, end), finished: true };
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield { bytes: rest, finished: false };
}
