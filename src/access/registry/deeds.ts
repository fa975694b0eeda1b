import { isDeepStrictEqual } from 'node:util';
import { actEntry } from '../../audit/act-entry.ts';
import type { AuditEntry } from '../../audit/entry.ts';
import type { PatientId } from '../../contracts/record.ts';
import { asBridgeError } from '../../errors.ts';
import { noSuccessions, type Successions } from '../../hsa/succession/successions.ts';
import { sameHsaId } from '../../identities/same-hsa-id.ts';
import type { Action } from '../action.ts';
import { originsOf } from '../blocks/evaluate.ts';
import { decidedOn, type NewBlock } from '../blocks/registered-block.ts';
import type { MasterOf } from '../foreign-master.ts';
import {
  type Complaint,
  loggedRegistrar,
  type Outcome,
  type Registrar,
  type RegistryQuestion,
} from '../registrations.ts';
import { Invalid, uuid } from './checks.ts';
import type { Registered, Registry, Subject } from './store.ts';

export interface RegistrationsParts {
  readonly registry: Registry;
  /** Resolves when the entry is durable. */
  readonly log: { append(entry: AuditEntry): Promise<void> };
  readonly masterOf: MasterOf;
  readonly installation: AuditEntry['installation'];
  /** How long an emergency lasts at most. */
  readonly emergencyHours: number;
  readonly now: () => Date;
  readonly successions?: Successions;
}

/** One act, as the log tells it and as it is carried out. */
export interface Deed {
  readonly action: string;
  readonly activity: 'Skriva' | 'Radera' | 'Nödöppning';
  readonly patient: PatientId;
  readonly careProvider: string;
  readonly careUnit: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  readonly emergency?: boolean;
  /** That which it lifts or ends, or whose lift it ends. */
  readonly block?: Pick<Registered<NewBlock>, 'content' | 'recordedAt'>;
  /** To the foreign master, where there is one and it knows of such things. */
  readonly pass: (() => Promise<Outcome>) | undefined;
  /** False when somebody else was faster. */
  readonly write: (at: Date) => Promise<boolean>;
}

const done: Outcome = { done: true };

export function refusal(complaint: Complaint, text: string): Outcome {
  return { done: false, complaint, text };
}

/**
 * Carries a deed out: on the log, taken by the foreign master, written down, in this order. What fails after the first
 * gets an entry that says so, and what belongs to another care provider one of a refusal.
 */
export async function carryOut(parts: RegistrationsParts, by: Registrar, deed: Deed): Promise<Outcome> {
  const { careProviders, named } = by;
  const { pass, write, careUnit, block, ...told } = deed;
  const { successions = noSuccessions } = parts;
  const ofNow = (hsaId: string) => successions.providerAt(hsaId, parts.now());
  const careProvider = ofNow(deed.careProvider);
  const note = (more: Partial<AuditEntry>) =>
    parts.log.append({
      ...actEntry(parts.installation, { ...loggedRegistrar(by), ...told, reader: { careProvider, careUnit } }),
      ...more,
    });
  if (!careProviders.some((one) => sameHsaId(ofNow(one), careProvider))) {
    await note({ outcome: 'refused', code: 'CALLER_NOT_PERMITTED' });
    return refusal('ACCESSDENIED', 'It belongs to another care provider.');
  }
  if (block && named && isKeptOut(block, named, successions, parts.now())) {
    await note({ outcome: 'refused', code: 'CALLER_NOT_PERMITTED' });
    return refusal('ACCESSDENIED', 'The block is of a care provider that has merged with the own one.');
  }
  await note({});
  try {
    const taken = (await pass?.()) ?? done;
    // The master has it from an attempt whose answer was lost.
    if (!taken.done && taken.complaint !== 'ALREADYEXISTS') {
      await note({ outcome: 'failed', reason: `The security service: ${taken.complaint}. ${taken.text}` });
      return taken;
    }
    if (await write(parts.now())) return done;
  } catch (thrown) {
    await note({ outcome: 'failed', code: asBridgeError(thrown).code });
    throw thrown;
  }
  await note({ outcome: 'failed', reason: 'Somebody else did it at the same moment.' });
  return refusal('INVALIDSTATE', 'Somebody else did it at the same moment.');
}

/** Those from whom an outer block keeps information that is their own care provider's by now do not open it. */
function isKeptOut(
  { content, recordedAt }: NonNullable<Deed['block']>,
  named: NonNullable<Registrar['named']>,
  successions: Successions,
  at: Date,
): boolean {
  const madeAt = decidedOn({ ...content, recordedAt });
  return content.kind === 'outer' && originsOf({ ...content, madeAt }, successions, at).wasOf(named) === 'no';
}

/** What speaks against registering it: that the id has been used. */
export async function usedBefore(
  { registry }: RegistrationsParts,
  subject: Subject,
  given: { readonly id: string },
): Promise<Outcome | undefined> {
  const known = await registry.find<object>(subject, given.id);
  if (!known) return undefined;
  if (isOver(known)) return refusal('INVALIDSTATE', 'It was registered before, and taken back.');
  return isDeepStrictEqual(contentOf(known.content), contentOf(given))
    ? refusal('ALREADYEXISTS', 'It was registered before, and holds.')
    : refusal('INVALIDSTATE', 'The id was used before, for something else.');
}

/** The registration that an act is about, or why there can be none. */
export async function standing<Content>(
  { registry }: RegistrationsParts,
  subject: Subject,
  id: string,
): Promise<Registered<Content> | Outcome> {
  const known = await registry.find<Content>(subject, uuid(id));
  if (!known) return refusal('NOTFOUND', 'Nothing is registered under the id.');
  return isOver(known) ? refusal('INVALIDSTATE', 'It was taken back before.') : known;
}

function isOver({ events }: Registered<unknown>): boolean {
  return events.cancelled !== undefined || events.deleted !== undefined;
}

/** Compared when an id comes again; without the act of registering, whose times a caller that repeats may renew. */
function contentOf(content: object): unknown {
  return JSON.parse(JSON.stringify({ ...content, registration: undefined }));
}

/** What the access log keeps of an action. */
export function actionDetails({ reason, requestedBy, registeredBy }: Action) {
  return { actionReason: reason, requestedBy: requestedBy.employee, registeredBy: registeredBy.employee };
}

/** An act whose checks become the outcome VALIDATION. */
export function act<Given extends unknown[]>(
  carriedOut: (by: Registrar, ...given: Given) => Promise<Outcome>,
): (by: Registrar, ...given: Given) => Promise<Outcome> {
  return (by, ...given) =>
    carriedOut(by, ...given).catch((thrown: unknown) => {
      if (thrown instanceof Invalid) return refusal('VALIDATION', thrown.message);
      throw thrown;
    });
}

/** Of one care provider, with those that it has taken over, or of all. */
export function registryQuestion(parts: RegistrationsParts, { careProvider, ...question }: RegistryQuestion) {
  return { ...question, careProviders: careProvider === undefined ? undefined : namesOf(parts, careProvider) };
}

/** Under which HSA-ids stands what a care provider has now; upper case. */
export function namesOf({ successions = noSuccessions, now }: RegistrationsParts, careProvider: string): string[] {
  const heir = successions.providerAt(careProvider, now());
  const names = [careProvider, heir, ...successions.takenOver(heir, now())];
  return [...new Set(names.map((name) => name.toUpperCase()))];
}
