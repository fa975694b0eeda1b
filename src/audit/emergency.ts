import type { AuditEntry } from './entry.ts';

/** Id of the emergency (an assertion in the consent store) that an entry tells of or rests on. */
export function emergencyOf({ kind, emergency, details, decision }: AuditEntry): string | undefined {
  if (!emergency) return undefined;
  const id = kind === 'act' ? details?.id : assertionIn(decision?.inputs.consent)?.assertionId;
  return typeof id === 'string' ? id : undefined;
}

/** Of a fact about consent, as a decision's inputs keep it. */
function assertionIn(fact: unknown): { readonly assertionId?: unknown } | undefined {
  const { value } = (fact ?? {}) as { readonly value?: { readonly assertionId?: unknown } };
  return value;
}
