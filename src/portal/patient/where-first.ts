import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';

/** What somebody may do about a patient: read what the law gives, see to her blocks alone, or nothing. */
export type Business = 'care' | 'blocks' | 'none';

/** Care, and the administration around it (PDL 2:4 nos. 1–2), which may register blocks. */
export function businessOf({ roles, assignment }: Pick<ShownSession, 'roles' | 'assignment'>): Business {
  if (roles.includes('clinician')) return 'care';
  return assignment?.purpose.toLowerCase() === 'administration' ? 'blocks' : 'none';
}

/** Whether patients are looked for at the start: whoever is appointed has other work there, unless it is care. */
export function looksForPatients(session: Pick<ShownSession, 'roles' | 'assignment'>): boolean {
  const business = businessOf(session);
  return business === 'care' || (business === 'blocks' && !isAppointed(session));
}

/** Appointed in the care directory to review access, to operate the bridge, or to follow up. */
export function isAppointed({ roles }: Pick<ShownSession, 'roles'>): boolean {
  return (['security-officer', 'integration-engineer', 'manager'] as const).some((role) => roles.includes(role));
}

/** Where one comes when a patient has been opened. */
export function firstPage(business: Business): string {
  return business === 'care' ? '/patient/access' : '/patient/blocks';
}
