import type { AuditEntry } from './entry.ts';

/** HSA-id of the human being who read, by whatever vouches for her; undefined when only a system is known. */
export function readerOf({ actor, caller }: Pick<AuditEntry, 'actor' | 'caller'>): string | undefined {
  return actor?.hsaId ?? (caller?.kind === 'person' ? caller.hsaId : undefined);
}

/** Something of a patient was shown, or looked for and not found. Not what was refused, nor how an answer ended. */
export function isAccess({ kind, outcome }: Pick<AuditEntry, 'kind' | 'outcome'>): boolean {
  return kind !== 'closing' && kind !== 'refusal' && outcome !== 'refused' && outcome !== 'failed';
}
