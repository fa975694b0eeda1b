import type { Bundle, FhirResource } from 'fhir/r4';
import type { Actor } from '../../access/index.ts';
import { assignmentOf, levelIn } from '../../access/known-reader.ts';
import { type Act, loggedCaller } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import type { Assignment, Directory } from '../../hsa/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import { type Role, rolesOf } from '../../sign-in/roles.ts';
import type { Asking } from './search/records.ts';

/** A person whom a trusted issuer's token names, under the assignment that the care directory gives her now. */
export interface Staff {
  readonly actor: Actor;
  readonly assignment: Assignment;
  readonly roles: readonly Role[];
  /** What the access log shall say of her call. */
  readonly call: Pick<Act, 'correlationId' | 'face' | 'caller' | 'certificate' | 'actor'>;
}

export interface StaffParts {
  readonly config: Config;
  readonly directory: Pick<Directory, 'commissionsOf' | 'person'>;
}

/**
 * Who asks for what systems have no business with, in one of the roles. Throws ACTOR_REQUIRED where no person is named,
 * ASSIGNMENT_INVALID where she does not hold the assignment or the calling system is of another care provider,
 * AUTH_USER_LOA, ROLE_REQUIRED, DIRECTORY_UNAVAILABLE.
 */
export async function staffOf(
  { config, directory }: StaffParts,
  allowed: readonly Role[],
  { caller, actor, correlationId }: Asking,
): Promise<Staff> {
  if (!actor) throw new BridgeError('ACTOR_REQUIRED');
  const agreed = config.callers.find(({ hsaId }) => sameHsaId(hsaId, caller.hsaId));
  // Staff use systems of their care provider: neither such as nobody has agreed with, nor citizen services.
  if (!agreed || agreed.gate === 'patient') throw new BridgeError('CALLER_NOT_PERMITTED');
  const held = await assignmentOf({ config, directory }, actor, agreed, new Date());
  if (!held.known) throw new BridgeError('DIRECTORY_UNAVAILABLE', held.reason);
  if (!held.value) throw new BridgeError('ASSIGNMENT_INVALID');
  const level = levelIn(actor.assurance) ?? 0;
  if (level < config.access.assurance)
    throw new BridgeError('AUTH_USER_LOA', `Level ${config.access.assurance} is needed.`);
  const { value: person } = await directory.person(actor.hsaId);
  const roles = rolesOf(person, held.value, config.signIn.system);
  if (!allowed.some((role) => roles.includes(role))) throw new BridgeError('ROLE_REQUIRED');
  const call = {
    correlationId,
    face: 'fhir',
    ...loggedCaller(caller),
    actor,
  } as const;
  return { actor, assignment: held.value, roles, call };
}

/** A type of the FHIR face that persons in certain roles may search and read, and no system by itself. */
export interface StaffType {
  search(params: URLSearchParams, strict: boolean, asking: Asking): Promise<Bundle>;
  /** Throws NOT_FOUND, also for what is another care provider's. */
  read(id: string, asking: Asking): Promise<FhirResource>;
}
