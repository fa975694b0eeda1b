import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { type Assignment, carePurpose, type Directory, namedProvider } from '../hsa/index.ts';
import { type Successions, successionsOf } from '../hsa/succession/successions.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Actor } from './actor.ts';
import type { Fact } from './facts.ts';
import { isOwnProvider, placedAt } from './merged.ts';
import type { Approach, Reader } from './reader.ts';

export interface ReaderParts {
  readonly config: Pick<Config, 'callers' | 'sources' | 'successions'>;
  readonly directory: Pick<Directory, 'commissionsOf'>;
}

/** Who reads, as far as it could be found out. */
export interface KnownReader {
  readonly reader: Reader;
  /** Whether the system that calls, or the person who has signed in, is of a care provider that is connected here. */
  readonly connected: boolean;
  /** Whether the care directory gives the assignment now; undefined where nothing was to be asked. */
  readonly assignment: Fact<boolean> | undefined;
}

type Agreed = Config['callers'][number];

/** Vårdform 04: social care. */
const socialCareType = '04';

/** Finds out who reads: by the agreement with the system that calls, or by the actor against the care directory. */
export async function knownReader(
  { config, directory }: ReaderParts,
  { caller, actor }: Approach,
  at: Date,
): Promise<KnownReader> {
  const successions = successionsOf(config);
  const agreed = config.callers.find(({ hsaId }) => sameHsaId(hsaId, caller.hsaId));
  if (agreed && agreed.gate !== 'bridge') {
    const ofAgreement = agreedReader(agreed, agreed.gate, actor, isSameAt(successions, at));
    return { reader: placedAt(ofAgreement, successions, at), connected: true, assignment: undefined };
  }
  const found = actor && (await assignmentOf({ config, directory }, actor, agreed, at));
  const reader = placedAt(judgedReader(actor, agreed, found?.known ? found.value : undefined), successions, at);
  const connected = agreed !== undefined || isConnected(config, reader);
  const assignment = found && (found.known ? { ...found, value: found.value !== undefined } : found);
  return { reader, connected, assignment };
}

/** An actor of the caller's own care provider makes its unit known; the agreement stands for all the rest. */
function agreedReader(
  { careProvider, careUnit }: Agreed,
  gate: 'consumer' | 'patient',
  actor: Actor | undefined,
  isSame: IsSame,
): Reader {
  const own = actor?.careProvider && isSame(actor.careProvider, careProvider) ? actor : undefined;
  return {
    gate,
    employee: own?.hsaId,
    careProvider,
    careUnit: own?.careUnit ?? careUnit,
    commission: own?.commission,
    purpose: gate === 'patient' ? 'Enskilds direktåtkomst' : carePurpose,
    rights: undefined,
    assurance: undefined,
    socialCare: false,
  };
}

/** What the directory says of the assignment stands before what the actor's issuer does. */
function judgedReader(
  actor: Actor | undefined,
  agreed: Agreed | undefined,
  assignment: Assignment | undefined,
): Reader {
  return {
    gate: 'bridge',
    employee: actor?.hsaId,
    careProvider: (assignment && namedProvider(assignment)) ?? agreed?.careProvider ?? actor?.careProvider ?? '',
    careUnit: assignment?.careUnit?.hsaId ?? actor?.careUnit,
    commission: actor?.commission,
    purpose: purposeOf(actor, assignment),
    rights: assignment?.commission.rights ?? [],
    assurance: levelIn(actor?.assurance),
    socialCare: isSocialCare(assignment?.careUnit),
  };
}

/** A unit that gives health care besides may do what health care may, and so may one without any kind of care. */
function isSocialCare(unit: Assignment['careUnit']): boolean {
  const types = unit?.careTypes ?? [];
  return types.length > 0 && types.every((type) => type === socialCareType);
}

/** Purposes of v3-ActReason that are care; what else an issuer states stands in the way of the assignment's own. */
const carePurposes: readonly string[] = ['TREAT', 'ETREAT', 'BTG'];
const emergencyPurposes: readonly string[] = ['ETREAT', 'BTG'];

function purposeOf(actor: Actor | undefined, assignment: Assignment | undefined): string {
  const stated = actor?.purpose;
  const own = assignment?.commission.purpose ?? stated ?? '';
  const agrees = stated === undefined || carePurposes.includes(stated) || stated.toLowerCase() === own.toLowerCase();
  return agrees ? own : stated;
}

/** Whether the reading is stated to be in danger to life or serious risk to health. Stating it opens nothing. */
export function statesEmergency(actor: Actor | undefined): boolean {
  return actor?.purpose !== undefined && emergencyPurposes.includes(actor.purpose);
}

/** `3`, `loa3`, `http://id.sambi.se/loa/loa3`. */
export function levelIn(assurance: string | undefined): number | undefined {
  const level = /(?:^|[^a-z0-9])(?:loa-?)?([1-4])$/i.exec(assurance?.trim() ?? '')?.[1];
  return level === undefined ? undefined : Number(level);
}

/** The assignment that the actor states, where the directory gives it to her now and it is of the caller’s care provider. */
export async function assignmentOf(
  { config, directory }: { readonly config: Pick<Config, 'successions'> } & Pick<ReaderParts, 'directory'>,
  actor: Actor,
  agreed: Agreed | undefined,
  at: Date,
): Promise<Fact<Assignment | undefined>> {
  const { commission, hsaId } = actor;
  try {
    const { value, asOf, stale } = await directory.commissionsOf(hsaId, at);
    const held = value.assignments.find((one) => commission && sameHsaId(one.commission.hsaId, commission));
    const stands = held && agrees(held, actor, agreed, isSameAt(successionsOf(config), at));
    return { known: true, value: stands ? held : undefined, asOf, from: 'HSA', ...(stale && { stale }) };
  } catch (thrown) {
    if (!(thrown instanceof BridgeError && thrown.code === 'DIRECTORY_UNAVAILABLE')) throw thrown;
    return { known: false, from: 'HSA', reason: thrown.message };
  }
}

/** Whether two HSA-ids, of care providers or of units, are those of one and the same at the instant. */
type IsSame = (one: string, other: string) => boolean;

/** Directory, agreements and issuers take up a merger each on its own day. */
function isSameAt(successions: Successions, at: Date): IsSame {
  const now = (hsaId: string) => successions.unitAt(successions.providerAt(hsaId, at), at);
  return (one, other) => sameHsaId(now(one), now(other));
}

/** It stands where the actor's issuer says, and the system that calls acts for its own care provider alone. */
function agrees(
  { careUnit, careProvider }: Assignment,
  actor: Actor,
  agreed: Agreed | undefined,
  isSame: IsSame,
): boolean {
  const isStated = (stated: string | undefined, own: string | undefined): boolean =>
    stated === undefined || (own !== undefined && isSame(stated, own));
  return (
    isStated(actor.careProvider, careProvider.hsaId) &&
    isStated(actor.careUnit, careUnit?.hsaId) &&
    isStated(agreed?.careProvider, careProvider.hsaId) &&
    isStated(agreed?.careUnit, careUnit?.hsaId)
  );
}

function isConnected({ callers, sources }: ReaderParts['config'], reader: Reader): boolean {
  return [...callers, ...sources].some(({ careProvider }) => isOwnProvider(reader, careProvider));
}
