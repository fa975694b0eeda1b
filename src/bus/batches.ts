import type { AnswerBatch } from '../sources/answer-part.ts';
import type { XmlText } from '../xml/index.ts';
import { type Columns, fromColumns, toColumns, writtenRecords } from './columns.ts';

/**
 * A batch of parts as bytes: a line of JSON in which each text is given by its length, then the texts themselves. Texts
 * are most of an answer, and need not be escaped, or looked through for the end of a line.
 */
export function writeBatch(batch: AnswerBatch): Buffer {
  const texts: Text[] = [];
  const lengths: number[] = [];
  const measured = (text: Text): number => {
    const length = typeof text === 'string' ? Buffer.byteLength(text) : text.length;
    texts.push(text);
    lengths.push(length);
    return length;
  };
  const records = writtenRecords(batch);
  for (const { written } of records ?? []) measured(written);
  const head = records ? { columns: toColumns(records, lengths) } : headsOf(batch, measured);
  return join(`${JSON.stringify(head)}\n`, texts, lengths);
}

type Text = string | Uint8Array;

function headsOf(batch: AnswerBatch, measured: (text: Text) => number) {
  return batch.map((part) => {
    if ('text' in part && part.text !== undefined) return { ...part, text: measured(part.text) };
    if (part.kind !== 'record' || part.record.written === undefined) return part;
    return { ...part, record: { ...part.record, written: measured(part.record.written) } };
  });
}

/** Texts are encoded where they leave: a buffer for each would be copied once more. */
function join(line: string, texts: readonly Text[], lengths: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(lengths.reduce((total, length) => total + length, Buffer.byteLength(line)));
  let at = bytes.write(line);
  texts.forEach((text, nr) => {
    if (typeof text === 'string') bytes.write(text, at);
    else bytes.set(text, at);
    at += lengths[nr] ?? 0;
  });
  return bytes;
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

/** A part whose text is a number, its length, until it is filled in; or one that has its text, or none. */
interface Head {
  text?: XmlText | number;
  readonly record?: { written?: Uint8Array | number };
}

/** `line`: with its end. A worker of an earlier release gives one part a line, with its text in it. */
export function readHead(line: Buffer): BatchHead {
  const read = JSON.parse(line.toString()) as Head | readonly Head[] | { readonly columns: Columns };
  const heads: readonly Head[] = 'columns' in read ? fromColumns(read.columns) : [read].flat();
  return { heads, length: heads.reduce((total, head) => total + lengthOf(head), 0) };
}

/** Fills the texts in, from the beginning of `bytes`. */
export function readTexts({ heads }: BatchHead, bytes: Buffer): AnswerBatch {
  let at = 0;
  for (const head of heads) {
    const start = at;
    at += lengthOf(head);
    if (typeof head.text === 'number') head.text = bytes.subarray(start, at);
    else if (typeof head.record?.written === 'number') head.record.written = bytes.subarray(start, at);
  }
  // Each was a part before its text was put beside it, and is one again.
  return heads as AnswerBatch;
}

function lengthOf({ text, record }: Head): number {
  if (typeof text === 'number') return text;
  return typeof record?.written === 'number' ? record.written : 0;
}
