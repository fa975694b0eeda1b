import { describe, expect, it } from 'vitest';
import type { ContractId } from '../../../src/contracts/record.ts';
import { nothingRead, type ReadingState, readingState } from '../../../src/portal/overview/reading-state.ts';
import { askAgain, sourceStandings } from '../../../src/portal/overview/sources.ts';
import { together } from '../../../src/portal/overview/what-is-asked.ts';
import { answered, contracts, done, failed, notAsked, part, read, started } from './made-up.ts';

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

  it('asks the platform of those behind it, once for all of them', () => {
    const behind = ['A', 'B'].map((source) => ({ ...failed(source), through: 'P' }));
    const { cells } = read([started(['P']), part('P', []), done({ coverage: [answered('P'), ...behind] })]);
    const again = { source: 'P', contracts: [diagnosis] };
    expect(askAgain([...cells.values()])).toEqual([{ choice: { kind: 'everything' }, again }]);
    expect(sourceStandings(cells.values()).map((each) => each.again.length)).toEqual([1, 1, 0]);
  });

  it('asks once for what was chosen type by type', () => {
    const choose = (state: ReadingState, contract: ContractId, reading: number) => {
      const choice = { kind: 'contracts', contracts: [contract] } as const;
      const events = [
        started(['A'], { contract }),
        part('A', [], { contract, coverage: failed('A', contract) }),
        done(),
      ];
      const chosen = readingState(state, { kind: 'chosen', reading, request: { choice } });
      return events.reduce((now, event) => readingState(now, { kind: 'came', reading, event }), chosen);
    };
    const { cells, chosen } = choose(choose(nothingRead, alert, 1), diagnosis, 2);
    const both = { kind: 'contracts', contracts: [alert, diagnosis] };
    expect(askAgain([...cells.values()])).toEqual([
      { choice: both, again: { source: 'A', contracts: [alert, diagnosis] } },
    ]);
    expect(together([...chosen, { kind: 'acute' }, { kind: 'acute' }])).toEqual([{ kind: 'acute' }, both]);
  });
});
