import type { PatientId } from '../../contracts/record.ts';
import { BridgeError } from '../../errors.ts';
import { parsePatientId } from '../../identities/patient-id.ts';
import type { Action, Party } from '../action.ts';
import type { NewBlock, NewRevoke } from '../blocks/registered-block.ts';
import type { NewAssertion } from '../consents/assertion.ts';
import type { NewRelation } from '../relations/patient-relation.ts';

/** A lift is temporary: seven days at most. */
const revokeMs = 7 * 24 * 3_600_000;
const longestText = 1_024;
/** How far other systems' clocks may be ahead of ours. */
const clockSkewMs = 5 * 60_000;

/** What is wrong with what shall be registered, in words without patient data. */
export class Invalid extends Error {}

/*
 * Each of these gives what was registered in one form: HSA-ids and ids in their own case rules, instants in UTC. They
 * throw Invalid.
 */

export function checkedAssertion(given: NewAssertion, now: Date): NewAssertion {
  const { kind, emergency, representedBy } = given;
  demand((kind === 'emergency') === (emergency !== undefined), 'A ground belongs to an emergency, and to it alone.');
  demand(emergency?.reasonCode.trim() !== '', 'An emergency needs a reason.');
  demand((emergency?.reasonCode.length ?? 0) <= 64, 'The code of the reason is too long.');
  demand((emergency?.text.length ?? 0) <= longestText, `A text has at most ${longestText} characters.`);
  const start = optionalInstant(given.start);
  const end = optionalInstant(given.end);
  demand(end === undefined || Date.parse(end) > beginning(start, now), 'It ends before it begins.');
  demand(
    kind !== 'emergency' || beginning(start, now) <= now.getTime() + clockSkewMs,
    'An emergency is now: it cannot begin later.',
  );
  return {
    ...given,
    ...common(given),
    careUnit: hsaId(given.careUnit),
    employee: given.employee === undefined ? undefined : hsaId(given.employee),
    representedBy: representedBy && patientId(representedBy),
    start,
    end,
  };
}

/** ISO 8601. An emergency lasts so many hours at most, whatever its registration says. */
export function endOf({ kind, start, end }: NewAssertion, now: Date, emergencyHours: number): string | undefined {
  if (kind !== 'emergency') return end;
  const latest = new Date(beginning(start, now) + emergencyHours * 3_600_000).toISOString();
  return end !== undefined && end < latest ? end : latest;
}

export function checkedRelation(given: NewRelation, now: Date): NewRelation {
  const start = optionalInstant(given.start);
  const end = instant(given.end);
  demand(Date.parse(end) > beginning(start, now), 'It ends before it begins.');
  demand((given.ground?.length ?? 0) <= 256, 'The ground has at most 256 characters.');
  return { ...given, ...common(given), careUnit: hsaId(given.careUnit), employee: hsaId(given.employee), start, end };
}

export function checkedBlock(given: NewBlock): NewBlock {
  demand(
    given.representedBy === undefined,
    'Only the patient may block: nobody may do it for her (PDL 4:4, SVOD 2:3).',
  );
  demand((given.kind === 'inner') === (given.careUnit !== undefined), 'An inner block names the care unit, no other.');
  const start = optionalInstant(given.start);
  const end = optionalInstant(given.end);
  demand(start === undefined || end === undefined || start <= end, 'The interval ends before it begins.');
  return {
    ...given,
    ...common(given),
    careUnit: given.careUnit === undefined ? undefined : hsaId(given.careUnit),
    excludedTypes: [...new Set(given.excludedTypes)].sort(),
    start,
    end,
  };
}

export function checkedRevoke(given: NewRevoke, now: Date): NewRevoke {
  const end = instant(given.end);
  const ahead = Date.parse(end) - now.getTime();
  demand(ahead > 0, 'It ends before it begins.');
  demand(ahead <= revokeMs, 'A temporary lift lasts seven days at most.');
  demand((given.reasonText?.length ?? 0) <= longestText, `A text has at most ${longestText} characters.`);
  return {
    ...given,
    id: uuid(given.id),
    blockId: uuid(given.blockId),
    end,
    careUnit: hsaId(given.careUnit),
    employee: given.employee === undefined ? undefined : hsaId(given.employee),
    registration: checkedAction(given.registration),
  };
}

export function checkedAction(given: Action): Action {
  demand((given.reason?.length ?? 0) <= longestText, `A text has at most ${longestText} characters.`);
  return {
    ...given,
    requestedAt: instant(given.requestedAt),
    registeredAt: instant(given.registeredAt),
    requestedBy: party(given.requestedBy),
    registeredBy: party(given.registeredBy),
  };
}

export function uuid(given: string): string {
  const id = given.trim().toLowerCase();
  demand(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id), 'The id is no UUID.');
  return id;
}

function common<Given extends { id: string; patient: PatientId; careProvider: string; registration: Action }>(
  given: Given,
): Pick<Given, 'id' | 'patient' | 'careProvider' | 'registration'> {
  return {
    id: uuid(given.id),
    patient: patientId(given.patient),
    careProvider: hsaId(given.careProvider),
    registration: checkedAction(given.registration),
  };
}

function party(given: Party): Party {
  demand((given.assignmentName?.length ?? 0) <= 256, 'The name of an assignment has at most 256 characters.');
  return {
    ...given,
    employee: hsaId(given.employee),
    ...(given.assignment !== undefined && { assignment: hsaId(given.assignment) }),
  };
}

function hsaId(given: string): string {
  const id = given.trim().toUpperCase();
  demand(id !== '' && id.length <= 64 && !/\s/.test(id), 'An HSA-id is missing, too long or has blanks.');
  return id;
}

function patientId(given: PatientId): PatientId {
  try {
    return parsePatientId(given);
  } catch (thrown) {
    if (thrown instanceof BridgeError && thrown.code === 'PATIENT_ID_INVALID')
      throw new Invalid(`The patient's identity is not valid. ${thrown.detail ?? ''}`.trim());
    throw thrown;
  }
}

function instant(given: string): string {
  const time = Date.parse(given);
  demand(/^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(given) && !Number.isNaN(time), 'A time is no instant.');
  return new Date(time).toISOString();
}

function optionalInstant(given: string | undefined): string | undefined {
  return given === undefined ? undefined : instant(given);
}

function beginning(start: string | undefined, now: Date): number {
  return start === undefined ? now.getTime() : Date.parse(start);
}

function demand(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Invalid(otherwise);
}
