import type { ReadingEvent } from '../../faces/portal-api/shapes/reading.ts';

/** In characters. More than this without an end is no event of the bridge's: it cuts its parts at a fraction of it. */
const longestEvent = 32_000_000;

/** The stream was not what a reading is answered by, or broke off before it had said that it was done. */
export class StreamBroken extends Error {
  override readonly name = 'StreamBroken';
}

/**
 * A reading's events as they come (server-sent events over fetch). Ends after `done` or `failed`. Throws
 * {@link StreamBroken}; what aborts the fetch throws its reason.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ReadingEvent, void> {
  const parser = eventParser();
  for await (const chunk of chunksOf(body)) {
    for (const data of parser.push(chunk)) {
      const event = eventOf(data);
      if (event) yield event;
      if (event?.kind === 'done' || event?.kind === 'failed') return;
    }
  }
  throw new StreamBroken('The stream ended before the reading was done.');
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      yield decoder.decode(next.value, { stream: true });
  } finally {
    // Whoever stops listening hangs up, which is how the bridge learns that nobody waits.
    reader.cancel().catch(() => undefined);
  }
}

/**
 * Takes text in pieces, cut anywhere, and gives the data of each event that is whole (HTML Standard, 9.2.6). Comments
 * and every field but `data` are passed over. Throws {@link StreamBroken} for an event without end.
 */
export function eventParser(limit = longestEvent): { push(text: string): readonly string[] } {
  let rest = '';
  let data: string[] = [];
  let size = 0;
  return {
    push(text) {
      const whole: string[] = [];
      rest += text;
      for (let line = takeLine(); line !== undefined; line = takeLine()) {
        if (line === '') {
          if (data.length > 0) whole.push(data.join('\n'));
          data = [];
          size = 0;
        } else if (line.startsWith('data:')) {
          data.push(line.slice(line[5] === ' ' ? 6 : 5));
          size += line.length;
        }
      }
      if (size + rest.length > limit) throw new StreamBroken('An event of the stream has no end.');
      return whole;
    },
  };

  function takeLine(): string | undefined {
    const end = rest.search(/[\r\n]/);
    if (end === -1) return undefined;
    const isReturn = rest[end] === '\r';
    // A line feed may follow in the next piece.
    if (isReturn && end === rest.length - 1) return undefined;
    const line = rest.slice(0, end);
    rest = rest.slice(end + (isReturn && rest[end + 1] === '\n' ? 2 : 1));
    return line;
  }
}

const kinds: ReadonlySet<unknown> = new Set<ReadingEvent['kind']>(['started', 'part', 'done', 'failed']);

/** Undefined for a kind that only a later bridge knows. */
function eventOf(data: string): ReadingEvent | undefined {
  try {
    const event = JSON.parse(data) as ReadingEvent;
    return kinds.has(event?.kind) ? event : undefined;
  } catch (cause) {
    throw new StreamBroken('An event of the stream is no JSON.', { cause });
  }
}
