import { SourceFailure } from '../../../sources/index.ts';

/** Takes from each what it gives, as it comes; no more than one thing ahead of whoever reads. */
export async function* interleaved<T>(streams: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const waiting = new Map<AsyncIterator<T>, Promise<{ iterator: AsyncIterator<T>; result: IteratorResult<T> }>>();
  const take = (iterator: AsyncIterator<T>) =>
    waiting.set(
      iterator,
      iterator.next().then((result) => ({ iterator, result })),
    );
  for (const stream of streams) take(stream[Symbol.asyncIterator]());
  while (waiting.size > 0) {
    const { iterator, result } = await Promise.race(waiting.values());
    if (result.done) waiting.delete(iterator);
    else {
      yield result.value;
      take(iterator);
    }
  }
}

/** How often a stream looks whether it is still to go on, in milliseconds. */
export const beatMs = 2_000;

/** What the asking of record systems is broken off with. */
export const nobodyWaits = new SourceFailure('abandoned', 499, 'Nobody waits for this reading any more.');

/** With `undefined` wherever nothing has come for so long. */
export async function* withBeats<T>(stream: AsyncIterable<T>, everyMs: number): AsyncGenerator<T | undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  for (let next = iterator.next(); ; ) {
    const step = await unlessSilent(next, everyMs);
    if (step === undefined) yield undefined;
    else if (step.done) return;
    else {
      yield step.value;
      next = iterator.next();
    }
  }
}

async function unlessSilent<T>(next: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const silence = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => silence.resolve(undefined), milliseconds);
  try {
    return await Promise.race([next, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}
