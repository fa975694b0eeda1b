import type { Events } from '../../events.ts';
import type { Directory } from '../../hsa/directory.ts';
import type { AccessLog } from '../access-log.ts';
import { emergencyOf } from '../emergency.ts';
import type { AuditEntry } from '../entry.ts';
import { reviewersOf } from './reviewers.ts';

/**
 * The log, telling at once of each emergency that is opened (event `emergency:access:opened`), whatever face or store it
 * was opened through: what opens one is an entry. The directory is asked afterwards; nothing waits for it.
 */
export function tellingOfEmergencies(
  log: AccessLog,
  directory: Pick<Directory, 'unit' | 'peopleWithRole' | 'commissionsOf'>,
  events: Events,
  system: string,
): AccessLog {
  async function tell(entry: AuditEntry): Promise<void> {
    const { careProvider, careUnit } = entry.reader ?? { careProvider: undefined, careUnit: undefined };
    // Told even when nobody can be named: the task itself stands in the log.
    const reviewers = await reviewersOf(directory, { careProvider, careUnit }, system).catch(() => []);
    events.emit('emergency:access:opened', { emergency: emergencyOf(entry) ?? '', careProvider, careUnit, reviewers });
  }
  return {
    ...log,
    async append(entries) {
      await log.append(entries);
      for (const entry of [entries].flat() as AuditEntry[])
        if (entry.action === 'emergency:open' && entry.outcome === 'released') void tell(entry);
    },
  };
}
