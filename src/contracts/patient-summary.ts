import { type Days, type RecordFilter, wholeDays } from './contract.ts';
import type { RecordHeader } from './record.ts';

/** What the patient-overview contracts share whatever their domain: the request's filters and the record header. */
interface CommonRequest {
  readonly careUnitHSAId?: readonly string[];
  readonly patientId: { readonly id: string; readonly type: string };
  readonly timePeriod?: Days;
  readonly sourceSystemHSAId?: string;
  readonly careContactId?: readonly string[];
}

/** As senders write it: in some domains the interval may lack an end. */
type ReadRequest = Omit<CommonRequest, 'timePeriod' | 'careUnitHSAId'> & {
  readonly careUnitHSAId?: readonly string[] | undefined;
  readonly timePeriod?: { readonly start?: string; readonly end?: string } | undefined;
};

export function commonFilterOf(request: ReadRequest): RecordFilter {
  return {
    patient: { id: request.patientId.id.trim(), type: request.patientId.type.trim() },
    period: wholeDays(request.timePeriod),
    careUnits: request.careUnitHSAId?.map((unit) => unit.trim()) ?? [],
    sourceSystem: request.sourceSystemHSAId?.trim(),
    careContacts: request.careContactId ?? [],
  };
}

export function commonRequestFor(filter: RecordFilter): CommonRequest {
  return {
    ...(filter.careUnits.length > 0 && { careUnitHSAId: filter.careUnits }),
    patientId: { id: filter.patient.id, type: filter.patient.type },
    ...(filter.period && { timePeriod: { start: filter.period.start, end: filter.period.end } }),
    ...(filter.sourceSystem && { sourceSystemHSAId: filter.sourceSystem }),
    ...(filter.careContacts.length > 0 && { careContactId: filter.careContacts }),
  };
}

/** The same request where the contract calls the interval `datePeriod`. */
interface DatedRequest extends Omit<CommonRequest, 'timePeriod'> {
  readonly datePeriod?: Days;
}

export function datedFilterOf({ datePeriod, ...request }: DatedRequest): RecordFilter {
  return commonFilterOf({ ...request, ...(datePeriod && { timePeriod: datePeriod }) });
}

export function datedRequestFor(filter: RecordFilter): DatedRequest {
  const { timePeriod, ...request } = commonRequestFor(filter);
  return { ...request, ...(timePeriod && { datePeriod: timePeriod }) };
}

/** In the header's schema, but by the rules of these contracts not to be sent. */
export const neverSentInHeader = ['documentTitle', 'documentTime', 'nullified', 'nullifiedReason'] as const;

/** What the header types of the domains have in common; every part may be missing in a broken item. */
interface PatientSummaryHeader {
  readonly documentId?: string;
  readonly sourceSystemHSAId?: string;
  readonly patientId?: { readonly id?: string; readonly type?: string };
  readonly accountableHealthcareProfessional?: {
    readonly authorTime?: string;
    readonly healthcareProfessionalCareUnitHSAId?: string;
    readonly healthcareProfessionalCareGiverHSAId?: string;
  };
  readonly approvedForPatient?: boolean;
  readonly nullified?: boolean;
}

/** The patient summary header in the bridge's own shape. Tolerates a header that lacks mandatory parts. */
export function recordHeaderOf(header: PatientSummaryHeader | undefined): RecordHeader {
  const professional = header?.accountableHealthcareProfessional;
  return {
    documentId: header?.documentId ?? '',
    sourceSystem: header?.sourceSystemHSAId?.trim() ?? '',
    patient: { id: header?.patientId?.id?.trim() ?? '', type: header?.patientId?.type?.trim() ?? '' },
    time: professional?.authorTime ?? '',
    careUnit: professional?.healthcareProfessionalCareUnitHSAId?.trim() || undefined,
    careProvider: professional?.healthcareProfessionalCareGiverHSAId?.trim() || undefined,
    approvedForPatient: header?.approvedForPatient ?? false,
    nullified: header?.nullified ?? false,
  };
}
