import type { AnswerBatch } from '../sources/answer-part.ts';

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

/** A part whose text is a number, its length, until it is filled in; or one that has its text, or none. */
interface Head {
  text?: string | number;
  readonly record?: { written?: Uint8Array | number };
}

/** A worker of an earlier release gives one part a line, with its text in it. */
export function readHead(line: Buffer): BatchHead {
  const read = JSON.parse(line.toString()) as Head | readonly Head[];
  const heads = [read].flat();
  return { heads, length: heads.reduce((total, head) => total + lengthOf(head), 0) };
}

/** Fills the texts in, from the beginning of `bytes`. */
export function readTexts({ heads }: BatchHead, bytes: Buffer): AnswerBatch {
  let at = 0;
  for (const head of heads) {
    const start = at;
    at += lengthOf(head);
    if (typeof head.text === 'number') head.text = bytes.toString('utf8', start, at);
    else if (typeof head.record?.written === 'number') head.record.written = bytes.subarray(start, at);
  }
  // Each was a part before its text was put beside it, and is one again.
  return heads as AnswerBatch;
}

function lengthOf({ text, record }: Head): number {
  if (typeof text === 'number') return text;
  return typeof record?.written === 'number' ? record.written : 0;
}
