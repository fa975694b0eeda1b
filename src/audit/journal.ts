import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { linesOf } from '../store/index.ts';
import { type ErasedLeaf, erasedText, type Leaf, readKept } from './leaf.ts';

/**
 * The journal `audit.log`: one line of JSON a leaf, `{"crc32":"…","entry":{…}}`, the checksum over the bytes of the
 * entry, which are the leaf’s text. It exists because the embedded database never syncs its files: what counts as logged is on disk here first.
 * One process writes it, the one that holds the data folder.
 */
export interface Journal {
  /** Resolves when all are on disk. After a failure none of them is, and the next call starts from there. */
  append(leaves: readonly Leaf[]): Promise<void>;
  close(): Promise<void>;
}

/** What reading found besides good leaves. */
export interface JournalCondition {
  /** Bytes of a last line that was never finished, hence never acknowledged. */
  readonly tornBytes: number;
  /** Finished lines whose checksum or form is wrong: a damaged disk, or someone's hand. They are left where they are. */
  readonly damagedLines: number;
}

/** Opens for appending, cutting off an unfinished last line. */
export async function openJournal(file: string, tornBytes: number): Promise<Journal> {
  const handle = await open(file, 'a', 0o600);
  let length = (await handle.stat()).size;
  let torn = false;
  if (tornBytes > 0) await cutTo(length - tornBytes);
  await syncFolder(dirname(file));

  async function cutTo(goodLength: number): Promise<void> {
    await handle.truncate(goodLength);
    await handle.datasync();
    length = goodLength;
    torn = false;
  }

  return {
    async append(leaves) {
      // What a failed write left behind would run together with the next line.
      if (torn) await cutTo(length);
      const bytes = Buffer.from(leaves.map(lineOf).join(''));
      torn = true;
      await handle.appendFile(bytes);
      await handle.datasync();
      torn = false;
      length += bytes.length;
    },
    close: () => handle.close(),
  };
}

/** Gives the good leaves in groups, oldest first, to `use`; a missing file is an empty journal. */
export async function readJournal(
  file: string,
  use: (leaves: readonly (Leaf | ErasedLeaf)[]) => Promise<void>,
): Promise<JournalCondition> {
  const size = await sizeOf(file);
  if (size === 0) return { tornBytes: 0, damagedLines: 0 };
  let group: (Leaf | ErasedLeaf)[] = [];
  let tornBytes = 0;
  let damagedLines = 0;
  for await (const { bytes, finished } of linesOf(createReadStream(file, { end: size - 1 }))) {
    if (!finished) {
      tornBytes = bytes.length;
      break;
    }
    const leaf = leafIn(bytes);
    if (leaf) group.push(leaf);
    else damagedLines++;
    if (group.length === GROUP) {
      await use(group);
      group = [];
    }
  }
  if (group.length > 0) await use(group);
  return { tornBytes, damagedLines };
}

/**
 * Writes the journal anew with no more than the hash of the leaves that `isErased` names. Nobody may write it meanwhile.
 * Lines that cannot be read stay as they are.
 */
export async function rewriteJournal(file: string, isErased: (sequence: number) => boolean): Promise<void> {
  await replaceJournal(file, rewritten());

  async function* rewritten(): AsyncGenerator<string | Buffer> {
    for await (const { bytes, finished } of linesOf(createReadStream(file))) {
      const leaf = finished ? leafIn(bytes) : undefined;
      if (leaf?.text !== undefined && isErased(leaf.sequence)) yield keptLine({ ...leaf, at: leaf.entry.at });
      else if (finished) yield Buffer.concat([bytes, Buffer.from('\n')]);
    }
  }
}

/** Under another name first: a crash leaves the old journal or the new one. */
export async function replaceJournal(file: string, lines: AsyncIterable<string | Buffer>): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    for await (const line of lines) await handle.appendFile(line);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  await syncFolder(dirname(file));
}

/** The line of a leaf of which no more than the hash is left. */
export function keptLine(leaf: Omit<ErasedLeaf, 'text'>): string {
  return lineOf({ text: erasedText(leaf) });
}

const GROUP = 500;
const PREFIX = '{"crc32":"';
const MIDDLE = '","entry":';
const SUFFIX = '}';
const ENTRY_AT = PREFIX.length + 8 + MIDDLE.length;

export function lineOf({ text }: Pick<Leaf, 'text'>): string {
  return `${PREFIX}${checksum(text)}${MIDDLE}${text}${SUFFIX}\n`;
}

function leafIn(line: Buffer): Leaf | ErasedLeaf | undefined {
  const text = line.subarray(ENTRY_AT, -SUFFIX.length);
  const expected = line.toString('latin1', PREFIX.length, PREFIX.length + 8);
  return checksum(text) === expected ? readKept(text.toString()) : undefined;
}

function checksum(data: string | Buffer): string {
  return crc32(data).toString(16).padStart(8, '0');
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw thrown;
  }
}

/** A new file survives a power cut only when its folder is on disk too. Windows has no such handle and no such need. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle: FileHandle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
