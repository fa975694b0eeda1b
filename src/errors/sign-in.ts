import type { ErrorTable } from './catalogue-entry.ts';

/** Sign-in, sessions, launches, and what vouches for a person; see sign-in/, launches/, saml/ and tokens/. */
export const signInErrors = {
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
  CROSS_SITE_REFUSED: {
    kind: 'forbidden',
    sv: 'Anropet kommer från en annan webbplats.',
    en: 'The request comes from another site.',
    remedy: 'Only the portal’s own pages may call its API from a browser.',
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
} as const satisfies ErrorTable;
