import { judgeRecord, type RecordGate, type WithholdingReason } from '../access/index.ts';
import type { BridgeRecord } from '../contracts/index.ts';
import type { AnswerBatch, AnswerPart, SourceNote, SourceStatus } from '../sources/answer-part.ts';
import { SourceFailure } from '../sources/query.ts';
import { ruleOf } from './rule.ts';

/** A source's own message, without the records that were withheld, to be passed on as it is. */
export interface OwnAnswer {
  /** 200, or 500 for a SOAP fault. */
  readonly status: number;
  readonly pieces: readonly OwnPiece[];
}

/** Part of a source's own message; with the record whose element it is, so that it can still be cut out. */
export interface OwnPiece {
  readonly text: string;
  readonly record?: BridgeRecord;
}

/** Elements beside the records, by name. */
export type Beside = Readonly<Record<string, readonly unknown[]>>;

export interface Collected {
  readonly shown: readonly BridgeRecord[];
  readonly withheld: ReadonlyMap<WithholdingReason, number>;
  /** The rules that broken records broke, with how often. */
  readonly brokenRules?: ReadonlyMap<string, number>;
  readonly beside: Beside;
  /** Where the source was asked for its own words and all of them came. It may be a refusal: then `failure` says so. */
  readonly own: OwnAnswer | undefined;
  readonly failure: SourceFailure | undefined;
  /** What an aggregating platform says of its sources; undefined when it says nothing. */
  readonly statuses?: readonly SourceStatus[] | undefined;
  /** What records were read from, where the source was asked for that. */
  readonly originals?: ReadonlyMap<BridgeRecord, string>;
  /** What the source said of its answer. */
  readonly notes?: readonly SourceNote[];
}

/** Takes in one source's answer, judging each record. Never throws SourceFailure: that is part of what is collected. */
export async function collect(answer: AsyncIterable<AnswerBatch>, gate: RecordGate): Promise<Collected> {
  const shown: BridgeRecord[] = [];
  const withheld = new Map<WithholdingReason, number>();
  const brokenRules = new Map<string, number>();
  const pieces: OwnPiece[] = [];
  const originals = new Map<BridgeRecord, string>();
  let beside: Beside = {};
  let status: number | undefined;
  let whole = false;
  const notes = new Set<SourceNote>();
  let failure: SourceFailure | undefined;
  let statuses: readonly SourceStatus[] | undefined;

  function take(part: AnswerPart): void {
    switch (part.kind) {
      case 'record': {
        const verdict = judgeRecord(part.record, gate);
        if (verdict === 'broken') count(brokenRules, ruleOf(part.record.problems ?? []));
        if (verdict !== 'show') count(withheld, verdict);
        else {
          shown.push(part.record);
          if (part.original !== undefined) originals.set(part.record, part.original);
          if (part.text !== undefined) pieces.push({ text: part.text, record: part.record });
        }
        return;
      }
      case 'beside':
        beside = joinBeside([beside, part.elements]);
        return;
      case 'note':
        notes.add(part.note);
        return;
      case 'opening':
        status = part.status;
        return;
      case 'text':
        pieces.push({ text: part.text });
        return;
      case 'statuses':
        statuses = [...(statuses ?? []), ...part.statuses];
        return;
      case 'whole':
        whole = true;
    }
  }

  try {
    for await (const batch of answer) batch.forEach(take);
    if (status !== undefined && !whole) failure = new SourceFailure('bad-data', 502, 'Part of the answer is missing.');
  } catch (thrown) {
    if (!(thrown instanceof SourceFailure)) throw thrown;
    failure = thrown;
  }
  if (status !== undefined && whole) return { shown, withheld, brokenRules, beside, own: { status, pieces }, failure };
  // What came before the failure is not shown: half a source would look like the whole of it.
  if (failure) return { shown: [], withheld: new Map(), beside: {}, own: undefined, failure };
  const said = notes.size > 0 && { notes: [...notes] };
  return {
    shown,
    withheld,
    brokenRules,
    beside,
    own: undefined,
    failure,
    statuses,
    ...said,
    ...(originals.size > 0 && { originals }),
  };
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export function joinBeside(all: readonly Beside[]): Beside {
  const joined: Record<string, readonly unknown[]> = {};
  for (const beside of all)
    for (const [name, values] of Object.entries(beside)) joined[name] = [...(joined[name] ?? []), ...values];
  return joined;
}
