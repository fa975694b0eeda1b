import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Keys } from '../bus/keyring.ts';
import { createSealer } from '../bus/seal.ts';
import { BridgeError } from '../errors.ts';
import type { Store } from '../store/index.ts';

const [compress, expand] = [promisify(deflateRaw), promisify(inflateRaw)];
const CHUNK_CHARACTERS = 512 * 1024;

/** Results in the store: each a row of chunks, compressed, then sealed for its place. */
export interface Results {
  writer(work: string): ResultWriter;
  /** Throws STORE_UNAVAILABLE where a chunk is missing or was sealed with another key. */
  read(work: string, bytes: number): AsyncGenerator<Buffer>;
  remove(work: string): Promise<void>;
}

interface ResultWriter {
  write(text: string): Promise<void>;
  /** Gives how many bytes it is. */
  end(): Promise<number>;
}

/** `key`: 32 bytes that nothing else uses. */
export function createResults({ db }: Pick<Store, 'db'>, key: Keys): Results {
  const table = 'bridge.long_work_chunk';
  const sealer = createSealer(key);
  const contextOf = (work: string, position: number): string => `${work} ${position}`;

  return {
    writer(work) {
      let waiting = '';
      let position = 0;
      let bytes = 0;
      const flush = async (): Promise<void> => {
        const content = Buffer.from(waiting);
        waiting = '';
        bytes += content.length;
        const sealed = sealer.seal(await compress(content), contextOf(work, position));
        await db.insertInto(table).values({ work, position, sealed }).execute();
        position++;
      };
      return {
        async write(text) {
          waiting += text;
          if (waiting.length >= CHUNK_CHARACTERS) await flush();
        },
        async end() {
          if (waiting.length > 0) await flush();
          return bytes;
        },
      };
    },
    async *read(work, bytes) {
      let left = bytes;
      for (let position = 0; left > 0; position++) {
        const row = await db
          .selectFrom(table)
          .select('sealed')
          .where('work', '=', work)
          .where('position', '=', position)
          .executeTakeFirst();
        const compressed = row && sealer.open(row.sealed, contextOf(work, position));
        if (!compressed) throw new BridgeError('STORE_UNAVAILABLE', 'A part of the result is missing.');
        const content = await expand(compressed);
        left -= content.length;
        yield content;
      }
    },
    async remove(work) {
      await db.deleteFrom(table).where('work', '=', work).execute();
    },
  };
}
