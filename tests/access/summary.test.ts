import { describe, expect, it } from 'vitest';
import { type BlockState, type Circumstances, decideRecord, type Owner, summarize } from '../../src/access/index.ts';
import { consent, elsewhere, inOrder, known, ownProvider, ownUnit, physician } from './circumstances.ts';

const decided = (change: Partial<Circumstances>, ...records: readonly [Owner, BlockState][]) =>
  summarize(
    physician,
    records.map(([owner, state]) => ({
      decision: decideRecord({ ...inOrder, ...change }, owner, known(state)),
      owner,
    })),
  );
const nothing = { unblockedExists: false, blockedExists: false, holders: [], blockers: [], ownUnits: [] };

describe('an answer as a whole', () => {
  it('permits when there is nothing', () => {
    expect(decided({})).toEqual({ ...nothing, outcome: 'permit' });
  });

  it('is mixed: what may be is shown, what is blocked is indicated', () => {
    const summary = decided({}, [elsewhere, 'none'], [elsewhere, 'outer']);
    expect(summary).toEqual({ ...nothing, outcome: 'partial', blockedExists: true });
  });

  it('gives both indicators without consent, and no names', () => {
    const summary = decided({ consent: consent('none') }, [elsewhere, 'none'], [elsewhere, 'inner']);
    expect(summary).toEqual({ ...nothing, outcome: 'deny', unblockedExists: true, blockedExists: true });
  });

  it('names holders and blockers in an emergency: care providers, and own units', () => {
    const other = { ...elsewhere, careProvider: 'SE2321000206-DEMOVG' };
    const records: [Owner, BlockState][] = [
      [elsewhere, 'none'],
      [elsewhere, 'none'],
      [other, 'outer'],
      [ownProvider, 'inner'],
      [ownUnit, 'none'],
    ];
    expect(decided({ consent: consent('emergency') }, ...records)).toEqual({
      outcome: 'partial',
      unblockedExists: true,
      blockedExists: true,
      holders: [elsewhere.careProvider],
      blockers: [other.careProvider, ownProvider.careUnit],
      ownUnits: [ownProvider.careUnit],
    });
  });

  it('names own units to choose among, without saying that others hold anything', () => {
    const summary = decided({ choice: false }, [ownProvider, 'none'], [ownUnit, 'none']);
    expect(summary).toEqual({
      ...nothing,
      outcome: 'partial',
      holders: [ownProvider.careUnit],
      ownUnits: [ownProvider.careUnit],
    });
  });

  it('does not show a restriction under the draft of EHDS', () => {
    const summary = decided({ ruleSet: 'ehds-draft' }, [elsewhere, 'none'], [elsewhere, 'outer']);
    expect(summary).toEqual({ ...nothing, outcome: 'partial' });
  });
});
