import type { ReaderPlace } from '../access/facts.ts';
import type { PatientId } from '../contracts/record.ts';

/**
 * Who reads, as services must be told it: they know no actor without person or unit. Where one is not known the care
 * provider stands in its place, which no block, lift, consent or relation can name.
 */
export function accessingActor({ employee, careProvider, careUnit }: ReaderPlace) {
  return { employeeId: employee ?? careProvider, careProviderId: careProvider, careUnitId: careUnit ?? careProvider };
}

export function olderActor(reader: ReaderPlace) {
  const { employeeId, careProviderId, careUnitId } = accessingActor(reader);
  return { EmployeeId: employeeId, CareProviderId: careProviderId, CareUnitId: careUnitId };
}

export function iiOf({ type, id }: PatientId) {
  return { root: type, extension: id };
}

/** The older services know identities of at most twelve characters, whatever their kind; others cannot be theirs. */
export function fitsOlder({ id }: PatientId): boolean {
  return id.length <= 12;
}

/** AssertCareEngagement has a pattern for them, without room for national reserve numbers: those would be a fault there. */
export function fitsEngagement({ id }: PatientId): boolean {
  return /^[0-9]{8}[0-9pPtTfF][0-9]{3}$/.test(id);
}
