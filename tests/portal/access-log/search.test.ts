import { describe, expect, it } from 'vitest';
import { askedOf, midnight } from '../../../src/portal/access-log/search/search.ts';

const today = new Date('2026-11-26T12:00:00Z');

describe('what an officer asks the log', () => {
  it('leaves out what is blank and takes away blanks around the rest', () => {
    expect(askedOf({ person: '  SE2321000230-DEMOLAK ', unit: ' ', outcome: undefined }, today)).toEqual({
      kind: 'search',
      body: { person: 'SE2321000230-DEMOLAK' },
    });
  });

  it('reads a number as people write it, and takes an identity as it is', () => {
    const linked = { id: '22950606FH20', type: '1.2.752.74.9.1' };
    expect(askedOf({ patient: '19121212-1212' }, today)).toMatchObject({ body: { patient: { id: '191212121212' } } });
    expect(askedOf({ patient: linked }, today)).toMatchObject({ body: { patient: linked } });
    expect(askedOf({ patient: '191212121213' }, today)).toEqual({ kind: 'wrong', field: 'patient' });
  });

  it('searches whole days, the last of them too', () => {
    const asked = askedOf({ firstDay: '2026-11-01', lastDay: '2026-11-01' }, today);
    expect(asked).toEqual({
      kind: 'search',
      body: { from: midnight('2026-11-01', 0), to: midnight('2026-11-02', 0) },
    });
    expect(askedOf({ firstDay: '2026-11-02', lastDay: '2026-11-01' }, today)).toMatchObject({ field: 'lastDay' });
  });
});
