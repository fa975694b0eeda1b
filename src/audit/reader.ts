import type { AuditEntry } from './entry.ts';

/** HSA-id of the human being who read, by whatever vouches for her; undefined when only a system is known. */
export function readerOf({ actor, caller }: Pick<AuditEntry, 'actor' | 'caller'>): string | undefined {
  return actor?.hsaId ?? (caller?.kind === 'person' ? caller.hsaId : undefined);
}

/**
 * Something of a patient was shown, or looked for and not found. Not what was refused, nor how an answer ended, nor that
 * a system checked whether its reader may read: the reading itself is an access of its own.
 */
export function isAccess({ kind, action, outcome }: Pick<AuditEntry, 'kind' | 'action' | 'outcome'>): boolean {
  if (kind === 'closing' || kind === 'refusal' || action.endsWith(':check')) return false;
  return outcome !== 'refused' && outcome !== 'failed';
}
