import type { Actor } from '../../../access/index.ts';
import { BridgeError } from '../../../errors.ts';
import type { Assignment, Directory } from '../../../hsa/index.ts';
import { sameHsaId } from '../../../identities/index.ts';
import { type Role, rolesOf } from '../../../sign-in/roles.ts';
import type { Asking } from '../search/records.ts';

export interface RoleParts {
  readonly directory: Pick<Directory, 'commissionsOf' | 'person'>;
  /** The system id under which HSA holds the roles. */
  readonly system: string;
}

/** A person in a role: for whom what the bridge itself keeps is there. */
export interface InRole {
  readonly actor: Actor;
  readonly assignment: Assignment;
}

/**
 * The person of the call's token, in one of the roles under the assignment that it names.
 * Throws ACTOR_REQUIRED, ASSIGNMENT_INVALID, ROLE_REQUIRED, DIRECTORY_UNAVAILABLE.
 */
export async function inRole(parts: RoleParts, allowed: readonly Role[], { actor }: Asking): Promise<InRole> {
  if (!actor) throw new BridgeError('ACTOR_REQUIRED');
  const [{ value: held }, { value: person }] = await Promise.all([
    parts.directory.commissionsOf(actor.hsaId),
    parts.directory.person(actor.hsaId),
  ]);
  const assignment = held.assignments.find(({ commission }) => sameHsaId(commission.hsaId, actor.commission ?? ''));
  if (!assignment) throw new BridgeError('ASSIGNMENT_INVALID');
  const roles = rolesOf(person, assignment, parts.system);
  if (!allowed.some((role) => roles.includes(role))) throw new BridgeError('ROLE_REQUIRED');
  return { actor, assignment };
}
