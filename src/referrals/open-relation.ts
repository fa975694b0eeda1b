import type { Action } from '../access/action.ts';
import type { Outcome, Registrar, Registrations } from '../access/registrations.ts';
import type { Events } from '../events.ts';
import type { Directory } from '../hsa/index.ts';
import type { Keeping } from './keeping.ts';
import type { Referral } from './store.ts';

export interface RelationParts {
  readonly registrations: Pick<Registrations, 'registerRelation'>;
  readonly directory: Pick<Directory, 'careProviderOf'>;
  readonly keeping: Pick<Keeping, 'uuidOf'>;
  readonly events: Events;
  /** How long it may last at most. */
  readonly consultationDays: number;
}

interface Accepting {
  readonly referral: Referral;
  /** HSA-ids: who has accepted, and where. */
  readonly employee: string;
  readonly careUnit: string;
}

/**
 * Gives the specialist who has accepted a consultation a relation to the patient, until the time that was asked for or
 * the longest that is allowed. Accepting again gives the same one. Throws AUDIT_UNAVAILABLE, SECURITY_SERVICE_UNAVAILABLE.
 */
export async function openRelation(
  { registrations, directory, keeping, events, consultationDays }: RelationParts,
  by: Registrar,
  { referral, employee, careUnit }: Accepting,
): Promise<Outcome | undefined> {
  const { id, version, patient, consultation, acceptedAt } = referral;
  if (!consultation) return undefined;
  const provider = (await directory.careProviderOf(careUnit)).value;
  const now = new Date().toISOString();
  const registration: Action = {
    requestedAt: now,
    requestedBy: { employee },
    registeredAt: now,
    registeredBy: { employee },
    reason: undefined,
  };
  const outcome = await registrations.registerRelation(by, {
    id: keeping.uuidOf('relation', id, version, employee),
    patient,
    careProvider: provider.kind === 'found' ? provider.value.hsaId : '',
    careUnit,
    employee,
    start: undefined,
    end: relationEnd(consultation.until, acceptedAt, consultationDays),
    ground: `Distanskonsultation ${id}`,
    registration,
  });
  if (outcome.done || outcome.complaint === 'ALREADYEXISTS') return { done: true };
  events.emit('referral:relation:refused', { referral: id, complaint: outcome.complaint });
  return outcome;
}

/** ISO 8601. Counted from when the referral came, so that it is the same whoever asks when. */
export function relationEnd(until: string, acceptedAt: string, days: number): string {
  const latest = new Date(Date.parse(acceptedAt) + days * 24 * 3_600_000).toISOString();
  return until < latest ? until : latest;
}
