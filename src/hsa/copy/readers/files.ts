import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import type { Config } from '../../../config.ts';
import { BridgeError } from '../../../errors.ts';
import { livePair } from '../../../keys/index.ts';
import type { Reader } from '../reader.ts';
import { DumpFault, readDump } from './dump.ts';

/** Bytes of a file, and of what is packed in it. The national file has a hundred megabytes. */
const largest = 1_073_741_824;
const fetchTimeoutMs = 60_000;

/** The national file of units in a file, as XML or zipped. */
export function dumpReader(file: string): Reader {
  return {
    origin: `file:${file}`,
    covers: 'units',
    async all(take) {
      const version = await versionOf(file);
      await explained(file, () => readFileOf(file, (bytes) => readDump(bytes, take)));
      return version;
    },
    version: () => versionOf(file),
    asOf: () => writtenAt(file),
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
          await download(url, outgoing, file);
          await readFileOf(file, (bytes) => readDump(bytes, take));
          return undefined;
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }),
  };
}

/** Differs when the file differs. Throws `DIRECTORY_UNAVAILABLE`. */
export function versionOf(file: string): Promise<string> {
  return explained(file, async () => {
    const { size, mtimeMs } = await stat(file);
    return `${size} ${mtimeMs}`;
  });
}

/** Throws `DIRECTORY_UNAVAILABLE`. */
export function writtenAt(file: string): Promise<Date> {
  return explained(file, async () => (await stat(file)).mtime);
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

function atMost(bytes: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > bytes) done(new DumpFault('It is larger than this reads.'));
      else done(null, chunk);
    },
  });
}

async function download(url: string, outgoing: Config['outgoing'], file: string): Promise<void> {
  const { shown, ca } = livePair(outgoing).current;
  await new Promise<void>((resolve, reject) => {
    const asked = request(url, { ...shown, ca, minVersion: 'TLSv1.2', agent: false, timeout: fetchTimeoutMs });
    asked.on('timeout', () => asked.destroy(new DumpFault('It did not come in time.')));
    asked.on('error', reject);
    asked.on('response', (answer) => {
      if (answer.statusCode !== 200) {
        answer.resume();
        reject(new DumpFault(`The server answered ${answer.statusCode}.`));
        return;
      }
      pipeline(answer, atMost(largest), createWriteStream(file, { mode: 0o600 })).then(resolve, reject);
    });
    asked.end();
  });
}
