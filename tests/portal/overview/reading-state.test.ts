import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingRead, type ReadingState, readingState } from '../../../src/portal/overview/reading-state.ts';
import { contracts, done, failed, notAsked, part, read, started } from './made-up.ts';

const cellsOf = ({ cells }: ReadingState) =>
  Object.fromEntries(
    [...cells.values()].map(({ source, state, shown, late }) => [
      source,
      { kind: state.kind, shown: shown.map(({ documentId }) => documentId), late: late.map((each) => each.documentId) },
    ]),
  );

const settled = (state: ReadingState, ...types: ('alert' | 'diagnosis' | 'contact')[]) =>
  readingState(state, { kind: 'settled', types });

describe('what has been read', () => {
  it('fills as each answers, and tells who failed and who was not asked', () => {
    const state = read([
      started(['A', 'B'], { notAsked: [notAsked('C')] }),
      part('A', ['1'], { coverage: undefined }),
      part('A', ['2']),
      part('B', [], { coverage: failed('B') }),
      done({ notes: ['blocked-exists'] }),
    ]);
    expect(cellsOf(state)).toEqual({
      A: { kind: 'answered', shown: ['1', '2'], late: [] },
      B: { kind: 'failed', shown: [], late: [] },
      C: { kind: 'not-asked', shown: [], late: [] },
    });
    expect(state.told.notes).toEqual(['blocked-exists']);
    expect(state.running.size).toBe(0);
  });

  it('drops what comes of a reading that was stopped, or that it never heard of', () => {
    const reading = read([started(['A'])]);
    const stopped = readingState(reading, { kind: 'aborted', reading: 1 });
    expect(cellsOf(stopped).A?.kind).toBe('broken-off');
    for (const state of [stopped, nothingRead])
      expect(readingState(state, { kind: 'came', reading: 1, event: part('A', ['1']) })).toBe(state);
    expect(cellsOf(readingState(reading, { kind: 'came', reading: 2, event: part('A', ['1']) })).A?.shown).toEqual([]);
  });

  it('calls slow only those who have not answered', () => {
    const state = read([started(['A', 'B']), part('A', [])]);
    const states = [...readingState(state, { kind: 'slow', reading: 1 }).cells.values()].map(({ state }) => state);
    expect(states).toMatchObject([{ kind: 'answered' }, { kind: 'waiting', slow: true }]);
  });

  it('keeps what it has when a reading breaks off, and says that the rest has not answered', () => {
    const problem = { code: 'UNREACHABLE', title: '', correlationId: undefined };
    const state = readingState(read([started(['A', 'B']), part('A', ['1'])]), { kind: 'broke', reading: 1, problem });
    expect(cellsOf(state)).toMatchObject({ A: { shown: ['1'] }, B: { kind: 'broken-off' } });
    expect(state.problem).toEqual(problem);
  });

  it('takes in the same record once when it is asked again, and remembers an answer that a later failure follows', () => {
    const first = read([started(['A']), part('A', ['1', '2']), done()]);
    const again = read([started(['A']), part('A', ['2', '3']), done()], first, 2);
    expect(cellsOf(again).A?.shown).toEqual(['1', '2', '3']);
    const lost = read([started(['A']), part('A', [], { coverage: failed('A') }), done()], again, 3);
    expect(cellsOf(lost).A).toMatchObject({ kind: 'failed', shown: ['1', '2', '3'] });
    expect([...lost.cells.values()][0]?.covers).toEqual({ from: undefined });
  });
});

describe('what comes late', () => {
  it('waits in a part that is being read until it is asked for', () => {
    const reading = settled(read([started(['A', 'B']), part('A', ['1'])]), 'diagnosis');
    const late = readingState(reading, { kind: 'came', reading: 1, event: part('B', ['2']) });
    expect(cellsOf(late).B).toEqual({ kind: 'answered', shown: [], late: ['2'] });
    expect(cellsOf(readingState(late, { kind: 'insert', type: 'alert' }))).toEqual(cellsOf(late));
    expect(cellsOf(readingState(late, { kind: 'insert', type: 'diagnosis' })).B).toMatchObject({
      shown: ['2'],
      late: [],
    });
  });

  it('waits above what is being read, which it would push down, but not below', () => {
    const both = started([], {
      asked: [contracts.alert, contracts.contact].map((contract) => ({ contract, source: 'A', name: 'A' })),
    });
    const state = settled(read([both]), 'diagnosis');
    const came = [contracts.alert, contracts.contact].reduce(
      (now, contract) => readingState(now, { kind: 'came', reading: 1, event: part('A', ['1'], { contract }) }),
      state,
    );
    expect([...came.cells.values()].map(({ shown, late }) => [shown.length, late.length])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('never changes what is shown of a part that is being read, whatever comes and in whatever order', () => {
    const events = fc.array(
      fc.oneof(
        fc
          .record({
            source: fc.constantFrom('A', 'B'),
            ids: fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 3 }),
          })
          .map(({ source, ids }) => part(source, ids, { coverage: undefined })),
        fc.constantFrom('A', 'B').map((source) => part(source, [], { coverage: failed(source) })),
        fc.constantFrom(done(), done({ aliased: [{ contract: 'GetDiagnosis:2', source: 'A', documentId: '1' }] })),
      ),
    );
    fc.assert(
      fc.property(events, (coming) => {
        const before = settled(
          read([started(['A', 'B']), part('A', ['0', '1'], { coverage: undefined })]),
          'diagnosis',
        );
        let state = before;
        for (const event of coming) state = readingState(state, { kind: 'came', reading: 1, event });
        const shown = (one: ReadingState) =>
          [...one.cells.values()].flatMap((cell) => cell.shown.map((each) => each.documentId));
        expect(shown(state)).toEqual(shown(before));
      }),
    );
  });
});
