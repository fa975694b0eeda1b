import { describe, expect, it } from 'vitest';
import type { HoldersLine } from '../../../src/faces/portal-api/shapes/holders.ts';
import { nothingTold, withLine } from '../../../src/portal/gate/holders-state.ts';

const named = (hsaId: string) => ({ hsaId, name: hsaId });
const blocker = { ...named('umea'), careProvider: 'umea', switchboard: null, onCall: null };
const absent = { ...named('dalarna'), reasons: ['provider-not-connected'] } as const;
const lines: readonly HoldersLine[] = [
  { kind: 'begun', sources: [named('vas'), named('ncs')], notAsked: [absent] },
  { kind: 'answered', source: named('ncs'), failed: false, holders: [named('umea')], blockers: [blocker] },
  { kind: 'answered', source: named('vas'), failed: true, holders: [named('lulea'), named('umea')], blockers: [] },
  { kind: 'done' },
];

describe('who holds information', () => {
  it('is known bit by bit, and who has not answered is said', () => {
    const [begun, first, second, done] = lines.map((_, index) =>
      lines.slice(0, index + 1).reduce(withLine, nothingTold),
    );
    expect(begun).toMatchObject({ waiting: [named('vas'), named('ncs')], done: false });
    expect(first).toMatchObject({ waiting: [named('vas')], holders: [named('umea')], blockers: [blocker] });
    expect(second).toMatchObject({ waiting: [], failed: [named('vas')], holders: [named('umea'), named('lulea')] });
    // Whom nobody has asked has said nothing, and that stands.
    expect(done).toMatchObject({ done: true, blockers: [blocker], notAsked: [absent] });
  });
});
