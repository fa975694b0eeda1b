import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError } from '../../errors.ts';
import { type Live, liveFiles } from '../../keys/live.ts';
import { anybodyMayRead } from '../../keys/private-file.ts';
import { unlessItExists, writeNewFile } from '../../new-file.ts';
import { endorse } from './endorsement.ts';
import { publicPem, type SigningKey, signingKey, type VerifierKey, verifierKey } from './key.ts';

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
  if (generate && place.logKeyFile === undefined) await makeKeyFile(logKeyFile(place)).catch(unlessItExists);
  return readLogKey(place, origin);
}

/** As {@link loadLogKey}, where it is. */
export function readLogKey(place: LogKeyPlace, origin: string): SigningKey {
  const file = logKeyFile(place);
  return signingKey(origin, readPrivately(file), `The log key ${file}`);
}

/** Writes a new key to a file that must not exist, for its owner alone. */
export async function makeKeyFile(file: string): Promise<void> {
  await writeNewFile(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

function readPrivately(file: string): string {
  try {
    if (!anybodyMayRead(file)) return readFileSync(file, 'utf8');
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

/**
 * As {@link readPublicKey}, each time as the file has it then: others change their keys. What cannot be read leaves the one
 * before.
 */
export function followPublicKey(file: string, name: string): () => VerifierKey {
  return current(liveFiles([file], () => readPublicKey(file, name)));
}

/** As {@link readLogKey}, each time as the file has it then. */
export function followLogKey(place: LogKeyPlace, origin: string): () => SigningKey {
  return current(liveFiles([logKeyFile(place)], () => readLogKey(place, origin)));
}

function current<T>(live: Live<T>): () => T {
  return () => {
    live.look();
    return live.current;
  };
}

/** Files that stand beside a new key; see {@link makeNextKey}. */
export interface NextKey {
  readonly key: string;
  /** Public half, for whoever verifies. */
  readonly publicKey: string;
  /** Public half of the key before, for `audit.formerKeys`; undefined when there was none. */
  readonly former: string | undefined;
}

/**
 * Makes a key file, and beside it `.pub` and, when there is a key now, `.endorsement`, by which that introduces the new
 * one, and `.former.pub`. Throws `CONFIG_INVALID` when the file is there already.
 */
export async function makeNextKey(file: string, present: SigningKey | undefined, origin: string): Promise<NextKey> {
  await makeKeyFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new BridgeError('CONFIG_INVALID', `The key file ${file} cannot be made: ${cause.code}.`, { cause });
  });
  const next = await loadLogKey({ logKeyFile: file, dataDir: '' }, origin, false);
  await writeFile(`${file}.pub`, publicPem(next));
  if (!present) return { key: file, publicKey: `${file}.pub`, former: undefined };
  await writeFile(endorsementFile(file), endorse(next, present));
  await writeFile(`${file}.former.pub`, publicPem(present));
  return { key: file, publicKey: `${file}.pub`, former: `${file}.former.pub` };
}

/** The note beside a key file by which the key before introduces it; undefined when there is none. */
export function readEndorsement(place: LogKeyPlace): string | undefined {
  const file = endorsementFile(logKeyFile(place));
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export function endorsementFile(file: string): string {
  return `${file}.endorsement`;
}
