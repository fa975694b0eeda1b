import type { BridgeRecord } from '../contracts/record.ts';
import type { AnswerBatch, AnswerPart } from '../sources/answer-part.ts';

/**
 * A batch of parts as bytes: a line of JSON in which each text is given by its length, then the texts themselves. Texts
 * are most of an answer, and need not be escaped, or looked through for the end of a line.
 */
export function writeBatch(batch: AnswerBatch): Buffer {
  const texts: Uint8Array[] = [];
  const measured = (text: Uint8Array): number => {
    texts.push(text);
    return text.length;
  };
  const heads = batch.map((part) => {
    if ('text' in part && part.text !== undefined) return { ...part, text: measured(Buffer.from(part.text)) };
    if (part.kind !== 'record' || !part.record.written) return part;
    return { ...part, record: { ...part.record, written: measured(part.record.written) } };
  });
  const line = Buffer.from(`${JSON.stringify(heads)}\n`);
  return texts.length === 0 ? line : Buffer.concat([line, ...texts]);
}

/** The same for askers of earlier releases: one part a line, with its text in it. */
export function writeLines(batch: AnswerBatch): Buffer {
  return Buffer.from(batch.map((part) => `${JSON.stringify(part)}\n`).join(''));
}

/** The line of a batch, read: what its texts are still awaited for. */
export interface BatchHead {
  readonly heads: readonly Head[];
  /** Of all texts, in bytes. */
  readonly length: number;
}

/** A part, or one whose text is given by its length. */
type Head =
  | AnswerPart
  | { readonly kind: 'text'; readonly text: number }
  | (Omit<RecordPart, 'text' | 'record'> & {
      readonly text?: string | number;
      readonly record: Omit<BridgeRecord, 'written'> & { readonly written?: number };
    });
type RecordPart = Extract<AnswerPart, { kind: 'record' }>;

/** A worker of an earlier release gives one part a line, with its text in it. */
export function readHead(line: Buffer): BatchHead {
  const read = JSON.parse(line.toString()) as readonly Head[] | AnswerPart;
  const heads = Array.isArray(read) ? (read as readonly Head[]) : [read as AnswerPart];
  return { heads, length: heads.reduce((total, head) => total + lengthOf(head), 0) };
}

export function readTexts({ heads }: BatchHead, texts: Buffer): AnswerBatch {
  let at = 0;
  return heads.map((head) => {
    const start = at;
    at += lengthOf(head);
    return withText(head, texts.subarray(start, at));
  });
}

function lengthOf(head: Head): number {
  if ('text' in head) return typeof head.text === 'number' ? head.text : 0;
  return head.kind === 'record' && typeof head.record.written === 'number' ? head.record.written : 0;
}

function withText(head: Head, text: Buffer): AnswerPart {
  if ('text' in head && typeof head.text === 'number') return { ...head, text: text.toString() } as AnswerPart;
  if (head.kind === 'record' && typeof head.record.written === 'number')
    return { ...head, record: { ...head.record, written: text } } as AnswerPart;
  return head as AnswerPart;
}
