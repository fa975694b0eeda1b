/** Code systems and extensions of FHIR and HL7 terminology that the mapping writes. */
export const systems = {
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  /** HL7 Sweden's base profiles: marks of the population register. */
  securityLabel: 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabelCS',
  nullFlavor: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
  observationValue: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  conditionCategory: 'http://terminology.hl7.org/CodeSystem/condition-category',
  allergyVerification: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
  allergyClinical: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  provenanceParticipant: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  diagnosisType: 'https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk/kv_diagnostyp',
  alertType: 'urn:oid:1.2.752.129.2.2.2.1',
  noteType: 'urn:oid:1.2.752.129.2.2.2.11',
  careContactType: 'urn:oid:1.2.752.129.2.2.2.25',
  assessmentCategory: 'https://fhir.inera.se/clinicalprocess-healthcond-description/CodeSystem/assessmentcategory-cs',
  carePlanType: 'https://fhir.inera.se/CodeSystem/typeofcareplan-cs',
  requestStatus: 'urn:oid:1.2.752.129.2.2.2.43',
  requestType: 'urn:oid:1.2.752.129.2.2.2.24',
  loinc: 'http://loinc.org',
  snomedCt: 'http://snomed.info/sct',
  diagnosticService: 'http://terminology.hl7.org/CodeSystem/v2-0074',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  dataAbsentReason: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  interpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  maternitySection: 'https://fhir.inera.se/ig/ehds-tk/CodeSystem/maternity-section',
  auditEventType: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
  restfulInteraction: 'http://hl7.org/fhir/restful-interaction',
  dicom: 'http://dicom.nema.org/resources/ontology/DCM',
  actReason: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  participationType: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  auditEntityType: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
  objectRole: 'http://terminology.hl7.org/CodeSystem/object-role',
  securitySourceType: 'http://terminology.hl7.org/CodeSystem/security-source-type',
  /** IHE Basic Audit Log Patterns. */
  basicAuditEntityType: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType',
  resourceTypes: 'http://hl7.org/fhir/resource-types',
  /** What was done, in the words of the access log. */
  auditAction: 'https://norrbryggan.example/fhir/CodeSystem/audit-action',
  hsaId: 'urn:oid:1.2.752.29.4.19',
  /** Ids that are unique within their source and have no root of their own: document and care contact ids. */
  localId: 'urn:oid:1.2.752.129.2.1.2.1',
} as const;

export const standardExtensions = {
  assertedDate: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate',
  relatedCondition: 'http://hl7.org/fhir/StructureDefinition/condition-related',
  flagDetail: 'http://hl7.org/fhir/StructureDefinition/flag-detail',
  dataAbsentReason: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
} as const;
