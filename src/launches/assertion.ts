import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { PatientId } from '../contracts/index.ts';
import { asBridgeError, BridgeError } from '../errors.ts';
import { personAlgorithms } from '../tokens/bearer.ts';
import { clockSkewSeconds } from '../tokens/client-assertion.ts';
import type { Keys } from '../tokens/key-sets.ts';

/** A record system that may launch. */
export interface LaunchingSystem {
  readonly hsaId: string;
  readonly name: string;
  readonly keys: Keys['keys'];
}

/** What a record system says: who works there with whom. */
export interface Launch {
  readonly system: { readonly hsaId: string; readonly name: string };
  /** HSA-ids, upper-case. */
  readonly person: string;
  readonly assignment: string | undefined;
  readonly patient: PatientId | undefined;
}

/** Refused although its system has signed it. */
export class LaunchRefused extends BridgeError {
  /** What the system said; it alone when the rest could not be read. */
  readonly said: Pick<Launch, 'system'> & Partial<Launch>;

  constructor({ code, detail, cause }: BridgeError, said: LaunchRefused['said']) {
    super(code, detail, { cause });
    this.said = said;
  }
}

export interface LaunchContext {
  readonly systems: ReadonlyMap<string, LaunchingSystem>;
  /** Address of the portal, without a slash at its end. */
  readonly audience: string;
  /** Throws PATIENT_ID_INVALID. */
  readonly patientOf: (claim: unknown) => PatientId;
  readonly spend: (system: string, id: string, expires: Date) => Promise<boolean>;
  readonly now: Date;
}

/** A launch goes straight from one page to the next. */
const longestSeconds = 60;
const longestId = 255;
const longest = 8_192;
const hsaIdForm = /^[A-Za-z0-9_]+(-[A-Za-z0-9]+)+$/;

/**
 * Reads a launch (JSON Web Signature): signed with a key of the system it names, for this portal, a minute old at most, for
 * the first time. Throws LAUNCH_INVALID; PATIENT_ID_INVALID; SECURITY_SERVICE_UNAVAILABLE when its keys cannot be had;
 * {@link LaunchRefused} with what was said, once its signature is believed.
 */
export async function readLaunch(assertion: string, context: LaunchContext): Promise<Launch> {
  if (assertion.length > longest) throw new BridgeError('LAUNCH_INVALID', 'It is too large.');
  const system = context.systems.get(claimedSystem(assertion));
  if (!system) throw new BridgeError('LAUNCH_INVALID', 'The system that it names may not launch here.');
  const payload = await verified(assertion, system, context);
  const { hsaId, name } = system;
  const launch = await saying({ system: { hsaId, name } }, () => launchIn(payload, { hsaId, name }, context));
  await saying(launch, () => demandFresh(payload, launch, context));
  return launch;
}

async function saying<Outcome>(said: LaunchRefused['said'], work: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (thrown) {
    throw new LaunchRefused(asBridgeError(thrown), said);
  }
}

function launchIn(payload: JWTPayload, system: Launch['system'], { patientOf }: LaunchContext): Launch {
  const person = hsaIdIn(payload, 'sub');
  if (person === undefined) throw new BridgeError('LAUNCH_INVALID', 'It does not say for whom it is (sub).');
  const assignment = hsaIdIn(payload, 'assignment');
  const patient = payload.patient === undefined ? undefined : patientOf(payload.patient);
  return { system, person, assignment, patient };
}

async function demandFresh(
  { iat = 0, exp = 0, jti }: JWTPayload,
  { system }: Launch,
  { now, spend }: LaunchContext,
): Promise<void> {
  if (exp - iat > longestSeconds) throw new BridgeError('LAUNCH_INVALID', 'It holds for more than a minute.');
  if (iat * 1000 > now.getTime() + clockSkewSeconds * 1000)
    throw new BridgeError('LAUNCH_INVALID', 'It is made in the future (iat).');
  if (typeof jti !== 'string' || jti === '' || jti.length > longestId)
    throw new BridgeError('LAUNCH_INVALID', 'Its id (jti) is not of the right form.');
  // Last: what is not accepted for another reason is not spent.
  if (!(await spend(`launch ${system.hsaId}`, jti, new Date((exp + clockSkewSeconds) * 1000))))
    throw new BridgeError('LAUNCH_INVALID', 'It has been used before.');
}

async function verified(
  assertion: string,
  { hsaId, keys }: LaunchingSystem,
  { audience, now }: LaunchContext,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: personAlgorithms,
      issuer: [hsaId, hsaId.toLowerCase()],
      audience: [audience, `${audience}/`],
      requiredClaims: ['iat', 'exp', 'jti', 'sub'],
      clockTolerance: clockSkewSeconds,
      currentDate: now,
    });
    return payload;
  } catch (cause) {
    if (
      cause instanceof errors.JOSEError &&
      !(cause instanceof errors.JWKSTimeout) &&
      cause.code !== 'ERR_JOSE_GENERIC'
    )
      throw new BridgeError('LAUNCH_INVALID', `What is wrong with it: ${cause.code}.`, { cause });
    throw new BridgeError('SECURITY_SERVICE_UNAVAILABLE', 'The keys of the launching system cannot be had.', { cause });
  }
}

/** Nothing is believed yet: who it claims to be from only tells which keys to try. */
function claimedSystem(assertion: string): string {
  try {
    return decodeJwt(assertion).iss?.toUpperCase() ?? '';
  } catch (cause) {
    throw new BridgeError('LAUNCH_INVALID', 'It is no signed JSON Web Token.', { cause });
  }
}

function hsaIdIn(payload: JWTPayload, claim: string): string | undefined {
  const value = payload[claim];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.length > 32 || !hsaIdForm.test(value))
    throw new BridgeError('LAUNCH_INVALID', `Its ${claim} is no HSA-id.`);
  return value.toUpperCase();
}
