import { type AccessLog, type Act, actEntry, loggedCaller } from '../audit/index.ts';
import type { Keys } from '../bus/keyring.ts';
import type { Config } from '../config.ts';
import type { PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { sameHsaId } from '../identities/index.ts';
import type { SignedIn } from '../sign-in/index.ts';
import { hashOf, newSecret } from '../sign-in/secret.ts';
import type { Store } from '../store/index.ts';
import { keysFrom } from '../tokens/key-sets.ts';
import { createSpend } from '../tokens/store.ts';
import { type Launch, type LaunchingSystem, readLaunch } from './assertion.ts';
import { createLaunchStore } from './store.ts';

/** What a launch was about, for the person whom it was for. */
type Taken = Pick<Launch, 'system' | 'assignment' | 'patient'>;

export interface Launches {
  /**
   * Believes a launch, puts it on the access log, and gives what the browser holds until its person has signed in.
   * Throws LAUNCH_INVALID, PATIENT_ID_INVALID, AUDIT_UNAVAILABLE.
   */
  receive(assertion: string, call: { readonly audience: string; readonly correlationId: string }): Promise<string>;
  /** Which system has launched in this browser, and waits for somebody to sign in. */
  waiting(id: string | undefined): Promise<Launch['system'] | undefined>;
  /** Once, for the person it names. Throws LAUNCH_FOR_ANOTHER, AUDIT_UNAVAILABLE. */
  take(id: string | undefined, session: SignedIn, correlationId: string): Promise<Taken | undefined>;
  close(): Promise<void>;
}

interface LaunchParts {
  readonly config: Pick<Config, 'bridge' | 'callers' | 'outgoing'>;
  readonly store: Pick<Store, 'db'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
  /** Throws PATIENT_ID_INVALID. */
  readonly patientOf: (claim: unknown) => PatientId;
  /** 32 bytes. */
  readonly key: Keys;
  readonly now?: () => number;
}

/** So long the person may take to sign in. */
export const launchSeconds = 600;

/** Throws CONFIG_INVALID when a file of keys cannot be used. */
export function createLaunches(parts: LaunchParts): Launches {
  const { config, accessLog, patientOf, now = Date.now } = parts;
  const kept = createLaunchStore(parts.store, parts.key);
  const spend = createSpend(parts.store);
  const closing: (() => Promise<void>)[] = [];
  const systems = new Map<string, LaunchingSystem>(
    config.callers.flatMap(({ hsaId, name, launch }) => {
      if (!launch) return [];
      const { keys, close } = keysFrom(launch.jwks, hsaId, { key: 'callers.launch', outgoing: config.outgoing });
      closing.push(close);
      return [[hsaId.toUpperCase(), { hsaId: hsaId.toUpperCase(), name, keys }]];
    }),
  );
  const since = () => new Date(now() - launchSeconds * 1000);

  async function log(act: Omit<Act, 'face' | 'activity'>): Promise<void> {
    const { name, kind } = config.bridge;
    await accessLog.append(actEntry({ name, kind }, { face: 'portal', activity: undefined, ...act }));
  }

  return {
    async receive(assertion, { audience, correlationId }) {
      const launch = await readLaunch(assertion, { systems, audience, patientOf, spend, now: new Date(now()) });
      const { system, person, assignment, patient } = launch;
      const caller = { ...system, kind: 'function', organisation: undefined } as const;
      const actor = { hsaId: person, name: undefined, commission: assignment };
      await log({ correlationId, action: 'launch', caller, actor, patient });
      const id = newSecret();
      await kept.keep(hashOf(id), launch, new Date(now()));
      return id;
    },

    async waiting(id) {
      return id === undefined ? undefined : (await kept.find(hashOf(id), since()))?.system;
    },

    async take(id, { caller }, correlationId) {
      const found = id === undefined ? undefined : await kept.find(hashOf(id), since());
      // It waits for whom it is for.
      if (found && !sameHsaId(found.person, caller.hsaId)) throw new BridgeError('LAUNCH_FOR_ANOTHER');
      const launch = found && id !== undefined ? await kept.take(hashOf(id), since()) : undefined;
      if (!launch) return undefined;
      const { system, assignment, patient } = launch;
      await log({
        ...loggedCaller(caller),
        correlationId,
        action: 'launch:take',
        patient,
        details: { from: system.hsaId },
      });
      return { system, assignment, patient };
    },

    async close() {
      await Promise.all(closing.map((close) => close()));
    },
  };
}
