import { describe, expect, it } from 'vitest';
import type { ShownAssignment, ShownSession } from '../../../src/faces/portal-api/shapes/session.ts';
import { type Held, nextHeld, resumptionOf } from '../../../src/portal/sign-in/held-session.ts';
import { phaseOf, sessionClock } from '../../../src/portal/sign-in/session-clock.ts';

const session = (hsaId: string, assignment?: string): ShownSession => ({
  person: { hsaId, name: hsaId, title: undefined, assurance: 3, signedInBy: 'siths' },
  assignment: assignment === undefined ? null : ({ hsaId: assignment } as ShownAssignment),
  assignmentEnded: false,
  roles: [],
  output: [],
  launched: false,
  idleUntil: '',
  endsAt: '',
});
const ylva = session('YLVA', 'care');
const told = (one: ShownSession | null) => ({ kind: 'told', session: one }) as const;
const working: Held = { kind: 'signed-in', session: ylva };
const covered: Held = { kind: 'ended', session: ylva };

describe('what a tab holds', () => {
  it.each<[string, Held, ShownSession | null, Held]>([
    ['nobody signs in', { kind: 'nobody' }, null, { kind: 'nobody' }],
    ['somebody does', { kind: 'nobody' }, ylva, working],
    ['the session has ended', working, null, covered],
    [
      'it has ended before an assignment was chosen',
      { kind: 'signed-in', session: session('YLVA') },
      null,
      { kind: 'nobody' },
    ],
    [
      'another assignment is chosen',
      working,
      session('YLVA', 'quality'),
      { kind: 'signed-in', session: session('YLVA', 'quality') },
    ],
    ['somebody else is signed in', working, session('AINO', 'logs'), { kind: 'discarded' }],
    ['somebody else signs in after it has ended', covered, session('AINO'), { kind: 'discarded' }],
    ['she signs in again, and nothing is resumed yet', covered, session('YLVA'), covered],
    ['it was thrown away', { kind: 'discarded' }, ylva, { kind: 'discarded' }],
  ])('when %s', (_what, held, now, next) => {
    expect(nextHeld(held, told(now))).toEqual(next);
  });

  it('is covered when the time is out, and there again when resumed', () => {
    expect(nextHeld(working, { kind: 'ran-out' })).toEqual(covered);
    expect(nextHeld(covered, { kind: 'resumed', session: ylva })).toEqual(working);
    expect(nextHeld(covered, { kind: 'discard' })).toEqual({ kind: 'discarded' });
  });
});

it.each([
  ['nobody', null, 'wait'],
  ['somebody else', session('AINO', 'care'), 'discard'],
  ['she, without an assignment', session('YLVA'), 'choose'],
  ['she, under the same', session('YLVA', 'care'), 'as-it-was'],
  ['she, under another', session('YLVA', 'quality'), 'discard'],
])('a covered page, when %s is signed in', (_who, now, resumption) => {
  expect(resumptionOf(ylva, now)).toBe(resumption);
});

it.each([
  [1_800, 28_800, 1_679, 'lasting'],
  [1_800, 28_800, 1_680, 'ending'],
  [1_800, 28_800, 1_799, 'ending'],
  [1_800, 28_800, 1_800, 'over'],
  [60, 28_800, 29, 'lasting'],
  [60, 28_800, 30, 'ending'],
  [60, 28_800, 86_400, 'over'],
  [900, 900, 779, 'lasting'],
  [900, 900, 780, 'ending-for-good'],
  // Used once more when that was told.
  [90, 90, 0, 'ending-for-good'],
  [90, 90, 90, 'over'],
])('a session of %i seconds, and %i at most, is, after %i, %s', (left, atMost, after, phase) => {
  expect(phaseOf(sessionClock({ left, atMost }, 0), after * 1000)).toBe(phase);
});
