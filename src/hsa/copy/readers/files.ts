import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import type { Config } from '../../../config.ts';
import { BridgeError } from '../../../errors.ts';
import type { Reader, Seen } from '../reader.ts';
import { atMost, largest } from './at-most.ts';
import { DumpFault, readDump } from './dump.ts';
import { fetchTo, lookAt } from './fetch.ts';

/** The national file of units in a file, as XML or zipped. */
export function dumpReader(file: string): Reader {
  return {
    origin: `file:${file}`,
    covers: 'units',
    async all(take) {
      const { version } = await seenOf(file);
      await explained(file, () => readFileOf(file, (bytes) => readDump(bytes, take)));
      return version;
    },
    look: () => seenOf(file),
  };
}

/** The same, fetched with the outgoing certificate as it is then. Redirections are not followed. */
export function fetchedDumpReader(url: string, outgoing: Config['outgoing']): Reader {
  return {
    origin: url,
    covers: 'units',
    all: (take) =>
      explained(url, async () => {
        const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-units-'));
        try {
          const file = join(folder, randomUUID());
          const { version } = await fetchTo(file, url, outgoing);
          await readFileOf(file, (bytes) => readDump(bytes, take));
          return version;
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }),
    look: (known) => explained(url, () => lookAt(url, outgoing, known)),
  };
}

/** Throws `DIRECTORY_UNAVAILABLE`. */
export function seenOf(file: string): Promise<Seen> {
  return explained(file, async () => {
    const { size, mtimeMs, mtime } = await stat(file);
    return { version: `${size} ${mtimeMs}`, asOf: mtime };
  });
}

async function explained<T>(origin: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    // What the store says is not the file's failure.
    if (cause instanceof BridgeError && !/^MESSAGE_/.test(cause.code)) throw cause;
    const why = cause instanceof DumpFault || cause instanceof BridgeError ? cause.message : 'it cannot be read.';
    throw new BridgeError('DIRECTORY_UNAVAILABLE', `${origin}: ${why}`, { cause });
  }
}

async function readFileOf(file: string, use: (bytes: AsyncIterable<Uint8Array>) => Promise<void>): Promise<void> {
  const bytes = (await isZip(file)) ? await unzipped(file) : createReadStream(file);
  await pipeline(bytes, atMost(largest), (source: AsyncIterable<Uint8Array>) => use(source));
}

async function isZip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === 'PK\u0003\u0004';
  } finally {
    await handle.close();
  }
}

/** The one file in it. What it says of its size is not believed: whoever reads it counts. */
async function unzipped(file: string): Promise<NodeJS.ReadableStream> {
  const archive = await yauzl.openPromise(file, { lazyEntries: true, strictFileNames: true, autoClose: false });
  try {
    if (archive.entryCount !== 1) throw new DumpFault(`It holds ${archive.entryCount} files, not one.`);
    const { value: entry } = await archive.eachEntry().next();
    if (!entry || entry.uncompressedSize > largest) throw new DumpFault('It is larger than this reads.');
    const stream = await archive.openReadStreamPromise(entry);
    return stream.once('close', () => archive.close());
  } catch (thrown) {
    archive.close();
    throw thrown;
  }
}
