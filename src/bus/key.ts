import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError } from '../errors.ts';
import { type Live, liveFiles } from '../keys/live.ts';
import { isKnownEverywhere, writtenAt } from '../keys/overlap.ts';
import { anybodyMayRead } from '../keys/private-file.ts';
import { unlessItExists, writeNewFile } from '../new-file.ts';
import type { Keyring } from './keyring.ts';

const KEY_BYTES = 32;

interface BusKeyPlace {
  /** BUS_KEY_FILE; undefined = `${dataDir}/bus.key`. */
  readonly busKeyFile: string | undefined;
  readonly dataDir: string;
  /** Whether a missing key in the data folder is made, as in a demo. A file named by the operator is never made. */
  readonly allowGenerate: boolean;
}

/** The installation's secret keys, and what knows whether their file has changed. */
export interface BusKeys extends Keyring {
  readonly file: string;
  readonly live: Live<unknown>;
}

interface KeyFile {
  /** Newest first. */
  readonly keys: readonly [Buffer, ...Buffer[]];
  readonly written: number;
}

export function busKeyFile({ busKeyFile: named, dataDir }: Omit<BusKeyPlace, 'allowGenerate'>): string {
  return named ?? join(dataDir, 'bus.key');
}

/**
 * The keys that seal the bus and all that is kept sealed: a text file, the same in every process of one installation, with
 * a key on each line (32 bytes as base64 or hexadecimal). The first line seals, from ten seconds after the file was
 * written, when every process has read it; all lines open; the last one names and stays for ever.
 * Throws `CONFIG_INVALID` naming the file when it is missing, open to others or holds anything else.
 */
export async function loadBusKey({ allowGenerate, ...place }: BusKeyPlace): Promise<BusKeys> {
  const file = busKeyFile(place);
  if (place.busKeyFile === undefined && allowGenerate)
    await writeNewFile(file, `${newBusKey()}\n`).catch(unlessItExists);
  const live = liveFiles<KeyFile>([file], (before) => {
    const found = readKeys(file);
    if (before && !found.keys.at(-1)?.equals(before.keys.at(-1) as Buffer))
      throw invalid(`The last line of ${file} is another: ids and names are made with that key, and it has to stay.`);
    return found;
  });
  return {
    file,
    live,
    get sealing() {
      const { keys, written } = live.current;
      return isKnownEverywhere(written) ? keys[0] : (keys[1] ?? keys[0]);
    },
    get opening() {
      return live.current.keys;
    },
    naming: live.current.keys.at(-1) as Buffer,
  };
}

/**
 * Puts a new key before those of the file, as a whole: whoever reads it meanwhile has the one or the other. Owner and
 * permissions stay. Throws `CONFIG_INVALID` when what is there is no file of keys, or cannot be replaced so.
 */
export async function addBusKey(file: string): Promise<void> {
  readKeys(file);
  const { mode, uid, gid } = await stat(file);
  const text = `${newBusKey()}\n${await readFile(file, 'utf8')}`;
  const fresh = `${file}.new`;
  await writeFile(fresh, text, { mode: 0o600, flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    const remedy = cause.code === 'EEXIST' ? 'Remove it when nobody else is changing the key.' : cause.code;
    throw invalid(`${fresh} cannot be made. ${remedy}`, cause);
  });
  try {
    await chown(fresh, uid, gid);
    await chmod(fresh, mode);
    await rename(fresh, file);
  } catch (cause) {
    await rm(fresh);
    throw invalid(`${file} cannot be replaced: ${(cause as NodeJS.ErrnoException).code}. Its owner can.`, cause);
  }
}

/** A line of the file. */
function newBusKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

function readKeys(file: string): KeyFile {
  try {
    if (anybodyMayRead(file)) throw invalid(`The bus key ${file} may be read by anyone; chmod 600 it.`);
    const written = writtenAt(file);
    const [first = '', ...more] = readFileSync(file, 'utf8')
      .trim()
      .split(/\s*\n\s*/);
    return { keys: [parseKey(first, file), ...more.map((text) => parseKey(text, file))], written };
  } catch (cause) {
    if (cause instanceof BridgeError) throw cause;
    const remedy = 'Set BUS_KEY_FILE to a file with 32 random bytes as base64: openssl rand -base64 32';
    throw invalid(`The bus key ${file} cannot be read. ${remedy}`, cause);
  }
}

function parseKey(text: string, file: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  const key = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(text) || key.length !== KEY_BYTES)
    throw invalid(`The bus key ${file} must be 32 bytes as base64 or hexadecimal.`);
  return key;
}

function invalid(detail: string, cause?: unknown): BridgeError {
  return new BridgeError('CONFIG_INVALID', detail, { cause });
}
