import type { PatientId } from '../contracts/index.ts';
import { identityKinds, localId, reserveSeries } from './kinds.ts';
import { organisationOf } from './organisation-number.ts';

/**
 * Whether an identity means anything to a record system that is asked without having been named by the caller. National
 * numbers do everywhere; a reserve number of a region only in the systems of its owner, a local id only in the system
 * whose HSA-id it begins with (common rules of the read contracts: reserve numbers in direct addressing only).
 */
export function isKnownAt(
  patient: PatientId,
  source: { readonly hsaId: string; readonly careProvider: string },
): boolean {
  if (isNational(patient)) return true;
  if (patient.type === localId) return patient.id.toUpperCase().startsWith(source.hsaId.toUpperCase());
  const owner = reserveSeries.get(patient.type)?.organisation;
  // Its care provider may be new since a merger; the system's own id keeps the organisation that gave it.
  return owner !== undefined && [source.careProvider, source.hsaId].some((one) => organisationOf(one) === owner);
}

/** Personal, coordination and national reserve numbers. */
function isNational({ type }: PatientId): boolean {
  return Object.values<string>(identityKinds).includes(type);
}

/** Whoever is asked about one must be named as source system too (common rules of the read contracts). */
export function isReserveNumber({ type }: PatientId): boolean {
  return type !== identityKinds.personalNumber && type !== identityKinds.coordinationNumber;
}

export function sameIdentity(a: PatientId, b: PatientId): boolean {
  return a.id === b.id && a.type === b.type;
}
