import type { AnswerPart } from '../sources/answer-part.ts';

/**
 * An answer's parts as bytes: one JSON text a line, the stream of lines cut into chunks anywhere. JSON has no raw line
 * feed, so many small parts share a chunk, and a part larger than a chunk spans several, by the same rule.
 */
const LINE_FEED = 10;
/** How long a part may wait for others to share its chunk: little against a network round trip to a source. */
const LINGER_MILLISECONDS = 20;

export interface CutChunk {
  readonly bytes: Buffer;
  /** Known of most answers: nothing comes after it. */
  readonly isLast?: true;
}

/**
 * Cuts parts into chunks of at most `limit` bytes. A chunk leaves when it is full, or when its first part has waited a
 * little, so that what a slow source has given is on its way. `counted` hears of each part taken.
 */
export async function* cutParts(
  parts: AsyncIterable<AnswerPart>,
  limit: number,
  counted: () => void,
): AsyncGenerator<CutChunk> {
  const iterator = parts[Symbol.asyncIterator]();
  const pending = createPile();
  const linger = createLinger();
  const take = (): Buffer => {
    linger.end();
    return pending.take();
  };
  try {
    let next = iterator.next();
    for (;;) {
      if (pending.bytes() > 0 && !(await linger.outlasts(next))) yield { bytes: take() };
      const step = await next;
      if (step.done) break;
      counted();
      pending.put(Buffer.from(`${JSON.stringify(step.value)}\n`));
      if (pending.bytes() >= limit) {
        linger.end();
        yield* fullChunks(pending, limit);
      }
      next = iterator.next();
    }
    if (pending.bytes() > 0) yield { bytes: take(), isLast: true };
  } catch (error) {
    // What the source gave before it failed is part of the answer.
    if (pending.bytes() > 0) yield { bytes: take() };
    throw error;
  } finally {
    linger.end();
    await iterator.return?.();
  }
}

function* fullChunks(pile: Pile, limit: number): Generator<CutChunk> {
  const bytes = pile.take();
  const full = bytes.length - (bytes.length % limit);
  for (let start = 0; start < full; start += limit) yield { bytes: bytes.subarray(start, start + limit) };
  if (full < bytes.length) pile.put(bytes.subarray(full));
}

/** How long a chunk waits for more: one timer for all of its parts, which as a rule come at once. */
function createLinger() {
  let timer: NodeJS.Timeout | undefined;
  let over: Promise<false> | undefined;
  return {
    /** Whether `work` settles before the wait is over, which begins when this is first asked. */
    async outlasts(work: Promise<unknown>): Promise<boolean> {
      over ??= new Promise((resolve) => {
        timer = setTimeout(resolve, LINGER_MILLISECONDS, false);
      });
      return Promise.race([work.then(settled, settled), over]);
    },
    end(): void {
      clearTimeout(timer);
      over = undefined;
    },
  };
}

const settled = (): true => true;

/** Puts chunks together again. `push` gives the parts that are whole by now; `rest` is what still lacks its end. */
export function createJoiner(): { push(chunk: Buffer): Generator<AnswerPart>; rest(): number } {
  const unfinished = createPile();
  return {
    *push(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
        unfinished.put(chunk.subarray(start, end));
        start = end + 1;
        yield JSON.parse(unfinished.take().toString()) as AnswerPart;
      }
      if (start < chunk.length) unfinished.put(chunk.subarray(start));
    },
    rest: unfinished.bytes,
  };
}

/** Pieces that will become one buffer: joined once, not at every piece. */
interface Pile {
  put(piece: Buffer): void;
  take(): Buffer;
  bytes(): number;
}

function createPile(): Pile {
  let pieces: Buffer[] = [];
  let bytes = 0;
  return {
    put(piece) {
      pieces.push(piece);
      bytes += piece.length;
    },
    take() {
      const whole = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
      pieces = [];
      bytes = 0;
      return whole;
    },
    bytes: () => bytes,
  };
}
