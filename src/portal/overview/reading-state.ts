import type { Lacking } from '../../access/index.ts';
import type {
  Choice,
  Done,
  Named,
  Part,
  ReadingEvent,
  ReadingRequest,
  RecordName,
  Started,
} from '../../faces/portal-api/shapes/reading.ts';
import type { SourceCoverage } from '../../overview/coverage.ts';
import type { AnswerNote } from '../../overview/patient.ts';
import type { InformationType } from '../records/information-type.ts';
import { informationTypes } from '../records/information-type.ts';
import {
  type Ask,
  type Cell,
  type CellKey,
  type CellState,
  isWaitedFor,
  keyOf,
  owes,
  partFor,
  type ReadRecord,
  stateOf,
  wider,
} from './cells.ts';

/** All that is on the page about the open patient, however many readings it came by. */
export interface ReadingState {
  readonly cells: ReadonlyMap<CellKey, Cell>;
  /** Readings under way. What comes of any other is dropped. */
  readonly running: ReadonlyMap<number, ReadingRequest>;
  /** Parts that have been before the reader's eyes: nothing may be put into them or above them unasked. */
  readonly settled: ReadonlySet<InformationType>;
  /** In the order of the presses; asking somebody again is none. */
  readonly chosen: readonly Choice[];
  readonly told: Told;
  /** Of the last reading, where it broke off. */
  readonly problem: ReadingProblem | undefined;
}

/** What was said of everything together, when everyone had answered. */
export interface Told {
  readonly notes: readonly AnswerNote[];
  readonly holders: readonly Named[];
  readonly blockers: readonly Named[];
  readonly lacking: readonly Lacking[];
  readonly refused: Done['refused'];
}

export interface ReadingProblem {
  readonly code: string;
  readonly title: string;
  readonly correlationId: string | undefined;
}

export type ReadingAction =
  | { readonly kind: 'chosen'; readonly reading: number; readonly request: ReadingRequest }
  | { readonly kind: 'came'; readonly reading: number; readonly event: ReadingEvent }
  /** Three seconds have passed since the reading was asked. */
  | { readonly kind: 'slow'; readonly reading: number }
  | { readonly kind: 'broke'; readonly reading: number; readonly problem: ReadingProblem }
  /** Stopped by the reader, or by leaving the page. */
  | { readonly kind: 'aborted'; readonly reading: number }
  | { readonly kind: 'settled'; readonly types: readonly InformationType[] }
  /** The reader asks for what came late; of all parts when none is named. */
  | { readonly kind: 'insert'; readonly type: InformationType | undefined }
  /** The page is left: what comes back to it finds nothing. */
  | { readonly kind: 'wiped' };

export const nothingRead: ReadingState = {
  cells: new Map(),
  running: new Map(),
  settled: new Set(),
  chosen: [],
  told: { notes: [], holders: [], blockers: [], lacking: [], refused: [] },
  problem: undefined,
};

export function readingState(state: ReadingState, action: ReadingAction): ReadingState {
  switch (action.kind) {
    case 'chosen':
      return {
        ...state,
        running: new Map(state.running).set(action.reading, action.request),
        chosen: action.request.again ? state.chosen : [...state.chosen, action.request.choice],
        problem: undefined,
      };
    case 'wiped':
      return nothingRead;
    case 'settled':
      return { ...state, settled: new Set([...state.settled, ...action.types]) };
    case 'insert':
      return eachCell(state, (cell) => (concerns(cell, action.type) ? inserted(cell) : cell));
    default: {
      const request = state.running.get(action.reading);
      return request ? ofReading(state, action, request.choice) : state;
    }
  }
}

type OfReading = Extract<ReadingAction, { kind: 'came' | 'slow' | 'broke' | 'aborted' }>;

function ofReading(state: ReadingState, action: OfReading, choice: Choice): ReadingState {
  const { reading } = action;
  switch (action.kind) {
    case 'slow':
      return eachCell(state, (cell) =>
        cell.state.kind === 'waiting' && owes(cell, reading)
          ? { ...cell, state: { kind: 'waiting', slow: true } }
          : cell,
      );
    case 'aborted':
      return ended(state, reading);
    case 'broke':
      return { ...ended(state, reading), problem: action.problem };
    case 'came':
      return came(state, action, choice);
  }
}

