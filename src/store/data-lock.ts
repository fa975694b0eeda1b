import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BridgeError } from '../errors.ts';

export interface DataLock {
  release(): void;
}

/**
 * Takes the data folder for this process alone; `${dataDir}/lock` says who has it. The lock is the operating system's
 * (SQLite holds it on the file), so it vanishes with its holder however that dies, and never while it lives, even
 * stopped. See docs/decisions/data-folder-lock.md.
 *
 * Nothing else may open the lock file in the process that holds it: on POSIX, closing any handle to a file drops the
 * process's locks on it. Throws `STORE_LOCKED` naming the holder.
 */
export function lockDataFolder(dataDir: string): DataLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(dataDir, 'lock'), { timeout: 0 });
  try {
    take(file);
    return { release: () => file.close() };
  } catch (thrown) {
    const holder = isBusy(thrown) ? readHolder(file) : undefined;
    file.close();
    if (!isBusy(thrown)) throw thrown;
    throw new BridgeError('STORE_LOCKED', `${dataDir} is held by ${holder ?? 'a process that is just starting'}.`);
  }
}

/** An open IMMEDIATE transaction keeps other takers out and lets them read who the holder is. */
function take(file: DatabaseSync): void {
  file.exec('BEGIN IMMEDIATE');
  file.exec('CREATE TABLE IF NOT EXISTS holder (text TEXT NOT NULL)');
  file.exec('DELETE FROM holder');
  const text = `process ${process.pid} on ${hostname()} since ${new Date().toISOString()}`;
  file.prepare('INSERT INTO holder (text) VALUES (?)').run(text);
  file.exec('COMMIT');
  // Another process may slip in here; then it is the holder and this one is refused.
  file.exec('BEGIN IMMEDIATE');
}

function readHolder(file: DatabaseSync): string | undefined {
  try {
    return file.prepare('SELECT text FROM holder').get()?.text as string | undefined;
  } catch (thrown) {
    // The holder is writing its name at this very moment.
    if (isBusy(thrown) || isMissingTable(thrown)) return undefined;
    throw thrown;
  }
}

const SQLITE_BUSY = 5;
const SQLITE_ERROR = 1;

function isBusy(thrown: unknown): boolean {
  return sqliteCode(thrown) === SQLITE_BUSY;
}

function isMissingTable(thrown: unknown): boolean {
  return sqliteCode(thrown) === SQLITE_ERROR;
}

function sqliteCode(thrown: unknown): number | undefined {
  return thrown instanceof Error && 'errcode' in thrown ? Number(thrown.errcode) & 0xff : undefined;
}
