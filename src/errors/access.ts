import type { ErrorTable } from './catalogue-entry.ts';

/** Access under the law; docs/security.md tells in which order they are tried. See access/. */
export const accessErrors = {
  ACTOR_REQUIRED: {
    kind: 'forbidden',
    sv: 'Anropet måste ange vilken person som läser.',
    en: 'The call must name the person who reads.',
    remedy: 'For this caller the bridge itself judges relation and consent; send the actor with the call.',
  },
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
    sv: 'Patienten har, eller kan ha, skyddade personuppgifter och visas inte på den här grunden.',
    en: 'The patient has, or may have, a protected identity and is not shown on this ground.',
    remedy:
      'Only those who give the patient care are shown a protected identity. While the person register does not answer, anybody may have one.',
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
} as const satisfies ErrorTable;
