import type { FhirResource } from 'fhir/r4';

const ips = 'http://hl7.org/fhir/uv/ips/StructureDefinition/';

/**
 * The profile of the International Patient Summary 2.0 that an entry satisfies, beside the national one it claims;
 * undefined when it lacks what the profile asks. R4's own demands are met by every resource here.
 */
export function ipsProfileOf(resource: FhirResource): string | undefined {
  const name = nameOf(resource);
  return name && `${ips}${name}-uv-ips`;
}

function nameOf(resource: FhirResource): string | undefined {
  switch (resource.resourceType) {
    case 'Patient':
    case 'Immunization':
    case 'Organization':
    case 'Device':
      return resource.resourceType === 'Device' ? undefined : resource.resourceType;
    case 'Condition':
      return resource.code && resource.clinicalStatus ? 'Condition' : undefined;
    case 'AllergyIntolerance':
      return resource.code ? 'AllergyIntolerance' : undefined;
    case 'MedicationStatement':
      return hasEffective(resource) ? 'MedicationStatement' : undefined;
    case 'DiagnosticReport':
      return resource.status === 'final' && hasEffective(resource) ? 'DiagnosticReport' : undefined;
    case 'Observation':
      return observationProfile(resource);
    case 'ImagingStudy':
      return 'ImagingStudy';
    case 'Specimen':
      return resource.type && resource.subject ? 'Specimen' : undefined;
    case 'Flag':
      return resource.status === 'active' ? 'Flag-alert' : undefined;
    default:
      return undefined;
  }
}

function observationProfile(resource: Extract<FhirResource, { resourceType: 'Observation' }>): string | undefined {
  const isLaboratory = resource.category?.some(({ coding }) => coding?.some(({ code }) => code === 'laboratory'));
  const hasValue = Object.keys(resource).some((key) => /^(value|dataAbsentReason|hasMember|component)/.test(key));
  const complete = resource.status === 'final' && hasEffective(resource) && resource.performer?.length && hasValue;
  return isLaboratory && complete ? 'Observation-results-laboratory-pathology' : undefined;
}

function hasEffective(resource: FhirResource): boolean {
  return Object.keys(resource).some((key) => /^_?effective/.test(key));
}
