import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadingEvent } from '../../../src/faces/portal-api/shapes/reading.ts';
import type { SourceCoverage } from '../../../src/overview/coverage.ts';
import { nothingRead, type ReadingState, readingState } from '../../../src/portal/overview/reading-state.ts';
import { answered, contracts, done, failed, notAsked, part, read, started } from './made-up.ts';

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

/** What comes of one reading while another is under way as well. */
const coming = (state: ReadingState, reading: number, ...events: ReadingEvent[]) =>
  events.reduce((now, event) => readingState(now, { kind: 'came', reading, event }), state);
const end = (...coverage: SourceCoverage[]) => done({ coverage });
const onlyCell = ({ cells }: ReadingState) => [...cells.values()][0];

describe('two readings at once', () => {
  const failedFirst = read([started(['A', 'B']), part('B', [], { coverage: failed('B') })]);

  it('leave the answer of the one that asked again, whichever ends first', () => {
    const asking = read([started(['B'])], failedFirst, 2);
    expect(cellsOf(coming(asking, 1, end(failed('B')))).B?.kind).toBe('waiting');
    const answer = part('B', ['1']);
    const orders = [
      coming(coming(asking, 1, end(failed('B'))), 2, answer, end(answered('B'))),
      coming(coming(asking, 2, answer, end(answered('B'))), 1, end(failed('B'))),
    ];
    for (const state of orders) expect(cellsOf(state).B).toEqual({ kind: 'answered', shown: ['1'], late: [] });
  });

  it('both give what they have, and the wider one tells how far back', () => {
    const lastYear = started([], {
      asked: [{ contract: contracts.diagnosis, source: 'A', name: 'A', from: '20250101' }],
    });
    const both = read([lastYear], read([started(['A'])]), 2);
    for (const [wide, narrow] of [[both, 'first'] as const, [both, 'last'] as const]) {
      const acute = (state: ReadingState) => coming(state, 2, part('A', ['1']), end(answered('A')));
      const everything = (state: ReadingState) => coming(state, 1, part('A', ['2', '1']), end(answered('A')));
      const first = narrow === 'first' ? acute(wide) : everything(wide);
      expect(onlyCell(first)).toMatchObject({ state: { kind: 'waiting' }, isToldOf: false });
      const state = narrow === 'first' ? everything(first) : acute(first);
      expect(cellsOf(state).A?.shown.toSorted()).toEqual(['1', '2']);
      expect(onlyCell(state)).toMatchObject({
        state: { kind: 'answered' },
        covers: { from: undefined },
        isToldOf: true,
      });
    }
  });

  it('do not make good what the other failed in', () => {
    const both = read([started(['A'])], read([started(['A'])]), 2);
    const state = coming(coming(both, 1, part('A', [], { coverage: failed('A') })), 2, part('A', ['1']), done());
    expect(cellsOf(state).A).toMatchObject({ kind: 'failed', shown: ['1'] });
    expect(onlyCell(state)?.reading).toBe(1);
  });

  it('break off only what neither has answered', () => {
    const both = read([started(['A'])], read([started(['A'])]), 2);
    const one = readingState(both, { kind: 'aborted', reading: 2 });
    expect(cellsOf(one).A?.kind).toBe('waiting');
    expect(cellsOf(readingState(one, { kind: 'aborted', reading: 1 })).A?.kind).toBe('broken-off');
  });
});

describe('a platform', () => {
  const first = read([started(['P']), part('P', ['1']), end(answered('P'), { ...failed('B'), through: 'P' })]);

  it('tells in the end how those behind it stand', () => {
    expect(cellsOf(first)).toMatchObject({ P: { kind: 'answered' }, B: { kind: 'failed' } });
  });

  it('is asked again for all of them', () => {
    const asking = read([started(['P'])], first, 2);
    expect(cellsOf(asking).B?.kind).toBe('waiting');
    const state = coming(asking, 2, part('P', ['1']), end(answered('P'), answered('B', { through: 'P' })));
    expect(cellsOf(state)).toMatchObject({ P: { kind: 'answered' }, B: { kind: 'answered' } });
    expect(cellsOf(coming(asking, 2, part('P', ['1']), end(answered('P')))).B?.kind).toBe('broken-off');
  });

  it('is not told of by a reading that another has taken the place of', () => {
    const state = read([started(['P'])], read([started(['P'])]), 2);
    expect(cellsOf(coming(state, 1, end(answered('B', { through: 'P' }))))).not.toHaveProperty('B');
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
