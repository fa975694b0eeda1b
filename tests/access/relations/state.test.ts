import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../../src/access/action.ts';
import { relationStateOf } from '../../../src/access/relations/state.ts';
import { action, clinic, sampleRelation } from '../sample-registrations.ts';

const registered = new Date('2026-05-01T08:00:00Z');
const [start, end] = ['2026-05-08T08:00:00.000Z', '2026-05-15T08:00:00.000Z'];

function stateAt(at: string, cancelledAt?: string) {
  const cancelled: Recorded | undefined = cancelledAt === undefined ? undefined : { action, recordedAt: cancelledAt };
  const relation = { ...sampleRelation(registered, { end }), start, recordedAt: registered.toISOString(), cancelled };
  return relationStateOf([relation], clinic, new Date(at)).state;
}

describe('a relation that was booked for later', () => {
  it('is one from its start to its end', () => {
    expect(['2026-05-08T07:59:59Z', start, '2026-05-15T07:59:59Z', end].map((at) => stateAt(at))).toEqual([
      'none',
      'current',
      'current',
      'ended',
    ]);
  });

  it('has ended where it was taken back after it began', () => {
    expect(stateAt('2026-05-10T08:00:00Z', '2026-05-09T08:00:00.000Z')).toBe('ended');
  });

  it('has never been where it was taken back before: nothing rests on it, no certificate either', () => {
    expect(stateAt('2026-05-10T08:00:00Z', '2026-05-02T08:00:00.000Z')).toBe('none');
  });
});
