import type { FhirResource } from 'fhir/r4';

/** The resource types that records become. */
export type ClinicalType =
  | 'AllergyIntolerance'
  | 'CarePlan'
  | 'Condition'
  | 'Device'
  | 'DiagnosticReport'
  | 'DocumentReference'
  | 'Encounter'
  | 'Flag'
  | 'ImagingStudy'
  | 'Immunization'
  | 'MedicationStatement'
  | 'Observation'
  | 'ServiceRequest'
  | 'Specimen'
  | 'Task';

export type Clinical = Extract<FhirResource, { resourceType: ClinicalType }>;
