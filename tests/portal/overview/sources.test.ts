import { describe, expect, it } from 'vitest';
import { sourceStandings } from '../../../src/portal/overview/sources.ts';
import { contracts, done, failed, notAsked, part, read, started } from './made-up.ts';

const { alert, diagnosis } = contracts;

describe('how the sources stand', () => {
  it('says of each in one word how it stands over all that was asked, and what to ask again', () => {
    const asked = ['D', 'C', 'B', 'A'].flatMap((source) =>
      [alert, diagnosis].map((contract) => ({ contract, source, name: source })),
    );
    const { cells } = read([
      started([], { asked, notAsked: [notAsked('E')] }),
      ...[alert, diagnosis].map((contract) => part('A', ['1'], { contract })),
      part('B', [], { contract: alert }),
      part('B', [], { coverage: failed('B') }),
      ...[alert, diagnosis].map((contract) => part('C', [], { contract, coverage: failed('C', contract) })),
    ]);
    const standings = sourceStandings(cells.values());
    expect(standings.map(({ name, kind, records }) => [name, kind, records])).toEqual([
      ['A', 'answered', 2],
      ['B', 'answered-in-part', 0],
      ['C', 'failed', 0],
      ['D', 'waiting', 0],
      ['E', 'not-asked', 0],
    ]);
    const choice = { kind: 'everything' };
    expect(standings.map(({ again }) => again)).toEqual([
      [],
      [{ choice, again: { source: 'B', contracts: [diagnosis] } }],
      [{ choice, again: { source: 'C', contracts: [alert, diagnosis] } }],
      [],
      [],
    ]);
  });

  it('has nothing to ask again of those who answered', () => {
    const { cells } = read([started(['A']), part('A', []), done()]);
    expect(sourceStandings(cells.values())).toMatchObject([{ kind: 'answered', again: [] }]);
  });
});
