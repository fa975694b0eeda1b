/**
 * What one thing is called on the RIV-TA side and on the FHIR side: code systems and identifier kinds, dates and
 * times. Both directions in one place, so that the connectors and the FHIR face can never disagree.
 */
export { isListed, oidOf, systemOids, uriOf } from './systems.ts';
export {
  fhirTimeToRivta,
  fhirTimeToRivtaDate,
  rivtaDateToFhir,
  rivtaTimeToFhir,
  toRivtaTime,
  xsDateTimeToInstant,
} from './time.ts';
export { isUcum, isUcumTime } from './ucum.ts';
