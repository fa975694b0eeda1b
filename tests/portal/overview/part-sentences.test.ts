import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partSentences } from '../../../src/portal/overview/part-sentences.ts';
import { readingState } from '../../../src/portal/overview/reading-state.ts';
import { answered, contracts, done, failed, notAsked, part, read, started } from './made-up.ts';

const sources = ['A', 'B', 'C', 'D'];
const sentences = (...events: Parameters<typeof read>[0]) => {
  const { cells, told } = read(events);
  return partSentences([...cells.values()], told);
};

describe('what a part says of itself', () => {
  it('says where nothing was found, who does not deliver and who did not answer', () => {
    expect(
      sentences(
        started(['A', 'B', 'D'], { notAsked: [notAsked('C')] }),
        part('A', []),
        part('B', []),
        part('D', [], { coverage: failed('D') }),
        done(),
      ),
    ).toEqual([
      { kind: 'none-found', at: ['A', 'B'], from: undefined },
      { kind: 'failed', reason: 'timed-out', at: ['D'], answeredBefore: false },
      { kind: 'not-asked', reason: 'does-not-deliver', at: ['C'] },
    ]);
  });

  it('says how far back was asked, what was cut and what was withheld', () => {
    const asked = [{ contract: 'GetDiagnosis:2', source: 'A', name: 'A', from: '20250101' } as const];
    const coverage = answered('A', { records: 1, withheld: 3, withheldFor: { broken: 2 } });
    expect(sentences(started([], { asked }), part('A', ['1'], { coverage, cut: { shown: 1, of: 2 } }), done())).toEqual(
      [
        { kind: 'found', at: ['A'], from: '20250101' },
        { kind: 'cut', shown: 1, of: 2, at: ['A'] },
        { kind: 'withheld', reason: 'broken', count: 2, at: ['A'] },
        { kind: 'withheld', reason: 'not-said', count: 1, at: ['A'] },
      ],
    );
  });

  it('says from when a source delivers, whether or not it has given anything', () => {
    const deliversFrom = '2015-01-01';
    const from = { kind: 'delivers-from', date: deliversFrom, at: ['A'] };
    for (const ids of [[], ['1']]) {
      const coverage = answered('A', { records: ids.length, deliversFrom });
      expect(sentences(started(['A']), part('A', ids, { coverage }), done())).toContainEqual(from);
    }
  });

  it('does not call found nothing where something is hidden, also of what a later reading has asked', () => {
    const first = read([started(['A']), part('A', []), done()]);
    const sentencesAfter = (state: typeof first) =>
      partSentences([...state.cells.values()], state.told).map(({ kind }) => kind);
    expect(sentencesAfter(first)).toEqual(['none-found']);
    const contact = started(['B'], { contract: contracts.contact });
    const second = read([contact, part('B', [], { contract: contracts.contact })], first, 2);
    expect(sentencesAfter(second)).toEqual(['none-found', 'none-shown']);
    const stopped = readingState(second, { kind: 'aborted', reading: 2 });
    const third = read([started(['C']), done()], stopped, 3);
    expect(sentencesAfter(third)).toEqual(['none-found', 'none-shown', 'broken-off']);
    const hiding = read([started(['C']), part('C', []), done({ notes: ['unblocked-exists'] })], third, 4);
    expect(sentencesAfter(hiding)).toEqual(['none-shown', 'may-be-hidden']);
  });

  it('never claims more than it knows', () => {
    const outcome = fc.constantFrom('empty', 'some', 'withheld', 'failed', 'silent', 'not-asked', 'not-stated');
    fc.assert(
      fc.property(
        fc.array(outcome, { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        fc.boolean(),
        (outcomes, hidden, ends) => {
          const of = (...kinds: string[]) => sources.filter((_, index) => kinds.includes(outcomes[index] ?? ''));
          const said = sentences(
            started(
              sources.filter((source) => !of('not-asked').includes(source)),
              { notAsked: of('not-asked').map((source) => notAsked(source)) },
            ),
            ...of('empty').map((source) => part(source, [])),
            ...of('some').map((source) => part(source, ['1'])),
            ...of('withheld').map((source) => part(source, [], { coverage: answered(source, { withheld: 1 }) })),
            ...of('not-stated').map((source) =>
              part(source, [], { coverage: answered(source, { notes: ['sources-not-stated'] }) }),
            ),
            ...of('failed').map((source) => part(source, [], { coverage: failed(source) })),
            ...(ends ? [done({ notes: hidden ? ['blocked-exists'] : [] })] : []),
          );
          const at = (kind: string) => said.flatMap((each) => (each.kind === kind && 'at' in each ? each.at : []));
          // That nothing was found is said when it is told that nothing is hidden, and not before.
          expect(at(ends && !hidden ? 'none-found' : 'none-shown')).toEqual(of('empty'));
          expect(at('found')).toEqual(of('some'));
          // Everyone is accounted for, none twice.
          expect(said.flatMap((each) => ('at' in each ? each.at : [])).sort()).toEqual(sources);
          expect(said.some(({ kind }) => kind === 'may-be-hidden')).toBe(ends && hidden);
        },
      ),
    );
  });
});
