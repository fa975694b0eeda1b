import { describe, expect, it } from 'vitest';
import { messagePromises } from '../../chaos/message-promises.ts';

const patient = '191212121212';
const acknowledged = ['a', 'b', 'c'].map((object, at) => ({ patient, object, at }));
const told = ['a', 'b', 'c'].map((object) => ({ patient, object, messageId: `id-${object}` }));
const kept = (what: typeof told) => messagePromises(acknowledged, what).map((verdict) => verdict.kept);

describe('of messages it is seen', () => {
  it('that all came, once each, in order', () => {
    expect(kept(told)).toEqual([true, true, true]);
    expect(kept([{ patient, object: 'unacknowledged', messageId: 'x' }, ...told])).toEqual([true, true, true]);
  });

  it('that one was lost', () => {
    expect(kept(told.slice(1))).toEqual([false, true, true]);
    expect(messagePromises([], [])[0]?.kept).toBe(false);
  });

  it('that one came twice: as a repeat, or as if it were new', () => {
    expect(kept([...told, ...told])).toEqual([true, true, true]);
    expect(kept([...told, { patient, object: 'a', messageId: 'another' }])).toEqual([true, false, true]);
  });

  it('that one overtook another of the same patient', () => {
    expect(kept(told.toReversed())).toEqual([true, true, false]);
  });
});
