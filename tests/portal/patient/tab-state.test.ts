import { describe, expect, it } from 'vitest';
import type { OpenPatient } from '../../../src/faces/portal-api/shapes/patient.ts';
import { nextTabState, type TabState } from '../../../src/portal/patient/tab-state.ts';

const tolvan = { opening: 'one', patient: { identity: { id: '191212121212', type: '1' } } } as OpenPatient;
const open: TabState = { kind: 'open', open: tolvan };

describe('a tab', () => {
  it('lets go of its patient when another is opened elsewhere, and does not follow by itself', () => {
    const left = nextTabState(open, { kind: 'told', opening: 'two' });
    expect(left).toEqual({ kind: 'left', because: 'another-opened' });
    expect(nextTabState(left, { kind: 'told', opening: 'three' })).toEqual(left);
    expect(nextTabState(left, { kind: 'look' })).toEqual({ kind: 'looking' });
  });

  it('lets go of its patient when she is closed elsewhere', () => {
    expect(nextTabState(open, { kind: 'told', opening: undefined })).toEqual({ kind: 'left', because: 'closed' });
  });

  it('keeps her when told of her own opening', () => {
    expect(nextTabState(open, { kind: 'told', opening: 'one' })).toBe(open);
  });

  it('lets go of her when the bridge says that she is not open', () => {
    expect(nextTabState(open, { kind: 'refused' })).toEqual({ kind: 'left', because: 'another-opened' });
    expect(nextTabState({ kind: 'none' }, { kind: 'refused' })).toEqual({ kind: 'none' });
  });

  it('that shows nobody looks who was opened', () => {
    expect(nextTabState({ kind: 'none' }, { kind: 'told', opening: 'two' })).toEqual({ kind: 'looking' });
    expect(nextTabState({ kind: 'none' }, { kind: 'told', opening: undefined })).toEqual({ kind: 'none' });
  });

  it('shows whom it was told of, and nobody when there is none', () => {
    expect(nextTabState({ kind: 'looking' }, { kind: 'found', open: tolvan })).toEqual(open);
    expect(nextTabState({ kind: 'looking' }, { kind: 'found', open: undefined })).toEqual({ kind: 'none' });
    expect(nextTabState(open, { kind: 'closed-here' })).toEqual({ kind: 'none' });
  });
});
