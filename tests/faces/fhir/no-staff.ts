import type { FhirFaceParts } from '../../../src/faces/fhir/face.ts';

/** For faces that are asked about records alone. */
export const noStaff = {} as FhirFaceParts['staff'];
