import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFrame, sealFrame } from '../../src/bus/frame.ts';
import { openJob, sealJob } from '../../src/bus/job.ts';
import { createSealer, SEAL_BYTES } from '../../src/bus/seal.ts';
import { KEY, newSource, PATIENT, queryTo } from './fixtures.ts';

const sealer = createSealer(KEY);
const bytes = fc.uint8Array({ maxLength: 2_000 });

describe('the seal', () => {
  it('gives back what was sealed, for its context and key only', () => {
    fc.assert(
      fc.property(bytes, fc.string(), fc.string(), (content, context, other) => {
        const envelope = sealer.seal(content, context);
        expect(envelope.length).toBe(content.length + SEAL_BYTES);
        expect(sealer.open(envelope, context)).toEqual(Buffer.from(content));
        if (other !== context) expect(sealer.open(envelope, other)).toBeUndefined();
        expect(createSealer(Buffer.alloc(32, 1)).open(envelope, context)).toBeUndefined();
      }),
    );
  });

  it('comes after what stands in clear, which is none of it', () => {
    fc.assert(
      fc.property(bytes, bytes, (content, clear) => {
        const both = sealer.seal(content, 'context', clear);
        expect(both.subarray(0, clear.length)).toEqual(Buffer.from(clear));
        expect(sealer.open(both.subarray(clear.length), 'context')).toEqual(Buffer.from(content));
      }),
    );
  });

  it('opens nothing that was changed anywhere, or cut', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (content, place, flip) => {
        const envelope = sealer.seal(content, 'context');
        const at = place % envelope.length;
        const changed = Buffer.from(envelope);
        changed[at] = (changed[at] as number) ^ flip;
        expect(sealer.open(changed, 'context')).toBeUndefined();
        expect(sealer.open(envelope.subarray(0, at), 'context')).toBeUndefined();
      }),
    );
  });

  it('never looks the same twice', () => {
    const once = sealer.seal(Buffer.from(PATIENT), '');
    expect(sealer.seal(Buffer.from(PATIENT), '').equals(once)).toBe(false);
  });

  it('takes keys of 32 bytes only', () => {
    expect(() => createSealer(Buffer.alloc(16))).toThrow(RangeError);
  });
});

describe('a job', () => {
  const query = queryTo(newSource());
  const data = sealJob(sealer, 'source-A', 'id', 'asker', { query, window: 4 });

  it('opens on its own queue, under its own id, as it was', () => {
    expect(openJob(sealer, 'source-A', 'id', data)).toEqual({ query, window: 4 });
    expect(openJob(sealer, 'source-B', 'id', data)).toBeUndefined();
    expect(openJob(sealer, 'source-A', 'other', data)).toBeUndefined();
    expect(openJob(sealer, 'source-A', 'id', { ...data, deadline: data.deadline + 1 })).toBeUndefined();
    expect(openJob(sealer, 'source-A', 'id', { ...data, replyTo: 'someone else' })).toBeUndefined();
    expect(openJob(sealer, 'source-A', 'id', { ...data, v: 3 })).toBeUndefined();
  });
});

describe('a frame', () => {
  const leg = { id: 'id', queue: 'source-A', from: 'worker' };

  it('comes through whole', () => {
    const chunk = { ...leg, kind: 'chunk', number: 7, bytes: Buffer.from('abc') } as const;
    const failure = { ...leg, kind: 'failure', number: 8, reason: 'refused', status: 403, text: 'nej' } as const;
    for (const frame of [chunk, failure]) expect(openFrame(sealer, sealFrame(sealer, frame))).toEqual(frame);
  });

  it('is unreadable when its head was changed, and nothing when it is no frame', () => {
    const sealed = sealFrame(sealer, { ...leg, kind: 'end', number: 3, parts: 1 });
    const moved = Buffer.from(sealed.toString('latin1').replace('"number":3', '"number":4'), 'latin1');
    expect(openFrame(sealer, moved)).toMatchObject({ kind: 'unreadable', id: 'id' });
    fc.assert(
      fc.property(bytes, (noise) => {
        expect(openFrame(sealer, Buffer.from(noise))).toBeUndefined();
      }),
    );
  });
});