function came(
  state: ReadingState,
  { reading, event }: Extract<ReadingAction, { kind: 'came' }>,
  choice: Choice,
): ReadingState {
  switch (event.kind) {
    case 'started':
      return started(state, { reading, choice }, event);
    case 'part':
      return withPart(state, reading, event);
    case 'done':
      return done(state, { reading, choice }, event);
    case 'failed':
      return { ...ended(state, reading), problem: event };
  }
}

interface Asked {
  readonly reading: number;
  readonly choice: Choice;
}

function started(state: ReadingState, { reading, choice }: Asked, { asked, notAsked }: Started): ReadingState {
  const cells = new Map(state.cells);
  for (const { contract, source, name, from } of asked) {
    const ask: Ask = { choice, span: { from }, isAnswered: false };
    const before = cells.get(keyOf({ contract, source })) ?? blank(contract, source, name);
    for (const cell of [before, ...behind(cells.values(), before)]) {
      const asks = new Map(cell.asks).set(reading, ask);
      const state: CellState = { kind: 'waiting', slow: false };
      cells.set(keyOf(cell), { ...cell, choice, reading, asks, isToldOf: false, state, cut: undefined });
    }
  }
  for (const coverage of notAsked) {
    const { contract, source, name, outcome } = coverage;
    const before = cells.get(keyOf(coverage))?.state.kind ?? 'not-asked';
    // That it is not asked this time takes nothing away from what it has answered, or owes, in another reading.
    if (outcome !== 'not-asked' || before !== 'not-asked') continue;
    const cell = { ...blank(contract, source, name), choice, reading, isToldOf: false };
    cells.set(keyOf(coverage), { ...cell, state: { kind: 'not-asked', coverage } });
  }
  return { ...state, cells };
}

/** The systems that a platform asks for us, as far as earlier readings have told of them. */
function behind(cells: Iterable<Cell>, platform: Pick<Cell, 'contract' | 'source'>): readonly Cell[] {
  const isBehind = ({ contract, through }: Cell) =>
    through !== undefined && keyOf({ contract, source: through }) === keyOf(platform);
  return [...cells].filter(isBehind);
}

function blank(
  contract: Cell['contract'],
  source: string,
  name: string,
): Omit<Cell, 'state' | 'choice' | 'reading' | 'isToldOf'> {
  return { contract, source, name, asks: new Map(), shown: [], late: [], cut: undefined, covers: undefined };
}

function withPart(state: ReadingState, reading: number, part: Part): ReadingState {
  const cell = state.cells.get(keyOf(part));
  const ask = cell?.asks.get(reading);
  if (!cell || !ask || ask.isAnswered) return state;
  const records = part.records.map((record) => ({ ...record, reading }));
  const ids = new Set(records.map(({ documentId }) => documentId));
  // What another reading has given is the same record; one reading may give several of one id.
  const isReplaced = (record: ReadRecord) => record.reading !== reading && ids.has(record.documentId);
  const replaced = new Set(cell.shown.filter(isReplaced).map(({ documentId }) => documentId));
  const shown = cell.shown.filter((record) => !isReplaced(record));
  const late = cell.late.filter((record) => !isReplaced(record));
  const atOnce = !isKeptBack(state, cell);
  const filled: Cell = {
    ...cell,
    shown: [...shown, ...records.filter(({ documentId }) => atOnce || replaced.has(documentId))],
    late: [...late, ...records.filter(({ documentId }) => !atOnce && !replaced.has(documentId))],
    ...(part.cut && { cut: part.cut }),
    ...(part.coverage && answer(cell, { reading, ask, coverage: part.coverage })),
  };
  return { ...state, cells: new Map(state.cells).set(keyOf(cell), filled) };
}

/** Whether what comes now would move something that is being read: this part, or one below it. */
function isKeptBack({ settled }: ReadingState, { contract }: Cell): boolean {
  const fromHere = informationTypes.slice(informationTypes.indexOf(partFor(contract)));
  return fromHere.some((type) => settled.has(type));
}

interface Answer {
  readonly reading: number;
  readonly ask: Ask;
  readonly coverage: SourceCoverage;
}

function answer(cell: Cell, { reading, ask, coverage }: Answer): Partial<Cell> {
  const asks = new Map(cell.asks).set(reading, { ...ask, isAnswered: true });
  const covers = coverage.outcome === 'answered' ? wider(cell.covers, ask.span) : cell.covers;
  // What it owes another reading, or has failed in there, is not made good by an answer to this one.
  const isMissing = isWaitedFor(asks) || cell.state.kind === 'failed';
  if (isMissing && coverage.outcome !== 'failed') return { asks, covers };
  return { asks, covers, reading, choice: ask.choice, state: stateOf(coverage) };
}

