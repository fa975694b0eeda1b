import { type AccessLog, type Act, actEntry, loggedCaller } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Assignment, Directory, Person } from '../hsa/index.ts';
import { isDemoId } from '../production.ts';
import { type Caller, judgeCertificate, type Trust } from '../siths/index.ts';
import { callerVouchedFor, type HeldCertificate, loggedProof, type Proof } from './proof.ts';
import { type Role, rolesOf } from './roles.ts';
import { hashOf, newSecret } from './secret.ts';
import type { SessionStore, StoredSession } from './store.ts';

/** Who makes a request to the portal. */
export interface SignedIn {
  /** By the certificate that the person signed in with, or by the word of an identity provider. */
  readonly caller: Caller;
  /** What the session rests on. */
  readonly proof: Proof;
  /** As the care directory knows the person; undefined when it does not. */
  readonly person: Person | undefined;
  /** The assignment chosen, as long as the directory gives it. `ended`: the one chosen is no longer in force. */
  readonly assignment: Assignment | 'none' | 'ended';
  readonly roles: readonly Role[];
  /** Without a request before this instant the session ends. ISO 8601. */
  readonly idleUntil: string;
  /** It ends then whatever is done. ISO 8601. */
  readonly endsAt: string;
  /** By what the session is known to {@link SignIn}; no secret. */
  readonly key: string;
}

export interface SignIn {
  /**
   * Gives a one-time code to the holder of a certificate that has been accepted for a person, when the sign-in is on the
   * access log. Throws AUDIT_UNAVAILABLE.
   */
  begin(held: HeldCertificate, sender: Sender): Promise<string>;
  /**
   * Makes the code a session and gives its token. Where the sign-in was not begun in the browser that comes with it,
   * whoever sits there must first have confirmed by name that it is her own; until then the code is not spent.
   * Throws SIGN_IN_CODE_INVALID, or CERT_*.
   */
  redeem(code: string, by: Redeemer): Promise<{ readonly token: string } | { readonly confirm: Holder }>;
  /**
   * Signs a person in whose proof has been accepted, and gives the token; with an assignment when the proof came with one
   * that the care directory gives. Throws AUDIT_UNAVAILABLE, CERT_*, SIGN_IN_PERSON_UNKNOWN,
   * DIRECTORY_UNAVAILABLE.
   */
  enter(proof: Proof, entrance: Entrance): Promise<string>;
  /**
   * Whose token it is. What a page asks by itself is no use of the session (`isUse`): else it would never end. Throws
   * NOT_SIGNED_IN; SESSION_ENDED; CERT_* when the certificate is no longer accepted; DIRECTORY_UNAVAILABLE.
   */
  session(token: string | undefined, isUse?: boolean): Promise<SignedIn>;
  /** The session as it is now, without this being a use of it. Throws as {@link SignIn.session}. */
  again(session: SignedIn): Promise<SignedIn>;
  /**
   * Takes one of the person's present assignments, by the HSA-id of its commission, and gives the token that the session
   * has from then on: one that somebody knew before is worth nothing under it. Throws ASSIGNMENT_INVALID; NOT_SIGNED_IN
   * when the session has ended, or another was chosen, meanwhile.
   */
  choose(session: SignedIn, commission: string, correlationId: string): Promise<string>;
  end(session: SignedIn, correlationId: string): Promise<void>;
  /** Signs the person out everywhere; gives how many sessions that ended. */
  endAll(session: SignedIn, correlationId: string): Promise<number>;
}

/** Who comes for a code, and from where. */
interface Sender {
  readonly caller: Caller;
  /** Of the browser in which the sign-in was begun; see {@link begunWith}. */
  readonly state: string | undefined;
  readonly correlationId: string;
}

interface Redeemer {
  /** What the browser that comes with the code can prove to have begun. */
  readonly state: string | undefined;
  /** The person has said that she is the one whom the code is for. */
  readonly confirmed: boolean;
}

interface Entrance {
  readonly correlationId: string;
  /** HSA-id of the assignment that was chosen at the identity provider. */
  readonly assignment?: string | undefined;
  /** What else the log should tell of it. */
  readonly details?: Readonly<Record<string, string>>;
}

type Holder = Pick<Caller, 'hsaId' | 'name'>;

