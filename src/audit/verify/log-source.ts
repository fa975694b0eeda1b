import type { AccessLogReader } from '../access-log.ts';
import { readHead, type SignedHead } from '../heads/index.ts';
import type { LogSource, Piece } from './source.ts';

const PAGE = 500;

/** The log in the store, or that of another process, up to its newest head of now. */
export async function logSource(log: AccessLogReader): Promise<LogSource> {
  const head = await log.head();
  const keys = await log.storedKeys();
  return {
    head,
    keys: keys.map(({ publicKey, endorsement }) => ({ publicKey, endorsement: endorsement ?? undefined })),
    heads: () => keptHeads(log),
    pieces: () => pieces(log, head.size),
  };
}

async function* keptHeads(log: AccessLogReader): AsyncGenerator<SignedHead | undefined> {
  for (let after = -1; ; ) {
    const page = await log.keptHeads(after);
    const last = page.at(-1);
    if (!last) return;
    after = last.size;
    for (const { note } of page) yield readHead(note);
  }
}

async function* pieces(log: AccessLogReader, size: number): AsyncGenerator<Piece> {
  for (let from = 0; ; ) {
    const page = await log.leaves(from, PAGE);
    for (const { sequence, text, hash, columns } of page) {
      // The log goes on while it is verified; what no head tells of was put in by somebody else.
      if (sequence >= size && (await log.head()).size > sequence) return;
      yield { kind: 'entry', sequence, text: text ?? undefined, mark: Buffer.from(hash, 'base64'), columns };
    }
    const last = page.at(-1);
    if (!last) return;
    from = last.sequence + 1;
  }
}
