import type { AccessFacts, ReaderPlace } from '../../../access/index.ts';
import type { Outcome, Registrations } from '../../../access/registrations.ts';
import { type Act, actEntry } from '../../../audit/act-entry.ts';
import type { AccessLog, AuditEntry } from '../../../audit/index.ts';
import type { Mastery } from '../../../config/master-names.ts';
import { callerFacts, type SecurityCall } from './call.ts';
import type { FindIdentities, Identities } from './patients.ts';
import { ok, type Result, told, Unanswerable } from './result.ts';

/** What the security services are answered from. */
export interface SecurityParts {
  readonly installation: AuditEntry['installation'];
  readonly facts: AccessFacts;
  readonly registrations: Registrations;
  /** Whether this bridge is master of it for the care provider. */
  readonly keeps: (what: Mastery, careProvider: string) => boolean;
  readonly findIdentities: FindIdentities;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

/** A list of what is kept elsewhere would lack most of it and not say so. Throws Unanswerable. */
export function demandKept({ keeps }: Pick<SecurityParts, 'keeps'>, what: Mastery, careProvider: string): void {
  if (!keeps(what, careProvider))
    throw new Unanswerable('ERROR', `The ${what} of the care provider are kept elsewhere: ask there.`);
}

/** What a registration came to. */
export function resultOf(outcome: Outcome): Result {
  return outcome.done ? ok : told(outcome.complaint, outcome.text);
}

type Asked = Pick<Act, 'patient' | 'linked' | 'reader' | 'actor' | 'purpose' | 'details'>;

/** Puts a question that was answered on the log; durable when it resolves. Throws AUDIT_UNAVAILABLE. */
export async function logAnswer(
  { installation, accessLog }: Pick<SecurityParts, 'installation' | 'accessLog'>,
  call: SecurityCall,
  action: string,
  asked: Asked,
): Promise<void> {
  await accessLog.append(actEntry(installation, { ...callerFacts(call), ...asked, action, activity: 'Läsa' }));
}

/** The same of a check: the reader is whom the caller speaks of. Its word, not a vouched one. */
export async function logCheck(
  parts: Pick<SecurityParts, 'installation' | 'accessLog'>,
  call: SecurityCall,
  action: 'block:check' | 'consent:check' | 'relation:check',
  { employee, careProvider, careUnit }: ReaderPlace,
  [patient, ...linked]: Identities['patients'],
  details: Act['details'],
): Promise<void> {
  const issuer = call.caller.hsaId;
  const actor =
    employee === undefined ? undefined : { hsaId: employee, name: undefined, commission: undefined, issuer };
  await logAnswer(parts, call, action, { patient, linked, reader: { careProvider, careUnit }, actor, details });
}
