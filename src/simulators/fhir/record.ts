import type {
  AllergyIntolerance,
  Binary,
  CarePlan,
  Condition,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Flag,
  ImagingStudy,
  Immunization,
  MedicationAdministration,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Provenance,
  ServiceRequest,
  Specimen,
  Task,
} from 'fhir/r4';
import { type Professional, provenanceOf } from './parts.ts';

/** What the server holds about patients. */
export type Clinical =
  | AllergyIntolerance
  | Binary
  | CarePlan
  | Condition
  | DiagnosticReport
  | DocumentReference
  | Encounter
  | Flag
  | ImagingStudy
  | Immunization
  | MedicationAdministration
  | MedicationRequest
  | MedicationStatement
  | Observation
  | ServiceRequest
  | Specimen
  | Task;
export type ClinicalType = Clinical['resourceType'];

/** The resources of one record, the chief one first, and who answers for them. */
export interface FhirRecord {
  readonly resources: readonly Clinical[];
  readonly provenance: Provenance;
}

export function recordOf(professional: Professional | undefined, ...resources: readonly Clinical[]): FhirRecord {
  return { resources, provenance: provenanceOf(resources, professional) };
}
