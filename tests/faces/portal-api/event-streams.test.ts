import { expect, it } from 'vitest';
import { createEvents } from '../../../src/events.ts';
import { createEventStreams } from '../../../src/faces/portal-api/ops/event-streams.ts';
import { createLiveEvents } from '../../../src/operations/live-events.ts';

const events = createEvents();
const call = (key = 'one') => ({
  session: { key } as never,
  lastEventId: undefined,
  stillAllowed: async () => undefined,
});
const happen = () => events.emit('bus:query:expired', { queue: 'x'.repeat(100) });

it('a reader that does not keep up is dropped, and what waits for it is bounded', async () => {
  const limits = { streams: 2, ofSession: 2, bytes: 10_000, heartbeatMs: 60_000 };
  const streams = createEventStreams(createLiveEvents(events), limits);
  const [slow, quick] = [streams.open(call()), streams.open(call())];
  let read = 0;
  quick.on('data', () => {
    read += 1;
  });
  for (let i = 0; i < 500; i++) {
    happen();
    expect(slow.readableLength).toBeLessThan(limits.bytes + 1_000);
    if (i % 20 === 0) await new Promise(setImmediate);
  }
  expect(slow.destroyed).toBe(true);
  expect(quick.destroyed).toBe(false);
  expect(read).toBeGreaterThan(400);
});

it('there are only so many, in all and of one session', () => {
  const limits = { streams: 3, ofSession: 2, bytes: 10_000, heartbeatMs: 60_000 };
  const streams = createEventStreams(createLiveEvents(events), limits);
  const first = streams.open(call());
  streams.open(call());
  expect(() => streams.open(call())).toThrow('Too many streams');
  streams.open(call('other'));
  expect(() => streams.open(call('third'))).toThrow('Too many streams');
  first.destroy();
  return new Promise<void>((resolve) => first.once('close', resolve)).then(() => {
    expect(streams.open(call('third')).destroyed).toBe(false);
  });
});