interface SignInParts {
  readonly config: Pick<Config, 'bridge' | 'signIn'>;
  readonly sessions: SessionStore;
  readonly directory: Pick<Directory, 'person' | 'commissionsOf'>;
  readonly trust: Trust;
  readonly accessLog: Pick<AccessLog, 'append'>;
  /** Learns what must be asked about a certificate (DER) before it is judged. */
  readonly learn?: (certificate: Buffer) => Promise<void>;
  readonly now?: () => number;
}

/** How long a code may be on its way from the one port to the other. */
const codeLifetimeMs = 60_000;
/** How exactly it is known when a session was last used: not every request writes. */
const seenGrainMs = 15_000;

export function createSignIn(parts: SignInParts): SignIn {
  const { sessions, directory, trust, accessLog, now = Date.now } = parts;
  const { bridge, signIn } = parts.config;
  const idleMs = signIn.idleMinutes * 60_000;
  const absoluteMs = signIn.absoluteHours * 3_600_000;

  return {
    async begin(held, { caller, state, correlationId }) {
      await sweep();
      await log(caller, { correlationId, action: 'sign-in', details: loggedProof(held) });
      const code = newSecret();
      await sessions.keepCode(hashOf(code), { ...held, state, madeAt: new Date(now()) });
      return code;
    },

    async redeem(code, { state, confirmed }) {
      const kept = await sessions.findCode(hashOf(code));
      if (!kept || kept.madeAt.getTime() + codeLifetimeMs < now()) throw new BridgeError('SIGN_IN_CODE_INVALID');
      const { hsaId, name } = holderOf(kept);
      const begunHere = state !== undefined && state === kept.state;
      if (!begunHere && !confirmed) return { confirm: { hsaId, name } };
      if (!(await sessions.takeCode(hashOf(code)))) throw new BridgeError('SIGN_IN_CODE_INVALID');
      return { token: await start(kept, hsaId, undefined) };
    },

    async enter(proof, { correlationId, assignment, details }) {
      const caller = holderOf(proof);
      if (proof.method === 'oidc') await demandKnown(caller.hsaId);
      const chosen = assignment === undefined ? undefined : await held(caller.hsaId, assignment);
      await sweep();
      await log(caller, { correlationId, action: 'sign-in', details: { ...loggedProof(proof), ...details } });
      if (chosen) await log(caller, { correlationId, action: 'assignment:choose', ...under(caller, chosen) });
      return start(proof, caller.hsaId, chosen?.commission.hsaId);
    },

    async session(token, isUse = true) {
      const stored = token === undefined ? undefined : await sessions.find(hashOf(token));
      const session = await read(stored, isUse ? now() : undefined);
      if (isUse && session.usedAt + seenGrainMs < now()) await sessions.seen(session.key, new Date(now()));
      return session;
    },

    async again({ key }) {
      return read(await sessions.find(key), undefined);
    },

    async choose({ key, caller }, commission, correlationId) {
      const assignment = await held(caller.hsaId, commission);
      if (!assignment) throw new BridgeError('ASSIGNMENT_INVALID');
      await log(caller, { correlationId, action: 'assignment:choose', ...under(caller, assignment) });
      const token = newSecret();
      const chosen = { assignment: assignment.commission.hsaId, tokenHash: hashOf(token) };
      if (!(await sessions.choose(key, chosen))) throw new BridgeError('NOT_SIGNED_IN');
      return token;
    },

    async end({ key, caller, assignment }, correlationId) {
      await sessions.end(key);
      await log(caller, { correlationId, action: 'session:end', ...under(caller, assignment) });
    },

    async endAll({ caller, assignment }, correlationId) {
      const ended = await sessions.endAll(caller.hsaId);
      const details = { sessions: ended };
      await log(caller, { correlationId, action: 'session:end', details, ...under(caller, assignment) });
      return ended;
    },
  };

  /** An identity provider's word is about somebody in HSA, or about nobody. Throws SIGN_IN_PERSON_UNKNOWN. */
  async function demandKnown(hsaId: string): Promise<void> {
    if (bridge.kind === 'production' && isDemoId(hsaId))
      throw new BridgeError('SIGN_IN_PERSON_UNKNOWN', 'It is a demo identity.');
    const { value: person } = await directory.person(hsaId);
    if (!person) throw new BridgeError('SIGN_IN_PERSON_UNKNOWN');
  }

  async function start(proof: Proof, person: string, assignment: string | undefined): Promise<string> {
    const token = newSecret();
    const at = new Date(now());
    await sessions.start({ tokenHash: hashOf(token), person, proof, startedAt: at, seenAt: at, assignment });
    return token;
  }

  async function sweep(): Promise<void> {
    await sessions.sweep({ codes: new Date(now() - codeLifetimeMs), sessions: new Date(now() - absoluteMs) });
  }

  /** `usedNow`: when it is used; undefined when somebody only looks. */
  async function read(
    stored: StoredSession | undefined,
    usedNow: number | undefined,
  ): Promise<SignedIn & { readonly usedAt: number }> {
    if (!stored) throw new BridgeError('NOT_SIGNED_IN');
    if (stored.proof.method === 'siths') await parts.learn?.(stored.proof.certificate);
    const caller = await stillHolding(stored);
    const assignment = await assignmentOf(stored);
    const { value: person } = await directory.person(stored.person);
    const usedAt = stored.seenAt.getTime();
    const endsAt = stored.startedAt.getTime() + absoluteMs;
    return {
      caller,
      proof: stored.proof,
      person,
      assignment,
      roles: rolesOf(person, typeof assignment === 'string' ? undefined : assignment, signIn.system),
      idleUntil: new Date(Math.min((usedNow ?? usedAt) + idleMs, endsAt)).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
      key: stored.tokenHash,
      usedAt,
    };
  }

  /** Ends a session whose time is out or whose certificate is no longer accepted. */
  async function stillHolding(stored: StoredSession): Promise<Caller> {
    const idleSince = stored.seenAt.getTime();
    if (now() >= idleSince + idleMs || now() >= stored.startedAt.getTime() + absoluteMs) {
      await sessions.end(stored.tokenHash);
      throw new BridgeError('SESSION_ENDED');
    }
    try {
      return holderOf(stored.proof);
    } catch (refusal) {
      // What cannot be told now may be told in a moment: until then the session gives nothing, and is not over.
      if (!(refusal instanceof BridgeError && refusal.code === 'CERT_REVOCATION_UNKNOWN'))
        await sessions.end(stored.tokenHash);
      throw refusal;
    }
  }

  function holderOf(proof: Proof): Caller {
    if (proof.method === 'oidc') {
      // Whoever is no longer trusted vouches for nobody.
      if (!signIn.oidc.some(({ issuer }) => issuer === proof.issuer)) throw new BridgeError('SESSION_ENDED');
      return callerVouchedFor(proof);
    }
    const verdict = judgeCertificate(trust, proof.certificate, new Date(now()));
    if ('caller' in verdict) return verdict.caller;
    throw new BridgeError(verdict.refusal.refused, verdict.refusal.detail);
  }

  async function assignmentOf({ person, assignment }: StoredSession): Promise<SignedIn['assignment']> {
    if (assignment === undefined) return 'none';
    return (await held(person, assignment)) ?? 'ended';
  }

  async function held(person: string, commission: string): Promise<Assignment | undefined> {
    const { value } = await directory.commissionsOf(person, new Date(now()));
    return value.assignments.find((one) => one.commission.hsaId === commission.toUpperCase());
  }

  async function log(caller: Caller, act: Omit<Act, 'face' | 'activity'>): Promise<void> {
    await accessLog.append(
      actEntry(
        { name: bridge.name, kind: bridge.kind },
        { ...loggedCaller(caller), face: 'portal', activity: undefined, ...act },
      ),
    );
  }
}

/** The person by her HSA-id alone: whether her name may be shown, the care directory tells whoever reads. */
function under({ hsaId }: Caller, assignment: SignedIn['assignment']): Partial<Act> {
  if (typeof assignment === 'string') return {};
  const { commission, careProvider, careUnit } = assignment;
  return {
    reader: { careProvider: careProvider.hsaId, careUnit: careUnit?.hsaId },
    actor: { hsaId, name: undefined, commission: commission.hsaId, purpose: commission.purpose },
    purpose: commission.purpose,
  };
}
