import type { ErrorTable } from './catalogue-entry.ts';

/** What a caller has sent, and how often; see faces/. */
export const requestErrors = {
  MESSAGE_UNREADABLE: {
    kind: 'bad-request',
    sv: 'Anropet kan inte tolkas.',
    en: 'The request could not be interpreted.',
    remedy: 'Send one well-formed message in the announced character set.',
  },
  MESSAGE_TOO_LARGE: {
    kind: 'too-large',
    sv: 'Anropet är för stort.',
    en: 'The request is too large.',
    remedy: 'A request may be at most 15,728,640 bytes.',
  },
  MESSAGE_FORBIDDEN_XML: {
    kind: 'bad-request',
    sv: 'Anropet innehåller XML som inte tillåts (DTD eller entiteter).',
    en: 'The request contains XML that is not allowed (DTD or entities).',
    remedy: 'Remove the document type declaration and any entity references.',
  },
  MESSAGE_OVER_LIMIT: {
    kind: 'bad-request',
    sv: 'Anropets XML överskrider en gräns (djup, antal element eller textlängd).',
    en: 'The XML of the request exceeds a limit (depth, number of elements or text length).',
    remedy: 'Send an ordinary message of the contract; see docs/connect-a-system.md for the limits.',
  },
  MESSAGE_INVALID: {
    kind: 'bad-request',
    sv: 'Anropet följer inte tjänstekontraktet.',
    en: 'The request does not follow the service contract.',
    remedy: 'Validate the request against the contract’s schema, served at ?wsdl.',
  },
  PROFILE_UNSUPPORTED: {
    kind: 'bad-request',
    sv: 'RIV-TA-profil saknas i anropet eller stöds inte.',
    en: 'The RIV-TA profile is missing in the call or not supported.',
    remedy:
      'Send the header LogicalAddress of RIV-TA Basic Profile 2.1, or To of Basic Profile 2.0, in its own namespace.',
  },
  PATIENT_ID_INVALID: {
    kind: 'bad-request',
    sv: 'Patientens identitet är ogiltig.',
    en: 'The patient identity is invalid.',
    remedy: 'Twelve characters without separator, correct check digit, and the OID of that kind of identity.',
  },
  PATIENT_NOT_ALLOWED: {
    kind: 'bad-request',
    sv: 'Testpersoner är inte tillåtna i denna installation.',
    en: 'Test persons are not allowed in this installation.',
    remedy: 'Use test identities only in demo and test installations.',
  },
  PATIENT_REQUIRED: {
    kind: 'bad-request',
    sv: 'Sökningen måste ange en patient.',
    en: 'The search must name a patient.',
    remedy: 'Add patient.identifier=<system>|<value>, preferably in the body of a POST to _search.',
  },
  PARAMETER_INVALID: {
    kind: 'bad-request',
    sv: 'En parameter har ett ogiltigt värde.',
    en: 'A parameter has an invalid value.',
    remedy: 'See the capability statement at /fhir/metadata for parameters and forms.',
  },
  PARAMETER_UNSUPPORTED: {
    kind: 'bad-request',
    sv: 'En parameter stöds inte.',
    en: 'A parameter is not supported.',
    remedy: 'Leave it out, or call without Prefer: handling=strict to have it ignored.',
  },
  SUMMARY_PROFILE_UNKNOWN: {
    kind: 'bad-request',
    sv: 'Den begärda profilen för patientöversikten finns inte.',
    en: 'The profile asked for is not one the summary is made in.',
    remedy: 'Leave profile out, or name Bundle-uv-ips of IPS or bundle-eu-eps of the European Patient Summary.',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    kind: 'not-acceptable',
    sv: 'Formatet stöds inte.',
    en: 'The media type is not supported.',
    remedy: 'Use application/fhir+json for FHIR and text/xml for SOAP.',
  },
  NOT_FOUND: {
    kind: 'not-found',
    sv: 'Det efterfrågade finns inte.',
    en: 'What was asked for does not exist.',
    remedy: 'Check the address.',
  },
  METHOD_NOT_ALLOWED: {
    kind: 'bad-request',
    sv: 'Metoden stöds inte här.',
    en: 'The method is not supported here.',
    remedy: 'SOAP is called with POST; FHIR offers read and search.',
  },
  TOO_MANY_REQUESTS: {
    kind: 'throttled',
    sv: 'För många anrop på kort tid.',
    en: 'Too many calls in a short time.',
    remedy: 'Wait as long as Retry-After says.',
  },
  OVERLOADED: {
    kind: 'overloaded',
    sv: 'Bryggan är överbelastad just nu.',
    en: 'The bridge lacks resources just now.',
    remedy: 'Try again in a few seconds.',
  },
} as const satisfies ErrorTable;
