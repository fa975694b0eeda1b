import type { Actor, ReaderPlace } from '../../../access/index.ts';
import type { Registrar } from '../../../access/registrations.ts';
import { loggedCaller } from '../../../audit/entry.ts';
import type { ContractId } from '../../../contracts/index.ts';
import { sameHsaId } from '../../../identities/index.ts';
import type { Caller } from '../../../siths/index.ts';
import { Unanswerable } from './result.ts';

/** One question to, or registration with, the security services, from a caller that may call the contract. */
export interface SecurityCall {
  readonly correlationId: string;
  readonly caller: Caller;
  readonly originalConsumer: string;
  /** As a trusted issuer vouches; undefined where none does. */
  readonly actor: Actor | undefined;
  readonly contract: ContractId;
  readonly logicalAddress: string;
  /** HSA-id of the care provider that the caller is agreed to speak for. */
  readonly careProvider: string;
  /** HSA-ids of those that it has taken over, under which its systems may still ask. */
  readonly takenOver?: readonly string[];
  /** As the agreement names it, whoever has taken it over. */
  readonly named?: Pick<ReaderPlace, 'careProvider' | 'careUnit'>;
}

/** What the access log says of the caller of any of these contracts. */
export function callerFacts({ caller, correlationId, originalConsumer, contract, logicalAddress }: SecurityCall) {
  return {
    correlationId,
    face: 'soap',
    ...loggedCaller(caller),
    originalConsumer,
    contract,
    logicalAddress,
  } as const;
}

export function registrarOf(call: SecurityCall): Registrar {
  const { actor, careProvider, named } = call;
  const place = named && { ...named, careUnit: actor?.careUnit ?? named.careUnit };
  return {
    ...callerFacts(call),
    actor,
    purpose: actor?.purpose,
    careProviders: [careProvider],
    ...(place && { named: place }),
  };
}

/** A system asks and registers for its own care provider alone. Throws Unanswerable. */
export function demandOwn(call: SecurityCall, careProvider: string): void {
  if (!ownNames(call).some((own) => sameHsaId(careProvider.trim(), own)))
    throw new Unanswerable('ACCESSDENIED', 'The caller may ask and register for its own care provider alone.');
}

export function ownNames({ careProvider, takenOver = [] }: SecurityCall): readonly string[] {
  return [careProvider, ...takenOver];
}

interface AccessingActor {
  readonly employeeId: string;
  readonly careProviderId: string;
  readonly careUnitId: string;
}

/** Throws Unanswerable. */
export function placeOf({ employeeId, careProviderId, careUnitId }: AccessingActor): ReaderPlace {
  const [employee, careProvider, careUnit] = [employeeId, careProviderId, careUnitId].map((id) => id.trim());
  if (!employee || !careProvider || !careUnit)
    throw new Unanswerable('VALIDATION', 'Employee, care provider and care unit must be named.');
  return { employee, careProvider, careUnit };
}
