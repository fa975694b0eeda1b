import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadingEvent } from '../../../src/faces/portal-api/shapes/reading.ts';
import { eventParser, readEvents, StreamBroken } from '../../../src/portal/overview/read-events.ts';
import { done, part } from './made-up.ts';

const encoder = new TextEncoder();

function stream(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

async function collected(pieces: readonly Uint8Array[]): Promise<readonly ReadingEvent[]> {
  const events: ReadingEvent[] = [];
  for await (const event of readEvents(stream(pieces))) events.push(event);
  return events;
}

describe('reading events', () => {
  it('gives the same events wherever the stream is cut, inside letters and line ends too', async () => {
    const events = [part('Å', ['ä ö', '\r\n 😀']), done()];
    const text = events.map((event) => `event: ${event.kind}\r\n: alive\r\ndata: ${JSON.stringify(event)}\r\n\r\n`);
    const bytes = encoder.encode(text.join(''));
    const cuts = fc.uniqueArray(fc.nat({ max: bytes.length }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (unsorted) => {
        const places = [0, ...unsorted.sort((one, other) => one - other), bytes.length];
        const pieces = places.slice(1).map((end, index) => bytes.slice(places[index], end));
        expect(await collected(pieces)).toEqual(events);
      }),
    );
  });

  it('joins the lines of one event, and passes over comments and kinds that only a later bridge knows', async () => {
    const text = ': hello\n\ndata: {"kind":\ndata: "later"}\n\ndata:{"kind":"failed","code":"X"}\n\n';
    expect(await collected([encoder.encode(text)])).toEqual([{ kind: 'failed', code: 'X' }]);
  });

  it('says so when the stream ends too early, is no JSON or never ends an event', async () => {
    await expect(collected([encoder.encode(`data: ${JSON.stringify(part('A', []))}\n\n`)])).rejects.toThrow(
      StreamBroken,
    );
    await expect(collected([encoder.encode('data: <html>\n\n')])).rejects.toThrow(StreamBroken);
    const parser = eventParser(20);
    parser.push('data: 0123456');
    expect(() => parser.push('789012345')).toThrow(StreamBroken);
  });
});