/** Nothing more comes of the reading: who has not answered by now will not. */
function ended(state: ReadingState, reading: number): ReadingState {
  const running = new Map([...state.running].filter(([one]) => one !== reading));
  return eachCell({ ...state, running }, (cell) => {
    const ask = cell.asks.get(reading);
    if (!ask) return cell;
    const asks = new Map([...cell.asks].filter(([one]) => one !== reading));
    const isBrokenOff = !ask.isAnswered && cell.state.kind === 'waiting' && !isWaitedFor(asks);
    return { ...cell, asks, ...(isBrokenOff && { reading, choice: ask.choice, state: { kind: 'broken-off' } }) };
  });
}

function done(before: ReadingState, asked: Asked, event: Done): ReadingState {
  const toldOf = eachCell(before, (cell) =>
    cell.asks.has(asked.reading) && cell.asks.size === 1 ? { ...cell, isToldOf: true } : cell,
  );
  const state = withCoverage(ended(toldOf, asked.reading), asked, event.coverage);
  const { told } = state;
  const isDuplicate = named(event.possibleDuplicates);
  const isAliased = named(event.aliased);
  const marked = eachCell(state, (cell) => {
    // What stands under another system's name goes, except from where it is being read: there it is marked.
    const stays = isKeptBack(state, cell);
    const mark = (records: Cell['shown'], keep: boolean) =>
      records
        .filter((record) => keep || !isAliased(record))
        .map((record) =>
          (isDuplicate(record) || isAliased(record)) && !record.possibleDuplicate
            ? { ...record, possibleDuplicate: true }
            : record,
        );
    return { ...cell, shown: mark(cell.shown, stays), late: mark(cell.late, false) };
  });
  return {
    ...marked,
    told: {
      notes: [...new Set([...told.notes, ...event.notes])],
      holders: distinct([...told.holders, ...event.holders], ({ hsaId }) => hsaId),
      blockers: distinct([...told.blockers, ...event.blockers], ({ hsaId }) => hsaId),
      lacking: distinct([...told.lacking, ...event.lacking], ({ code, detail }) => `${code} ${detail}`),
      refused: distinct([...told.refused, ...event.refused], ({ contract, code }) => `${contract} ${code}`),
    },
  };
}

/** As it is in the end. Whom a platform has asked for us is known only now, and stands beside it. */
function withCoverage(state: ReadingState, asked: Asked, told: Done['coverage']): ReadingState {
  const cells = new Map(state.cells);
  for (const coverage of told) {
    const { contract, source, name, through, outcome } = coverage;
    const platform = through === undefined ? undefined : cells.get(keyOf({ contract, source: through }));
    const before = cells.get(keyOf(coverage));
    const found = platform && before?.state.kind === 'not-asked' ? undefined : before;
    const one = found ?? platform;
    // Where another reading has answered since, or is about to, this one no longer tells how it stands.
    if (one?.reading !== asked.reading || isWaitedFor(one.asks) || outcome === 'not-asked') continue;
    const cell = found ?? { ...blank(contract, source, name), ...asked, isToldOf: true, ...(through && { through }) };
    const covers = platform && outcome === 'answered' ? platform.covers : cell.covers;
    cells.set(keyOf(cell), { ...cell, covers, state: stateOf(coverage) });
  }
  return { ...state, cells };
}

function named(records: readonly RecordName[]): (record: RecordName) => boolean {
  const nameOf = ({ contract, source, documentId }: RecordName) => `${contract} ${source.toUpperCase()} ${documentId}`;
  const names = new Set(records.map(nameOf));
  return (record) => names.has(nameOf(record));
}

function distinct<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}

function inserted(cell: Cell): Cell {
  return cell.late.length === 0 ? cell : { ...cell, shown: [...cell.shown, ...cell.late], late: [] };
}

function concerns({ contract }: Cell, type: InformationType | undefined): boolean {
  return type === undefined || partFor(contract) === type;
}

function eachCell(state: ReadingState, change: (cell: Cell) => Cell): ReadingState {
  return { ...state, cells: new Map([...state.cells].map(([key, cell]) => [key, change(cell)])) };
}
