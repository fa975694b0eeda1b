import { expect, it } from 'vitest';
import { createAnswerer } from '../../src/bus/answer.ts';
import { createJoiner } from '../../src/bus/chunks.ts';
import { openFrame } from '../../src/bus/frame.ts';
import { sealJob, type Task } from '../../src/bus/job.ts';
import { createSealer } from '../../src/bus/seal.ts';
import { createEvents } from '../../src/events.ts';
import { queryTo, recordOf } from './fixtures.ts';

const sealer = createSealer(Buffer.alloc(32, 1));
const batch = [recordOf('a'), { ...recordOf('b'), text: '<b/>' }];

/** What a worker of this release sends to an asker that says this of itself: the kinds of frames, and their bytes. */
async function sentTo(understood: Omit<Task, 'query' | 'window'>) {
  const kinds: string[] = [];
  const bytes: Buffer[] = [];
  const channel = {
    address: 'worker',
    post: async (_to: string, frame: Buffer) => {
      const opened = openFrame(sealer, frame);
      if (opened) kinds.push(opened.kind);
      if (opened && 'bytes' in opened) bytes.push(opened.bytes);
      return true;
    },
    listens: async () => true,
    problems: () => [],
    close: async () => undefined,
  };
  const answerer = createAnswerer({ channel, sealer, events: createEvents() });
  const data = sealJob(sealer, 'source-A', 'id', 'asker', { query: queryTo('A'), window: 4, ...understood });
  const given = async function* () {
    yield batch;
  };
  await answerer.answer('source-A', given, { id: 'id', data });
  return { kinds, bytes: Buffer.concat(bytes) };
}

it('an asker of an earlier release gets one part a line, each with its text in it, and the end by itself', async () => {
  const { kinds, bytes } = await sentTo({});
  expect(kinds).toEqual(['taken', 'chunk', 'end']);
  const lines = bytes.toString().trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(batch);
  // A worker of that release sends the same: this one reads it.
  expect([...createJoiner().push(bytes)].flat()).toEqual(batch);
});

it('one of this release gets what came together as one', async () => {
  const { kinds, bytes } = await sentTo({ endsInChunk: true, takesBatches: true });
  expect(kinds).toEqual(['taken', 'last']);
  const [joined = [], ...others] = createJoiner().push(bytes);
  expect(others).toEqual([]);
  expect(joined.map((part) => ('text' in part ? { ...part, text: `${part.text}` } : part))).toEqual(batch);
});
