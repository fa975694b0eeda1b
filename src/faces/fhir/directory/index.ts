/**
 * The care directory over FHIR: Organization, Location, Practitioner and PractitionerRole from the directory's objects.
 * Routes and media types are the FHIR face's business; this part turns a directory and parameters into resources.
 */
export { type DirectoryType, directoryParameters } from './parameters.ts';
export { type DirectoryResource, readDirectory, searchDirectory } from './search.ts';
