import type { AnswerBatch } from '../sources/answer-part.ts';
import { type BatchHead, readHead, readTexts } from './batches.ts';

/**
 * An answer's batches as bytes (batches.ts), one after the other, the stream of them cut into chunks anywhere: many small
 * ones share a chunk, and one larger than a chunk spans several, by the same rule.
 */
const LINE_FEED = 10;
/** How long a batch may wait for others to share its chunk: little against a network round trip to a source. */
const LINGER_MILLISECONDS = 20;

export interface CutChunk {
  readonly bytes: Buffer;
  /** Known of most answers: nothing comes after it. */
  readonly isLast?: true;
}

/**
 * Cuts batches, as `write` puts them, into chunks of at most `limit` bytes. A chunk leaves when it is full, or when its
 * first batch has waited a little, so that what a slow source has given is on its way.
 */
export async function* cutBatches(
  batches: AsyncIterable<AnswerBatch>,
  limit: number,
  write: (batch: AnswerBatch) => Buffer,
): AsyncGenerator<CutChunk> {
  const iterator = batches[Symbol.asyncIterator]();
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
      if (step.value.length > 0) pending.put(write(step.value));
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

/** How long a chunk waits for more: one timer for all of it, which as a rule come at once. */
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

/** Puts chunks together again. `push` gives the batches that are whole by now; `rest` is what still lacks its end. */
export function createJoiner(): { push(chunk: Buffer): readonly AnswerBatch[]; rest(): number } {
  const unfinished = createPile();
  /** The batch whose texts are awaited; without it, its line is. */
  let head: BatchHead | undefined;
  return {
    push(chunk) {
      const whole: AnswerBatch[] = [];
      let rest = chunk;
      for (;;) {
        const lacking = head
          ? head.length - unfinished.bytes()
          : rest.indexOf(LINE_FEED) + 1 || Number.POSITIVE_INFINITY;
        if (lacking > rest.length) break;
        // No more is put together than what two chunks share.
        unfinished.put(rest.subarray(0, lacking));
        rest = rest.subarray(lacking);
        const bytes = unfinished.take();
        if (head) whole.push(readTexts(head, bytes));
        head = head ? undefined : readHead(bytes);
      }
      if (rest.length > 0) unfinished.put(rest);
      return whole;
    },
    rest: () => unfinished.bytes() + (head?.length ?? 0),
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
