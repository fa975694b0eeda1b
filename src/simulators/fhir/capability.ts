import type { CapabilityStatement } from 'fhir/r4';
import { inera } from './codes.ts';
import { type ClinicalType, clinicalTypes } from './resources.ts';
import { searchParameters } from './search.ts';

const profiles: Readonly<Record<ClinicalType, string>> = {
  Condition: 'SEEHDSConditionDiagnosis',
  AllergyIntolerance: 'SEEHDSAllergyIntolerance',
  Flag: 'SEEHDSFlag',
  Encounter: 'SEEHDSEncounter',
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
          ...clinicalTypes.map((type) => ({
            type,
            supportedProfile: [inera(profiles[type])],
            interaction: [{ code: 'read' as const }, { code: 'search-type' as const }],
            versioning: 'no-version' as const,
            searchInclude: [`${type}:patient`],
            searchRevInclude: ['Provenance:target'],
            searchParam: [
              {
                name: 'patient',
                type: 'reference' as const,
                documentation: 'Also as patient.identifier=system|value.',
              },
              ...searchParameters(type).map((name) => ({ name, type: 'date' as const })),
            ],
          })),
          { type: 'Patient', interaction: [{ code: 'read' as const }] },
        ],
      },
    ],
  };
}
