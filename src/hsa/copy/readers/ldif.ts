import { createReadStream } from 'node:fs';
import { BridgeError } from '../../../errors.ts';
import type { Entry } from '../../entry.ts';
import { parseLdif } from '../../ldif.ts';
import { mapEntry } from '../../mapping.ts';
import { batchSize, type Read, type Reader, type Take } from '../reader.ts';
import { seenOf } from './files.ts';

/** An LDIF file of any size, a piece at a time. */
export function ldifReader(file: string): Reader {
  return {
    origin: `file:${file}`,
    covers: 'everything',
    async all(take) {
      const { version } = await seenOf(file);
      for await (const entries of entriesIn(file)) await takeEntries(entries, take);
      return version;
    },
    look: () => seenOf(file),
  };
}

export async function takeEntries(entries: readonly Entry[], take: Take): Promise<void> {
  const read = entries.flatMap(readEntry);
  for (let at = 0; at < read.length; at += batchSize) await take(read.slice(at, at + batchSize));
}

function readEntry(entry: Entry): Read[] {
  const mapped = mapEntry(entry);
  if ('object' in mapped) return [mapped];
  return 'omitted' in mapped ? [{ omitted: { dn: entry.dn, ...mapped.omitted } }] : [];
}

/** Characters of one entry, photographs included. */
const longestEntry = 4_194_304;
const blankLine = /\n\r?\n/;

async function* entriesIn(file: string): AsyncGenerator<readonly Entry[]> {
  let rest = '';
  let line = 1;
  const parse = (text: string): readonly Entry[] => {
    const parsed = parseLdif(text);
    if ('fault' in parsed) throw unreadable(file, `line ${line + parsed.line - 1}: ${parsed.fault}.`);
    line += text.split('\n').length - 1;
    return parsed.entries;
  };
  try {
    for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 262_144 })) {
      rest += chunk;
      const end = endOfLastEntry(rest);
      if (end > 0) yield parse(rest.slice(0, end));
      rest = rest.slice(end);
      if (rest.length > longestEntry) throw unreadable(file, `line ${line}: an entry is longer than this reads.`);
    }
  } catch (cause) {
    if (cause instanceof BridgeError) throw cause;
    throw unreadable(file, 'it cannot be read.', cause);
  }
  if (rest !== '') yield parse(rest);
}

/** Just after the last blank line. */
function endOfLastEntry(text: string): number {
  for (let at = text.lastIndexOf('\n'); at > 0; at = text.lastIndexOf('\n', at - 1)) {
    const before = text.slice(Math.max(0, at - 2), at + 1);
    if (blankLine.test(before)) return at + 1;
  }
  return 0;
}

function unreadable(file: string, what: string, cause?: unknown): BridgeError {
  return new BridgeError('DIRECTORY_UNAVAILABLE', `${file}, ${what}`, { cause });
}
