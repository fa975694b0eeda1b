import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError } from '../errors.ts';
import { unlessItExists, writeNewFile } from '../new-file.ts';

const KEY_BYTES = 32;

interface BusKeyPlace {
  /** BUS_KEY_FILE; undefined = `${dataDir}/bus.key`. */
  readonly busKeyFile: string | undefined;
  readonly dataDir: string;
  /** Whether a missing key in the data folder is made, as in a demo. A file named by the operator is never made. */
  readonly allowGenerate: boolean;
}

/**
 * The key that seals the bus: a text file with 32 bytes as base64 or hexadecimal, the same in every process of one
 * installation. Throws `CONFIG_INVALID` naming the file when it is missing or holds anything else.
 */
export async function loadBusKey({ busKeyFile, dataDir, allowGenerate }: BusKeyPlace): Promise<Buffer> {
  const file = busKeyFile ?? join(dataDir, 'bus.key');
  if (busKeyFile === undefined && allowGenerate)
    await writeNewFile(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`).catch(unlessItExists);
  return parseKey(await readText(file), file);
}

async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    const remedy = 'Set BUS_KEY_FILE to a file with 32 random bytes as base64: openssl rand -base64 32';
    throw new BridgeError('CONFIG_INVALID', `The bus key ${file} cannot be read. ${remedy}`, { cause });
  }
}

function parseKey(text: string, file: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  const key = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(text) || key.length !== KEY_BYTES) {
    throw new BridgeError('CONFIG_INVALID', `The bus key ${file} must be 32 bytes as base64 or hexadecimal.`);
  }
  return key;
}

/** One secret file, several purposes: each purpose has a key of its own that tells nothing of the others. */
export function derivedKey(key: Uint8Array, purpose: string): Buffer {
  return createHmac('sha256', key).update(purpose).digest();
}
