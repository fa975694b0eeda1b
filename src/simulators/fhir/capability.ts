import type { CapabilityStatement } from 'fhir/r4';
import { inera } from './codes.ts';
import { parameters, tokensOf } from './parameters.ts';
import type { ClinicalType } from './record.ts';
import { searchedTypes } from './resources.ts';

const profiles: Readonly<Partial<Record<ClinicalType, readonly string[]>>> = {
  AllergyIntolerance: ['SEEHDSAllergyIntolerance'],
  CarePlan: ['SEEHDSCarePlan'],
  Condition: ['SEEHDSConditionDiagnosis', 'SEEHDSConditionFunctional'],
  DiagnosticReport: ['SEEHDSDiagnosticReportLab', 'SEEHDSDiagnosticReportImaging', 'SEEHDSDiagnosticReportReferral'],
  DocumentReference: ['SEEHDSDocumentReference'],
  Encounter: ['SEEHDSEncounter'],
  Flag: ['SEEHDSFlag'],
  ImagingStudy: ['SEEHDSImagingStudy'],
  Immunization: ['SEEHDSImmunization'],
  MedicationStatement: ['SEEHDSMedicationStatement'],
  Observation: [
    'SEEHDSObservationLab',
    'SEEHDSObservationMaternity',
    'SEEHDSObservationBase',
    'SEEHDSObservationGrowth',
  ],
  ServiceRequest: ['SEEHDSServiceRequestReferral'],
  Task: ['SEEHDSTask'],
};

export function capabilityStatement(): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-10-01',
    kind: 'instance',
    implementation: { description: 'Simulerat journalsystem, Region Västernorrland' },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        resource: [
          ...searchedTypes.map(searchedResource),
          ...readTypes.map((type) => ({ type, interaction: [{ code: 'read' as const }] })),
        ],
      },
    ],
  };
}

const readTypes = ['Patient', 'Practitioner', 'PractitionerRole', 'Organization', 'Provenance', 'Binary'] as const;

type Resource = NonNullable<NonNullable<CapabilityStatement['rest']>[number]['resource']>[number];

function searchedResource(type: ClinicalType): Resource {
  const supportedProfile = (profiles[type] ?? []).map(inera);
  const { dates = {}, includes = {} } = parameters[type];
  return {
    type,
    ...(supportedProfile.length > 0 && { supportedProfile }),
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    versioning: 'no-version',
    searchInclude: [`${type}:patient`, ...Object.keys(includes).map((name) => `${type}:${name}`)],
    searchRevInclude: ['Provenance:target'],
    searchParam: [
      { name: 'patient', type: 'reference', documentation: 'Also as patient.identifier=system|value.' },
      ...Object.keys(dates).map((name) => ({ name, type: 'date' as const })),
      ...Object.keys(tokensOf(type)).map((name) => ({ name, type: 'token' as const })),
    ],
  };
}
