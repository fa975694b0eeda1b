import type { ErrorTable } from './catalogue-entry.ts';

/** Why a caller was not recognised, and remarks on certificates that are accepted; see siths/ and faces/door.ts. */
export const certificateErrors = {
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
} as const satisfies ErrorTable;
