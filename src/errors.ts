/**
 * The whole error catalogue. Rooms throw {@link BridgeError} (or return a code); only faces know what a code
 * looks like on their wire (VPnnn, OperationOutcome, problem+json).
 *
 * Each entry: a kind that faces map to a status, a text that is safe to show anyone (no patient data, no internals)
 * in Swedish and English, and what the reader can do about it.
 */
export type ErrorKind =
  | 'bad-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'too-large'
  | 'not-acceptable'
  | 'throttled'
  | 'overloaded'
  | 'upstream'
  | 'timeout'
  | 'internal'
  | 'operator';

interface CatalogueEntry {
  readonly kind: ErrorKind;
  readonly sv: string;
  readonly en: string;
  /** What to do, in English, for the person who runs or connects to the bridge. */
  readonly remedy: string;
}

export const errorCatalogue = {
  // Certificates (siths/): why a caller was not recognised.
  CERT_DEMO_IDENTITY: {
    kind: 'unauthenticated',
    sv: 'Certifikatet hör till en demoidentitet, som inte godtas här.',
    en: 'The certificate belongs to a demo identity, which is not accepted here.',
    remedy:
      'Use the certificate of a real system or person; demo identities only exist in demo and test installations.',
  },
  CERT_MISSING: {
    kind: 'unauthenticated',
    sv: 'Inget klientcertifikat presenterades.',
    en: 'No client certificate was presented.',
    remedy: 'Call over mutual TLS with a SITHS function certificate and send the issuing CA with it.',
  },
  CERT_UNREADABLE: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet kan inte läsas.',
    en: 'The client certificate cannot be read.',
    remedy: 'Present a well-formed X.509 v3 certificate.',
  },
  CERT_UNKNOWN_ISSUER: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatets utfärdare är inte betrodd.',
    en: 'The issuer of the client certificate is not trusted here.',
    remedy: 'Use a certificate issued by a CA in this installation’s trust store; test and production never mix.',
  },
  CERT_EXPIRED: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet har gått ut.',
    en: 'The client certificate has expired.',
    remedy: 'Order a new certificate from the region’s SITHS administrator.',
  },
  CERT_NOT_YET_VALID: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet är inte giltigt ännu.',
    en: 'The client certificate is not valid yet.',
    remedy: 'Check the clock of the calling system, or wait until the certificate becomes valid.',
  },
  CERT_WRONG_USAGE: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet får inte användas för att legitimera en klient.',
    en: 'The client certificate may not be used for client authentication.',
    remedy:
      'Use the authentication certificate (digitalSignature, clientAuth), not the signature or a server certificate.',
  },
  CERT_UNKNOWN_EXTENSION: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet har ett kritiskt tillägg som bryggan inte känner.',
    en: 'The client certificate has a critical extension that is not known here.',
    remedy: 'Use a certificate of the ordinary profile; what is marked critical must be understood (RFC 5280, 4.2).',
  },
  CERT_LONG_LIFETIME: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet är utfärdat för en längre tid än vad som godtas.',
    en: 'The client certificate was issued for a longer time than is accepted.',
    remedy: 'Order a certificate of the usual length; the operator sets the limit in trust.maximumLifetimeDays.',
  },
  CERT_WRONG_POLICY: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet är inte utfärdat enligt en policy som godtas.',
    en: 'The client certificate was not issued under an accepted policy.',
    remedy: 'Use a certificate of the type that is agreed; trust.issuers[].policies lists the policies of each CA.',
  },
  CERT_NO_HSA_ID: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet saknar HSA-id.',
    en: 'The client certificate holds no HSA-id.',
    remedy: 'The HSA-id must stand in the subject attribute serialNumber (2.5.4.5).',
  },
  CERT_BAD_HSA_ID: {
    kind: 'unauthenticated',
    sv: 'HSA-id:t i klientcertifikatet har fel form.',
    en: 'The HSA-id of the client certificate is malformed.',
    remedy: 'Expected SE + organisation number + hyphen + letters and digits, at most 31 characters.',
  },
  CERT_PERSONAL_NUMBER: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet bär ett personnummer i stället för ett HSA-id.',
    en: 'The client certificate carries a personal identity number instead of an HSA-id.',
    remedy: 'Use the HSA-id certificate of the card, not the personal-identity one.',
  },
  CERT_REVOKED: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet är spärrat.',
    en: 'The client certificate is revoked.',
    remedy: 'Order a new certificate; a revoked one is never accepted again.',
  },
  CERT_REVOCATION_UNKNOWN: {
    kind: 'unauthenticated',
    sv: 'Det går inte att avgöra om klientcertifikatet är spärrat.',
    en: 'Whether the client certificate is revoked cannot be determined.',
    remedy: 'The bridge lacks a fresh, correctly signed revocation list for this issuer. Ask its operator.',
  },
  CERT_WEAK: {
    kind: 'unauthenticated',
    sv: 'Klientcertifikatet använder för svaga algoritmer.',
    en: 'The client certificate uses algorithms that are too weak.',
    remedy: 'RSA of at least 2048 bits or EC P-256/P-384, signed with SHA-256 or stronger.',
  },
  // All that the caller is told: what the care directory holds of it is for nobody to ask here.
  CERT_HOLDER_REFUSED: {
    kind: 'forbidden',
    sv: 'Det anropande systemet har inte tillträde.',
    en: 'The calling system is not admitted.',
    remedy:
      'The system must be in force in the care directory (HSA) under the HSA-id of its certificate; ask the operator.',
  },
  // Which of them it was stands on the access log alone.
  CERT_HOLDER_UNKNOWN: {
    kind: 'forbidden',
    sv: 'Det anropande systemet finns inte i katalogen.',
    en: 'The calling system is not in the care directory.',
    remedy: 'The system must stand in the care directory (HSA) under the HSA-id of its certificate.',
  },
  CERT_HOLDER_CLOSED: {
    kind: 'forbidden',
    sv: 'Det anropande systemet är avslutat i katalogen.',
    en: 'The calling system is no longer in force in the care directory.',
    remedy: 'The system must be in force in the care directory (HSA), neither archived nor past its end.',
  },
  // Remarks on certificates that are accepted; nobody is refused for them.
  CERT_HSA_ID_FROM_OU: {
    kind: 'operator',
    sv: 'HSA-id:t lästes ur klientcertifikatets OU.',
    en: 'The HSA-id was read from the OU of the client certificate.',
    remedy: 'Order a certificate with the HSA-id in serialNumber, then switch trust.hsaIdFromOu off.',
  },
  CERT_OTHER_ORGANISATION: {
    kind: 'operator',
    sv: 'Klientcertifikatets organisation stämmer inte med HSA-id:t.',
    en: 'The organisation of the client certificate does not agree with its HSA-id.',
    remedy:
      'Find out whose the system is. The number in an HSA-id is of the catalogue’s owner, who need not own the system.',
  },
  CERT_PERSON_ON_SYSTEM_PORT: {
    kind: 'forbidden',
    sv: 'Ett personcertifikat kan inte användas på systemgränssnittet.',
    en: 'A person’s certificate cannot be used on the system interface.',
    remedy: 'Systems call with a function certificate; people sign in through the portal.',
  },
  CERT_FUNCTION_AT_SIGN_IN: {
    kind: 'forbidden',
    sv: 'Ett systems certifikat kan inte användas för att logga in.',
    en: 'A system’s certificate cannot be used to sign in.',
    remedy: 'People sign in with the SITHS card that carries their HSA-id.',
  },
  // Sign-in and sessions (sign-in/).
  SIGN_IN_CODE_INVALID: {
    kind: 'unauthenticated',
    sv: 'Inloggningskoden gäller inte; den kan användas en gång och inom en minut.',
    en: 'The sign-in code does not hold; it can be used once, within a minute.',
    remedy: 'Sign in again.',
  },
  SIGN_IN_REFUSED: {
    kind: 'unauthenticated',
    sv: 'Inloggningen hos identitetsutfärdaren godtogs inte. Börja om.',
    en: 'The sign-in at the identity provider was not accepted. Start again.',
    remedy:
      'Begin at the portal, in the same browser, and finish within ten minutes. The access log tells what was wrong.',
  },
  SIGN_IN_PERSON_UNKNOWN: {
    kind: 'forbidden',
    sv: 'HSA-katalogen känner inte till den som har loggat in.',
    en: 'The care directory does not know the person who has signed in.',
    remedy: 'The HSA-id that the identity provider gives must be that of a person in HSA.',
  },
  SIGN_IN_PROVIDER_UNAVAILABLE: {
    kind: 'upstream',
    sv: 'Identitetsutfärdaren svarar inte. Försök igen, eller logga in på annat sätt.',
    en: 'The identity provider does not answer. Try again, or sign in another way.',
    remedy: 'Check `signIn.oidc`, that its issuer is reached, and that `outgoing.ca` trusts its certificate.',
  },
  LAUNCH_INVALID: {
    kind: 'unauthenticated',
    sv: 'Journalsystemets begäran att öppna portalen godtogs inte. Öppna på nytt, eller logga in här.',
    en: 'The record system’s request to open the portal was not accepted. Open it anew, or sign in here.',
    remedy: 'A launch is signed with a registered key, for this portal, holds a minute and can be used once.',
  },
  LAUNCH_FOR_ANOTHER: {
    kind: 'forbidden',
    sv: 'Journalsystemet öppnade portalen för någon annan än den som är inloggad. Patienten öppnas inte.',
    en: 'The record system opened the portal for somebody else than is signed in. The patient is not opened.',
    remedy: 'Sign out and sign in as the person who works in the record system, and open the portal from there anew.',
  },
  NOT_SIGNED_IN: {
    kind: 'unauthenticated',
    sv: 'Du är inte inloggad.',
    en: 'You are not signed in.',
    remedy: 'Sign in at /api/sign-in/siths on the service port.',
  },
  SESSION_ENDED: {
    kind: 'unauthenticated',
    sv: 'Sessionen har upphört. Logga in igen.',
    en: 'The session has ended. Sign in again.',
    remedy: 'A session ends after some time without use, at its longest time, and with the certificate.',
  },
  ASSIGNMENT_REQUIRED: {
    kind: 'forbidden',
    sv: 'Välj ett medarbetaruppdrag först.',
    en: 'Choose an assignment first.',
    remedy: 'POST /api/session/assignment with one of those that GET /api/assignments lists.',
  },
  ROLE_REQUIRED: {
    kind: 'forbidden',
    sv: 'Det här får inte göras i din roll.',
    en: 'This may not be done in your role.',
    remedy: 'The role follows from the chosen assignment, and from hsaSystemRole in the care directory (HSA).',
  },
  REGISTRATION_CONFLICT: {
    kind: 'bad-request',
    sv: 'Det går inte längre: det är redan öppnat, hävt, återkallat eller avslutat.',
    en: 'That is no longer possible: it was opened, lifted, withdrawn or ended before.',
    remedy: 'Look at how it stands now, and register anew if need be.',
  },
  NEWS_CHANGED: {
    kind: 'bad-request',
    sv: 'Meddelandet har ändrats sedan du öppnade det.',
    en: 'The item has been changed since you opened it.',
    remedy: 'Open it again, and change what it says now.',
  },
  PATIENT_CHANGED: {
    kind: 'bad-request',
    sv: 'Patienten är inte längre öppen: en annan har öppnats, eller den är stängd.',
    en: 'The patient is no longer open: another was opened, or this one was closed.',
    remedy: 'A session has one patient open at a time. Look at GET /api/patient, and open the one that is meant.',
  },
  OUTPUT_OFF: {
    kind: 'forbidden',
    sv: 'Utskrift är inte påslagen för enheten.',
    en: 'Printing is not switched on for the care unit.',
    remedy: 'The care provider decides for each unit how information may be taken out: portal.units[].output.',
  },
  OUTPUT_PROTECTED: {
    kind: 'forbidden',
    sv: 'Patientens identitet är skyddad, eller personregistret svarar inte: då skrivs inget ut.',
    en: 'The patient’s identity is protected, or the person register does not answer: then nothing is printed.',
    remedy: 'Read on the screen. What must be on paper is printed from the record system that holds it.',
  },
  CROSS_SITE_REFUSED: {
    kind: 'forbidden',
    sv: 'Anropet kommer från en annan webbplats.',
    en: 'The request comes from another site.',
    remedy: 'Only the portal’s own pages may call its API from a browser.',
  },
  // Requests (faces/): what the caller sent.
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
  ADDRESS_MISSING: {
    kind: 'bad-request',
    sv: 'Logisk adress saknas i anropet.',
    en: 'The logical address is missing in the call.',
    remedy: 'Send the SOAP header LogicalAddress in urn:riv:itintegration:registry:1.',
  },
  ADDRESS_UNKNOWN: {
    kind: 'not-found',
    sv: 'Ingen väg finns för denna logiska adress och detta tjänstekontrakt.',
    en: 'There is no route for this logical address and contract.',
    remedy: 'Check the address for white space and spelling, or order the route.',
  },
  ROUTE_PROFILE_UNSUPPORTED: {
    kind: 'not-found',
    sv: 'Den logiska adressen kan inte nås med någon RIV-TA-profil som stöds här.',
    en: 'The logical address has no route with a RIV-TA profile that is supported here.',
    remedy: 'The bridge’s operator must register the producer with rivtabp21 or rivtabp20.',
  },
  ROUTE_AMBIGUOUS: {
    kind: 'operator',
    sv: 'Fler än en väg passar den logiska adressen och tjänstekontraktet.',
    en: 'More than one route matches the logical address and contract.',
    remedy: 'The routing table is misconfigured; `npm run config -- check` names the routes.',
  },
  ROUTE_WITHOUT_URL: {
    kind: 'operator',
    sv: 'Vägen till producenten saknar adress.',
    en: 'The route to the producer has no URL.',
    remedy: 'The bridge’s operator must give the source its URL in the routing table.',
  },
  CATALOGUE_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Tjänsteadresseringskatalogen kan inte nås och ingen lokal kopia finns.',
    en: 'The address catalogue cannot be reached, and there is no local copy.',
    remedy: 'The operator must restore the contact with the catalogue, or give its local copy back.',
  },
  CATALOGUE_INVALID: {
    kind: 'operator',
    sv: 'Tjänsteadresseringskatalogens svar kan inte användas.',
    en: 'The address catalogue’s answer cannot be used.',
    remedy: 'The table that was in force stays. Have the catalogue corrected, then `npm run config -- reload`.',
  },
  ORIGINAL_CONSUMER_REFUSED: {
    kind: 'forbidden',
    sv: 'Anroparen får inte ange ursprunglig tjänstekonsument.',
    en: 'The caller may not state the original service consumer.',
    remedy: 'Leave out x-rivta-original-serviceconsumer-hsaid, or ask the bridge’s operator to be allowed to set it.',
  },
  CALLER_NOT_PERMITTED: {
    kind: 'forbidden',
    sv: 'Anroparen saknar behörighet för den logiska adressen via detta tjänstekontrakt.',
    en: 'The caller has no permission for this logical address through this contract.',
    remedy: 'Order the permission (caller, contract, logical address) from the bridge’s operator.',
  },
  ACTOR_REQUIRED: {
    kind: 'forbidden',
    sv: 'Anropet måste ange vilken person som läser.',
    en: 'The call must name the person who reads.',
    remedy: 'For this caller the bridge itself judges relation and consent; send the actor with the call.',
  },
  // Access under the law (access/): see docs/security.md for the order in which they are tried.
  AUTH_SYSTEM: {
    kind: 'forbidden',
    sv: 'Det anropande systemet hör inte till en ansluten vårdgivare.',
    en: 'The calling system does not belong to a connected care provider.',
    remedy: 'Enter the caller with its care provider in the configuration of the bridge.',
  },
  AUTH_USER_LOA: {
    kind: 'forbidden',
    sv: 'Inloggningen har för låg tillitsnivå för andra vårdgivares uppgifter.',
    en: 'The level of assurance of the sign-in is too low for other care providers’ data.',
    remedy: 'Sign in with a SITHS card of level 3, or let the issuer state the level it used.',
  },
  ASSIGNMENT_INVALID: {
    kind: 'forbidden',
    sv: 'Medarbetaruppdraget gäller inte.',
    en: 'The assignment is not in force, or not the reader’s.',
    remedy: 'Choose an assignment that the care directory (HSA) gives the person now, at the stated unit and provider.',
  },
  PURPOSE_NOT_ALLOWED: {
    kind: 'forbidden',
    sv: 'Ändamålet ger inte rätt att läsa andra vårdgivares uppgifter.',
    en: 'The purpose gives no right to read through the bridge.',
    remedy: 'Only Vård och behandling does (SVOD 2:1, 3:7). Choose an assignment with that purpose.',
  },
  RIGHT_MISSING: {
    kind: 'forbidden',
    sv: 'Medarbetaruppdraget saknar den rättighet som behövs.',
    en: 'The assignment lacks the right that is needed.',
    remedy: 'The head of operations can add the right named to the assignment in the care directory (HSA).',
  },
  PATIENT_PROTECTED: {
    kind: 'forbidden',
    sv: 'Patienten har skyddade personuppgifter och kan inte visas för den här rollen.',
    en: 'The patient has a protected identity and is not shown in this role.',
    remedy: 'Only those who give the patient care are shown a protected identity.',
  },
  NO_RELATION: {
    kind: 'forbidden',
    sv: 'Det finns ingen aktuell patientrelation.',
    en: 'There is no current patient relation.',
    remedy: 'Register the patient at the unit (booking, referral, admission), or the relation in the bridge.',
  },
  CONSENT_REQUIRED: {
    kind: 'forbidden',
    sv: 'Det finns uppgifter hos andra vårdgivare. Patientens samtycke krävs.',
    en: 'There is information from other care providers. The patient’s consent is required.',
    remedy: 'Ask the patient, and register the consent; in an emergency, declare it.',
  },
  CONSENT_REFUSED: {
    kind: 'forbidden',
    sv: 'Patienten har sagt nej.',
    en: 'The patient has said no.',
    remedy: 'Only the patient can change this; register a consent when she does.',
  },
  BLOCKED: {
    kind: 'forbidden',
    sv: 'Det finns spärrade uppgifter.',
    en: 'There is blocked information.',
    remedy: 'The patient may ask whoever blocked it to lift the block.',
  },
  CHOICE_REQUIRED: {
    kind: 'forbidden',
    sv: 'Ett aktivt val krävs innan uppgifter från andra enheter visas.',
    en: 'An active choice is required before information from other units is shown.',
    remedy: 'Let the reader choose to open it, and say so in the call.',
  },
  NOT_FOR_PATIENT: {
    kind: 'forbidden',
    sv: 'Uppgiften visas inte för patienten själv här.',
    en: 'The information is not shown to the patient here.',
    remedy: 'Whoever is responsible for the record decides what the patient may read of it; ask there for a copy.',
  },
  SECURITY_SERVICE_UNAVAILABLE: {
    kind: 'upstream',
    sv: 'Säkerhetstjänsten kan inte svara just nu.',
    en: 'The security service cannot answer now.',
    remedy: 'Try again. Nothing is shown that cannot be checked; an emergency does not change that.',
  },
  ASSERTION_INVALID: {
    kind: 'unauthenticated',
    sv: 'Identitetsintyget (SAML) i anropet godtas inte.',
    en: 'The SAML assertion in the call is not accepted.',
    remedy: 'Send one assertion, signed by an issuer trusted here, meant for this audience and still valid; or none.',
  },
  TOKEN_INVALID: {
    kind: 'unauthenticated',
    sv: 'Åtkomstintyget (token) i anropet godtas inte.',
    en: 'The token in the call is not accepted.',
    remedy: 'Get a new one from an issuer trusted here, for this audience and tied to the certificate you call with.',
  },
  SCOPE_MISSING: {
    kind: 'forbidden',
    sv: 'Åtkomstintyget (token) omfattar inte det som efterfrågas.',
    en: 'The token does not cover what is asked for.',
    remedy: 'Ask for a token with the scope named; the operator decides which scopes a client may have.',
  },
  PROXY_HEADER_REFUSED: {
    kind: 'forbidden',
    sv: 'Anropet bär ett certifikat i ett huvud från en avsändare som inte är en betrodd proxy.',
    en: 'The call carries a certificate header from a peer that is not a trusted proxy.',
    remedy: 'Present the certificate in the TLS handshake; remove the header.',
  },
  PROXY_HEADER_INVALID: {
    kind: 'unauthenticated',
    sv: 'Proxyns huvud säger inte entydigt vilket certifikat klienten har visat.',
    en: "The proxy's header does not say clearly which certificate its client has shown.",
    remedy:
      'Let the proxy set its one header, replacing what clients send, to the certificate itself and not its name.',
  },
  ROUTING_LOOP: {
    kind: 'upstream',
    sv: 'Anropet går i en slinga mellan plattformar.',
    en: 'The call runs in a loop between platforms.',
    remedy: 'Correct the routes so that no platform sends the call back.',
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
  // Sources (sources/, bus/): what a record system did.
  SOURCE_TIMEOUT: {
    kind: 'timeout',
    sv: 'Journalsystemet svarade inte i tid.',
    en: 'The record system did not answer in time.',
    remedy: 'Try again later; the operator sees the source under operations.',
  },
  SOURCE_UNREACHABLE: {
    kind: 'upstream',
    sv: 'Journalsystemet kan inte nås.',
    en: 'The record system cannot be reached.',
    remedy: 'Check network, address and certificates towards the source.',
  },
  SOURCE_BUSY: {
    kind: 'overloaded',
    sv: 'Journalsystemet har för många frågor i kö just nu.',
    en: 'Too many queries wait for the record system just now.',
    remedy: 'Try again in a few seconds.',
  },
  SOURCE_REFUSED: {
    kind: 'upstream',
    sv: 'Journalsystemet nekade eller avbröt frågan.',
    en: 'The record system refused or failed the query.',
    remedy: 'The text from the source says why; contact its administrator.',
  },
  SOURCE_BAD_DATA: {
    kind: 'upstream',
    sv: 'Journalsystemets svar kan inte tolkas.',
    en: 'The answer of the record system cannot be interpreted.',
    remedy: 'The source answers against its contract; report it to its vendor.',
  },
  // Own house.
  AUDIT_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Åtkomstloggen kan inte skrivas. Inga uppgifter lämnas ut.',
    en: 'The access log cannot be written. No data is released.',
    remedy: 'The operator must restore the store; see docs/operations.md.',
  },
  SECOND_PERSON_REQUIRED: {
    kind: 'forbidden',
    sv: 'En annan person måste godkänna.',
    en: 'Another person must approve.',
    remedy: 'Ask another integration engineer; nobody approves what she has asked for herself.',
  },
  UNMASKING_CLOSED: {
    kind: 'forbidden',
    sv: 'Innehållet får inte visas nu, eller inte för dig.',
    en: 'The content may not be shown now, or not to you.',
    remedy: 'Ask for it, and let another integration engineer approve; it lasts thirty minutes, for whoever asked.',
  },
  REVIEW_OWN_ACCESS: {
    kind: 'forbidden',
    sv: 'Ingen granskar sin egen åtkomst.',
    en: 'Nobody reviews her own access.',
    remedy: 'Let another reviewer of the care provider give the verdict.',
  },
  REVIEW_INVALID: {
    kind: 'bad-request',
    sv: 'Granskningen är ofullständig, eller så pekar det som skrevs ut en patient.',
    en: 'The review is incomplete, or what was written names a patient.',
    remedy: 'A verdict has a reviewer, a finding and a reason without personal numbers; a sample has a size.',
  },
  WORK_LIMIT: {
    kind: 'throttled',
    sv: 'Du har redan så mycket långt arbete som en person får ha.',
    en: 'You have as much long work already as one person may have.',
    remedy: 'Wait until what is under way has ended; cancel or remove exports of your own. All is removed after a day.',
  },
  WORK_OF_ANOTHER: {
    kind: 'forbidden',
    sv: 'Det är någon annan som har börjat det här arbetet.',
    en: 'Somebody else began this work.',
    remedy: 'Whoever began it fetches what it came to, or cancels it; begin work of your own.',
  },
  RETENTION_NOT_OVER: {
    kind: 'operator',
    sv: 'Bevarandetiden är inte slut.',
    en: 'It must be kept longer.',
    remedy: 'Choose an earlier day, or change audit.retention as far as the law allows.',
  },
  STORE_LOCKED: {
    kind: 'operator',
    sv: 'Datamappen används redan av en annan process.',
    en: 'The data folder is already in use by another process.',
    remedy: 'Stop the other process, or give this one another DATA_DIR.',
  },
  STORE_REENTERED: {
    kind: 'internal',
    sv: 'Internt fel: lagret anropades inifrån sin egen transaktion.',
    en: 'Internal error: the store was entered from inside its own transaction.',
    remedy: 'A programming error; await nothing on the bus or pool inside a transaction.',
  },
  STORE_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Lagret kan inte nås.',
    en: 'The store cannot be reached.',
    remedy: 'Check DATABASE_URL and that PostgreSQL runs.',
  },
  BUS_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Meddelandebussen kan inte nås.',
    en: 'The message bus cannot be reached.',
    remedy: 'Check BUS_URL and that Redis runs.',
  },
  DIRECTORY_COPY_BUSY: {
    kind: 'overloaded',
    sv: 'Kopian av vårdkatalogen uppdateras just nu.',
    en: 'The copy of the care directory is being updated just now.',
    remedy:
      'Wait until the update has ended: npm run hsa -- status. What a process that died has begun is free after a minute.',
  },
  DIRECTORY_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Katalogen kan inte nås.',
    en: 'The care directory cannot be reached.',
    remedy: 'Check HSA_URL and that the server it names answers; the detail says what is wrong.',
  },
  CONFIG_INVALID: {
    kind: 'operator',
    sv: 'Konfigurationen är ogiltig.',
    en: 'The configuration is invalid.',
    remedy: 'Correct the named key; `npm run config -- check` explains the file.',
  },
  BRIDGE_NOT_RUNNING: {
    kind: 'operator',
    sv: 'Ingen brygga är igång med denna datamapp.',
    en: 'No bridge is running with this data folder.',
    remedy: 'Start it with `npm run demo` or `npm start`, or set DATA_DIR to its folder.',
  },
  PORT_IN_USE: {
    kind: 'operator',
    sv: 'Porten är upptagen.',
    en: 'The port is in use.',
    remedy: 'Stop what uses it, or set PORT, PORTAL_PORT or ADMIN_PORT.',
  },
  COMMAND_INVALID: {
    kind: 'operator',
    sv: 'Kommandot kan inte tolkas.',
    en: 'The command cannot be interpreted.',
    remedy: 'Run it with --help.',
  },
  INTERNAL: {
    kind: 'internal',
    sv: 'Internt fel i bryggan.',
    en: 'Internal error in the bridge.',
    remedy: 'Report the correlation id to the operator.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/**
 * The one error type of the bridge. `detail` adds what is specific to the occasion (an element path, an address) and
 * must be fit for the caller: never patient data, stack traces or secrets. `cause` stays inside.
 */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${errorCatalogue[code].en} ${detail}` : errorCatalogue[code].en, options);
    this.name = 'BridgeError';
    this.code = code;
    this.detail = detail;
  }

  get kind(): ErrorKind {
    return errorCatalogue[this.code].kind;
  }
}

/**
 * Where in the code something broke, for operational logs: names and codes of the error and its causes, and the nearest
 * calls. Never a message, which may quote what a patient's record says.
 */
export function placeOf(thrown: unknown): string {
  const told: string[] = [];
  for (
    let error = thrown;
    error !== undefined && told.length < 4;
    error = error instanceof Error ? error.cause : undefined
  )
    told.push(error instanceof Error ? [nameOf(error), ...callsOf(error)].join(' ') : typeof error);
  return told.join(', caused by ') || 'undefined';
}

function nameOf(error: Error): string {
  const code = 'code' in error && /^[A-Za-z0-9_]{1,64}$/.test(String(error.code)) ? ` (${String(error.code)})` : '';
  return `${error.constructor.name}${code}`;
}

/** The stack begins with the message, which may itself have lines that look like calls. */
function callsOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const afterMessage = start < 0 ? '' : stack.slice(start + message.length);
  return [...afterMessage.matchAll(/^ {4}(at .+)$/gm)].slice(0, 4).map(([, call = '']) => call);
}

/** Any thrown value as a BridgeError; what is not ours becomes INTERNAL with the original as cause. */
export function asBridgeError(thrown: unknown): BridgeError {
  return thrown instanceof BridgeError ? thrown : new BridgeError('INTERNAL', undefined, { cause: thrown });
}
