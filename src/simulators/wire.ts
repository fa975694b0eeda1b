import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came over the wire, whole. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer; a streamed body is sent in pieces as the receiver takes them. */
export interface WireAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | AsyncIterable<string>;
}

/** What a simulated record system speaks. Knows nothing of sockets, certificates and fault switches. */
export interface Dialect {
  answer(request: WireRequest): Promise<WireAnswer>;
  /** How it says that it failed. */
  failure(): WireAnswer;
  /** A well-formed answer of more than `bytes` bytes, streamed. */
  huge(request: WireRequest, bytes: number): WireAnswer;
}

const pieceCharacters = 65_536;

/** `head`, then records numbered from 0 until `bytes` are passed, then `tail`; in pieces, never held as a whole. */
export async function* repeated(
  head: string,
  record: (index: number) => string,
  tail: string,
  bytes: number,
): AsyncGenerator<string> {
  let piece = head;
  for (let index = 0, sent = 0; sent < bytes; index += 1) {
    piece += record(index);
    if (piece.length < pieceCharacters) continue;
    // Characters of these records are one or two bytes: at least as many bytes as characters have gone.
    sent += piece.length;
    yield piece;
    piece = '';
  }
  yield piece + tail;
}
