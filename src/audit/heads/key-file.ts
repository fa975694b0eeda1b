import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BridgeError } from '../../errors.ts';
import { type SigningKey, signingKey, type VerifierKey, verifierKey } from './key.ts';

export interface LogKeyPlace {
  /** LOG_KEY_FILE; undefined = `${dataDir}/log.key`. */
  readonly logKeyFile: string | undefined;
  readonly dataDir: string;
}

export function logKeyFile({ logKeyFile: named, dataDir }: LogKeyPlace): string {
  return named ?? join(dataDir, 'log.key');
}

/**
 * The key that signs the log’s heads: a PEM file (PKCS#8, Ed25519) that its owner alone may read. `generate`: whether a
 * missing key in the data folder is made, as in a demo; a file named by the operator is never made.
 * Throws `CONFIG_INVALID` naming the file when it is missing, open to others or holds anything else.
 */
export async function loadLogKey(place: LogKeyPlace, origin: string, generate: boolean): Promise<SigningKey> {
  const file = logKeyFile(place);
  if (generate && place.logKeyFile === undefined) await makeKeyFile(file).catch(unlessItExists);
  return signingKey(origin, await readPrivately(file), `The log key ${file}`);
}

/** Writes a new key to a file that must not exist, for its owner alone. */
export async function makeKeyFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' });
}

function unlessItExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function readPrivately(file: string): Promise<string> {
  try {
    const { mode } = await stat(file);
    if (process.platform === 'win32' || (mode & 0o007) === 0) return await readFile(file, 'utf8');
  } catch (cause) {
    const remedy = 'Make one with npm run audit -- new-key FILE and set LOG_KEY_FILE to it.';
    throw new BridgeError('CONFIG_INVALID', `The log key ${file} cannot be read. ${remedy}`, { cause });
  }
  throw new BridgeError('CONFIG_INVALID', `The log key ${file} may be read by anyone; chmod 600 it.`);
}

/** A public key in a PEM file, for a log or witness of that name. Throws `CONFIG_INVALID` naming the file. */
export function readPublicKey(file: string, name: string): VerifierKey {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `The public key ${file} cannot be read.`, { cause });
  }
  return verifierKey(name, pem, `The public key ${file}`);
}
