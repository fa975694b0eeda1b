import type { WithholdingReason } from '../../access/index.ts';
import type { NotAskedReason } from '../../overview/coverage.ts';
import type { FailureReason } from '../../sources/query.ts';
import type { Answered, Cell } from './cells.ts';
import type { Told } from './reading-state.ts';

/** Names of record systems, in the order of the page. */
type Names = readonly string[];

/**
 * What a part says of itself beside its content. None of them says that there is nothing: only what was found where, and
 * who has not told. `from` (`YYYYMMDD`) is said where nothing older was asked for.
 */
export type PartSentence =
  | { readonly kind: 'none-found'; readonly at: Names; readonly from: string | undefined }
  /** Nothing came that may be shown; whether there is something that may not is not known, or there is. */
  | { readonly kind: 'none-shown'; readonly at: Names; readonly from: string | undefined }
  | { readonly kind: 'found'; readonly at: Names; readonly from: string | undefined }
  | { readonly kind: 'waiting'; readonly at: Names }
  | { readonly kind: 'slow'; readonly at: Names }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly at: Names; readonly answeredBefore: boolean }
  | { readonly kind: 'broken-off'; readonly at: Names }
  | { readonly kind: 'not-asked'; readonly reason: NotAskedReason; readonly at: Names }
  | {
      readonly kind: 'withheld';
      readonly reason: WithholdingReason | 'not-said';
      readonly count: number;
      readonly at: Names;
    }
  | { readonly kind: 'cut'; readonly shown: number; readonly of: number; readonly at: Names }
  | { readonly kind: 'delivers-from'; readonly date: string; readonly at: Names }
  | { readonly kind: 'from-memory'; readonly asOf: string | undefined; readonly at: Names }
  /** A platform answered without saying whom it had asked. */
  | { readonly kind: 'sources-not-stated'; readonly at: Names }
  /** What it has is shown under another record system. */
  | { readonly kind: 'elsewhere'; readonly at: Names }
  /** There is something that may not be shown, of what kind is not told: it may be of this. */
  | { readonly kind: 'may-be-hidden' }
  /** Whether the patient's decisions allow it could not be seen for something; it may be of this. */
  | { readonly kind: 'may-be-unchecked' }
  /** The reader's assignment, sign-in or relation does not reach everything, whatever there is. */
  | { readonly kind: 'lacking' }
  /** Nobody was asked for this: the reader may not read it at all. */
  | { readonly kind: 'refused' };

/** Of one information type: its cells, in the order of the page, and what was said of everything together. */
export function partSentences(
  cells: readonly Cell[],
  told: Pick<Told, 'notes' | 'lacking'>,
  isRefused = false,
): readonly PartSentence[] {
  const isOpen = !mayBeHidden(told);
  return together([
    ...cells.flatMap((cell) => sentencesOf(cell, isOpen && cell.isToldOf)),
    ...hiddenSentences(told),
    ...(isRefused ? [{ kind: 'refused' } as const] : []),
  ]);
}

/** What may not be shown is told of in the end, and of everything together: it may be of any kind and anybody's. */
function mayBeHidden({ notes, lacking }: Pick<Told, 'notes' | 'lacking'>): boolean {
  const hiding = ['unblocked-exists', 'blocked-exists', 'checks-unavailable'] as const;
  return lacking.length > 0 || hiding.some((note) => notes.includes(note));
}

function sentencesOf(cell: Cell, isKnown: boolean): readonly PartSentence[] {
  const at = [cell.name];
  const cut = cell.cut ? [{ kind: 'cut', ...cell.cut, at } as const] : [];
  return [...mainSentences(cell, isKnown), ...cut];
}

