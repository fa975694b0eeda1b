/**
 * The FHIR R4 face: clinical records of all councils and the care directory as FHIR resources. It reads requests, asks
 * the overview or the directory, and translates what comes; it decides nothing about who may see what.
 */
export { registerFhirFace } from './face.ts';
export { registerOauth } from './oauth.ts';
export { fhirPaths, fhirTags } from './openapi.ts';
export { createMakeSummary, type MakeSummary } from './summary/for-reader.ts';
