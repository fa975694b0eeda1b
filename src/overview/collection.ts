import { judgeRecord, type RecordGate, type WithholdingReason } from '../access/index.ts';
import type { BridgeRecord } from '../contracts/index.ts';
import type { AnswerBatch, AnswerPart, SourceNote, SourceStatus } from '../sources/answer-part.ts';
import { SourceFailure } from '../sources/query.ts';
import type { XmlText } from '../xml/index.ts';
import { ruleOf } from './rule.ts';

/**
 * How much of a source's own message is held and judged together, in bytes (or characters, where it did not travel): at
 * first, which most messages are within, and of what comes after. Less then, so that it is gone again before the collector
 * of young memory has moved it twice.
 */
const HELD = { first: 1_048_576, further: 524_288 };

/** A source's own message, without the records that were withheld, to be passed on as it is. */
export interface OwnAnswer {
  /** 200, or 500 for a SOAP fault. */
  readonly status: number;
  readonly pieces: readonly OwnPiece[];
}

/** Part of a source's own message; with the record whose element it is, so that it can still be cut out. */
export interface OwnPiece {
  readonly text: XmlText;
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
  /** Where `own` is but the beginning of the message: what comes after it. */
  readonly more?: More;
}

/** The rest of an answer that is too large to be held. */
export interface More {
  next(): Promise<Collected>;
  /** Nobody wants it any more. */
  leave(): void;
}

/**
 * Takes in one source's answer, judging each record. Never throws SourceFailure: that is part of what is collected.
 * `inParts`: of a large message in the source's own words no more is held than can be judged at a time.
 */
export function collect(answer: AsyncIterable<AnswerBatch>, gate: RecordGate, inParts = false): Promise<Collected> {
  return collectFrom(answer[Symbol.asyncIterator](), gate, inParts ? HELD.first : Number.POSITIVE_INFINITY);
}

async function collectFrom(
  answer: AsyncIterator<AnswerBatch>,
  gate: RecordGate,
  most: number,
  begun?: OwnAnswer,
): Promise<Collected> {
  const shown: BridgeRecord[] = [];
  const withheld = new Map<WithholdingReason, number>();
  const brokenRules = new Map<string, number>();
  const pieces: OwnPiece[] = [...(begun?.pieces ?? [])];
  const originals = new Map<BridgeRecord, string>();
  let beside: Beside = {};
  let status = begun?.status;
  let held = 0;
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
          if (part.text !== undefined) hold({ text: part.text, record: part.record });
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
        hold({ text: part.text });
        return;
      case 'statuses':
        statuses = [...(statuses ?? []), ...part.statuses];
        return;
      case 'whole':
        whole = true;
    }
  }

  function hold(piece: OwnPiece): void {
    pieces.push(piece);
    held += piece.text.length;
  }

  /** The space before an element goes with it, so that both can be cut out. */
  function beginning(of: number): Collected {
    const kept = pieces.at(-1)?.record === undefined ? pieces.splice(-1) : [];
    const more: More = {
      next: () => collectFrom(answer, gate, HELD.further, { status: of, pieces: kept }),
      leave: () => void answer.return?.().catch(() => undefined),
    };
    return { shown, withheld, brokenRules, beside, own: { status: of, pieces }, failure: undefined, more };
  }

  try {
    for (let step = await answer.next(); !step.done; step = await answer.next()) {
      step.value.forEach(take);
      if (status !== undefined && held > most && !whole) return beginning(status);
    }
    if (status !== undefined && !whole) failure = new SourceFailure('bad-data', 502, 'Part of the answer is missing.');
  } catch (thrown) {
    if (!(thrown instanceof SourceFailure)) {
      await answer.return?.();
      throw thrown;
    }
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
