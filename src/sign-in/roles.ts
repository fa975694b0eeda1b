import { type Assignment, carePurpose, type Person, samePurpose } from '../hsa/index.ts';

/**
 * What a signed-in person may do, under the assignment chosen; each role counts for its care provider alone. A manager
 * follows up without seeing any patient; an editor writes news.
 */
const roles = ['clinician', 'security-officer', 'integration-engineer', 'manager', 'editor'] as const;
export type Role = (typeof roles)[number];

/**
 * Who has an assignment for care at a care unit is a clinician while it is chosen. The other roles stand in
 * `hsaSystemRole` under the name of this system.
 */
export function rolesOf(person: Person | undefined, assignment: Assignment | undefined, system: string): Role[] {
  if (!assignment) return [];
  const appointed = person?.systemRoles.filter((one) => one.system === system).map((one) => one.role) ?? [];
  const treats = assignment.careUnit && samePurpose(assignment.commission.purpose, carePurpose);
  return roles.filter((role) => (role === 'clinician' ? treats : appointed.includes(role)));
}
