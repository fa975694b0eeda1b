import { asBridgeError } from '../errors.ts';
import { type AuditEntry, newEntryId } from './entry.ts';

/**
 * Does what the entry tells once it is on the log; what fails then gets an entry that says so. Throws what the log and the
 * act throw.
 */
export async function loggedFirst<Done>(
  append: (entry: AuditEntry) => Promise<unknown>,
  entry: AuditEntry,
  act: () => Promise<Done>,
): Promise<Done> {
  await append(entry);
  try {
    return await act();
  } catch (thrown) {
    const [id, at] = [newEntryId(), new Date().toISOString()];
    await append({ ...entry, id, at, outcome: 'failed', code: asBridgeError(thrown).code });
    throw thrown;
  }
}
