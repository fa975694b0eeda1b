import type { AnswerBatch, AnswerPart } from '../sources/answer-part.ts';

/**
 * A batch of parts as bytes: a line of JSON in which each text is given by its length, then the texts themselves. Texts
 * are most of an answer, and need not be escaped, or looked through for the end of a line.
 */
export function writeBatch(batch: AnswerBatch): Buffer {
  const texts: Buffer[] = [];
  const heads = batch.map((part) => {
    if (!('text' in part) || part.text === undefined) return part;
    const text = Buffer.from(part.text);
    texts.push(text);
    return { ...part, text: text.length };
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

type Head = AnswerPart | (AnswerPart & { readonly text: number });

/** A worker of an earlier release gives one part a line, with its text in it. */
export function readHead(line: Buffer): BatchHead {
  const read = JSON.parse(line.toString()) as readonly Head[] | AnswerPart;
  const heads = Array.isArray(read) ? (read as readonly Head[]) : [read as AnswerPart];
  return { heads, length: heads.reduce((total, head) => total + lengthOf(head), 0) };
}

export function readTexts({ heads, length }: BatchHead, texts: Buffer): AnswerBatch {
  if (length === 0) return heads.map((head) => withText(head, ''));
  let at = 0;
  return heads.map((head) => {
    const start = at;
    at += lengthOf(head);
    return withText(head, texts.toString('utf8', start, at));
  });
}

function lengthOf(head: Head): number {
  return 'text' in head && typeof head.text === 'number' ? head.text : 0;
}

function withText(head: Head, text: string): AnswerPart {
  return 'text' in head && typeof head.text === 'number' ? ({ ...head, text } as AnswerPart) : (head as AnswerPart);
}
