import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { linesOf } from '../../store/index.ts';
import { readHead } from '../heads/index.ts';
import { MARK_BYTES, type PartLine, type Trailer } from './export.ts';
import type { LogSource, Piece } from './source.ts';

const CHUNK = 65_536;
const NEWLINE = 10;

/**
 * An exported file. Undefined when its last line is no trailer. Its lines stand for the entries in order, the trailer's
 * subtrees for those between them.
 */
export async function fileSource(file: string): Promise<LogSource | undefined> {
  const handle = await open(file);
  const { line, start } = await lastLine(handle).finally(() => handle.close());
  const trailer = trailerIn(line);
  if (!trailer) return undefined;
  return {
    head: readHead(trailer.head),
    keys: trailer.keys.map(({ publicKey, endorsement }) => ({ publicKey, endorsement: endorsement ?? undefined })),
    async *heads() {
      for (const note of trailer.heads) yield readHead(note);
    },
    pieces: () => pieces(file, start, trailer),
  };
}

async function* pieces(file: string, end: number, trailer: Trailer): AsyncGenerator<Piece> {
  const marks = Buffer.from(trailer.marks, 'base64');
  const gaps = trailer.leftOut.values();
  let gap = gaps.next();
  let place = 0;
  let line = 0;
  const lines = end === 0 ? [] : linesOf(createReadStream(file, { end: end - 1 }));
  for await (const { bytes } of lines) {
    yield* leftOut();
    const mark = marks.subarray(line * MARK_BYTES, ++line * MARK_BYTES);
    const text = bytes.toString();
    const leafHash = hashOfPart(text);
    if (leafHash) yield { kind: 'left-out', level: 0, index: place++, hash: leafHash };
    else yield { kind: 'entry', sequence: place++, text, mark };
  }
  yield* leftOut();

  /** What was left out from the present place on. */
  function* leftOut(): Generator<Piece> {
    for (; !gap.done; gap = gaps.next()) {
      const [level, index, hash] = gap.value;
      if (index * 2 ** level !== place) return;
      place += 2 ** level;
      yield { kind: 'left-out', level, index, hash: Buffer.from(hash, 'base64') };
    }
  }
}

/** Of an entry that is there in part; undefined of a whole one, and of what cannot be read. */
function hashOfPart(text: string): Buffer | undefined {
  if (!text.startsWith('{"leafHash":')) return undefined;
  try {
    const hash = Buffer.from((JSON.parse(text) as PartLine).leafHash, 'base64');
    return hash.length === 32 ? hash : undefined;
  } catch {
    // Then it is verified as an entry, and found to be none.
    return undefined;
  }
}

function trailerIn(line: Buffer): Trailer | undefined {
  try {
    const trailer = JSON.parse(line.toString()) as Trailer;
    const { norrbryggan, head, heads, keys, leftOut, marks } = trailer;
    const whole = [heads, keys, leftOut].every(Array.isArray) && typeof head === 'string' && typeof marks === 'string';
    return norrbryggan === 1 && whole && leftOut.every(isSubtree) ? trailer : undefined;
  } catch {
    // Not of the form: for the caller to say.
    return undefined;
  }
}

function isSubtree([level, index, hash]: Trailer['leftOut'][number]): boolean {
  return level >= 0 && level < 53 && Number.isSafeInteger(index) && Buffer.from(hash, 'base64').length === 32;
}

/** The last line without its line feed, and where it starts. */
async function lastLine(handle: FileHandle): Promise<{ line: Buffer; start: number }> {
  const { size } = await handle.stat();
  let tail: Buffer = Buffer.alloc(0);
  for (let start = size; start > 0; ) {
    const from = Math.max(0, start - CHUNK);
    const chunk = Buffer.alloc(start - from);
    await handle.read(chunk, 0, chunk.length, from);
    tail = Buffer.concat([chunk, tail]);
    start = from;
    const before = tail.lastIndexOf(NEWLINE, -2);
    if (before !== -1) return { line: tail.subarray(before + 1), start: start + before + 1 };
  }
  return { line: tail, start: 0 };
}