/** `isKnown`: whether what has not come is known not to be hidden. */
function mainSentences(cell: Cell, isKnown: boolean): readonly PartSentence[] {
  const at = [cell.name];
  const before = cell.shown.length + cell.late.length > 0 ? [found(cell)] : [];
  switch (cell.state.kind) {
    case 'answered':
      return [...answered(cell, cell.state.coverage, isKnown), ...besides(at, cell.state.coverage)];
    case 'waiting':
      return [...before, { kind: cell.state.slow ? 'slow' : 'waiting', at }];
    case 'failed':
      return [
        ...before,
        { kind: 'failed', reason: cell.state.coverage.reason, at, answeredBefore: cell.covers !== undefined },
      ];
    case 'not-asked':
      return [...before, { kind: 'not-asked', reason: cell.state.coverage.reason, at }];
    case 'broken-off':
      return [...before, { kind: 'broken-off', at }];
  }
}

function answered(
  cell: Cell,
  { records, withheld, aliased = 0, notes }: Answered,
  isKnown: boolean,
): readonly PartSentence[] {
  const at = [cell.name];
  const notStated = notes.includes('sources-not-stated') ? [{ kind: 'sources-not-stated', at } as const] : [];
  if (cell.shown.length + cell.late.length > 0) return [found(cell), ...notStated];
  if (records > 0 || aliased > 0) return [{ kind: 'elsewhere', at }];
  if (withheld > 0 || notStated.length > 0) return notStated;
  return [{ kind: isKnown ? 'none-found' : 'none-shown', at, from: cell.covers?.from }];
}

function found(cell: Cell): PartSentence {
  return { kind: 'found', at: [cell.name], from: cell.covers?.from };
}

function besides(at: Names, coverage: Answered): readonly PartSentence[] {
  const { deliversFrom, cache, notes } = coverage;
  return [
    ...withheldSentences(at, coverage),
    ...(deliversFrom ? [{ kind: 'delivers-from', date: deliversFrom, at } as const] : []),
    ...(notes.includes('from-cache') ? [{ kind: 'from-memory', asOf: cache?.asOf, at } as const] : []),
  ];
}

function withheldSentences(at: Names, { withheld, withheldFor = {} }: Answered): readonly PartSentence[] {
  const reasons = Object.entries(withheldFor) as readonly [WithholdingReason, number][];
  const unsaid = withheld - reasons.reduce((sum, [, count]) => sum + count, 0);
  const counted = [...reasons, ['not-said', unsaid] as const].filter(([, count]) => count > 0);
  return counted.map(([reason, count]) => ({ kind: 'withheld', reason, count, at }));
}

function hiddenSentences({ notes, lacking }: Pick<Told, 'notes' | 'lacking'>): readonly PartSentence[] {
  const hidden = notes.includes('unblocked-exists') || notes.includes('blocked-exists');
  return [
    ...(hidden ? [{ kind: 'may-be-hidden' } as const] : []),
    ...(notes.includes('checks-unavailable') ? [{ kind: 'may-be-unchecked' } as const] : []),
    ...(lacking.length > 0 ? [{ kind: 'lacking' } as const] : []),
  ];
}

const order: readonly PartSentence['kind'][] = [
  'found',
  'none-found',
  'none-shown',
  'elsewhere',
  'sources-not-stated',
  'waiting',
  'slow',
  'failed',
  'broken-off',
  'cut',
  'withheld',
  'from-memory',
  'delivers-from',
  'may-be-hidden',
  'may-be-unchecked',
  'lacking',
  'refused',
  'not-asked',
];

/** The same said of several becomes one sentence; what there is stands before what is missing. */
function together(sentences: readonly PartSentence[]): readonly PartSentence[] {
  const joined = new Map<string, PartSentence>();
  for (const sentence of sentences) {
    const said = JSON.stringify({ ...sentence, at: undefined });
    const same = joined.get(said);
    joined.set(said, same ? join(same, sentence) : sentence);
  }
  return [...joined.values()].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

function join(one: PartSentence, other: PartSentence): PartSentence {
  return 'at' in one && 'at' in other ? { ...one, at: [...new Set([...one.at, ...other.at])] } : one;
}
