import type { Action } from '../../../access/action.ts';
import { xsDateTimeToInstant } from '../../../codes/index.ts';
import { Unanswerable } from './result.ts';

/** ISO 8601. Throws Unanswerable. */
export function instantIn(time: string): string {
  const instant = xsDateTimeToInstant(time);
  if (instant === undefined) throw new Unanswerable('VALIDATION', 'A time in the request is no possible time.');
  return instant;
}

export function optionalInstantIn(time: string | undefined): string | undefined {
  return time === undefined ? undefined : instantIn(time);
}

interface ActorType {
  readonly employeeId: string;
  readonly assignmentId?: string;
  readonly assignmentName?: string;
}

interface ActionType {
  readonly requestDate: string;
  readonly requestedBy: ActorType;
  readonly registrationDate: string;
  readonly registeredBy: ActorType;
  readonly reasonText?: string;
}

/** Throws Unanswerable. */
export function actionIn(given: ActionType): Action {
  return {
    requestedAt: instantIn(given.requestDate),
    requestedBy: partyIn(given.requestedBy),
    registeredAt: instantIn(given.registrationDate),
    registeredBy: partyIn(given.registeredBy),
    reason: given.reasonText,
  };
}

function partyIn({ employeeId, assignmentId, assignmentName }: ActorType): Action['requestedBy'] {
  return {
    employee: employeeId,
    ...(assignmentId !== undefined && { assignment: assignmentId }),
    ...(assignmentName !== undefined && { assignmentName }),
  };
}

export function actionBlock({ requestedAt, requestedBy, registeredAt, registeredBy, reason }: Action): ActionType {
  return {
    requestDate: requestedAt,
    requestedBy: partyBlock(requestedBy),
    registrationDate: registeredAt,
    registeredBy: partyBlock(registeredBy),
    ...(reason !== undefined && { reasonText: reason }),
  };
}

function partyBlock({ employee, assignment, assignmentName }: Action['requestedBy']): ActorType {
  return {
    employeeId: employee,
    ...(assignment !== undefined && { assignmentId: assignment }),
    ...(assignmentName !== undefined && { assignmentName }),
  };
}
