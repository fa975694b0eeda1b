import type { RefusalCode, Shown } from '../decision.ts';
import type { Citations } from './citations.ts';

interface Check {
  readonly code: RefusalCode;
  readonly ground: keyof Citations;
  /** What is shown all the same; left out: nothing. */
  readonly shown?: Shown;
}

/** What is asked before and beside the table of records: each refusal, and where the law says so. */
export const checks = {
  'channel/not-connected': { code: 'AUTH_SYSTEM', ground: 'joining' },
  'user/not-named': { code: 'ACTOR_REQUIRED', ground: 'authorisation' },
  'user/assurance-too-low': { code: 'AUTH_USER_LOA', ground: 'strongSignIn' },
  'assignment/unknown': { code: 'DIRECTORY_UNAVAILABLE', ground: 'authorisation' },
  'assignment/not-in-force': { code: 'ASSIGNMENT_INVALID', ground: 'authorisation' },
  'purpose/not-care': { code: 'PURPOSE_NOT_ALLOWED', ground: 'purpose' },
  'patient/identity-malformed': { code: 'PATIENT_ID_INVALID', ground: 'careNeed' },
  'patient/protected': { code: 'PATIENT_PROTECTED', ground: 'protectedIdentity' },
  'relation/unknown': { code: 'SECURITY_SERVICE_UNAVAILABLE', ground: 'consent' },
  'relation/none': { code: 'NO_RELATION', ground: 'consent' },
  'relation/none-other-provider': { code: 'NO_RELATION', ground: 'consent' },
  'relation/none-own-provider': { code: 'NO_RELATION', ground: 'careNeed' },
  'relation/none-own-unit': { code: 'NO_RELATION', ground: 'careNeed' },
  'right/missing': { code: 'RIGHT_MISSING', ground: 'authorisation' },
  'right/missing-other-provider': { code: 'RIGHT_MISSING', ground: 'authorisation' },
  'right/missing-own-provider': { code: 'RIGHT_MISSING', ground: 'authorisation' },
  'right/missing-own-unit': { code: 'RIGHT_MISSING', ground: 'authorisation' },
  'record/owner-unknown': { code: 'SOURCE_BAD_DATA', ground: 'nothingElse' },
  'consent/unknown': { code: 'SECURITY_SERVICE_UNAVAILABLE', ground: 'consent' },
  'blocks/unknown': { code: 'SECURITY_SERVICE_UNAVAILABLE', ground: 'blockedIndicator' },
  'emergency/not-registered': { code: 'CONSENT_REQUIRED', ground: 'emergency' },
  'choice/not-made-other-provider': { code: 'CHOICE_REQUIRED', ground: 'activeChoice', shown: 'unblocked-exists' },
  'choice/not-made-own-provider': { code: 'CHOICE_REQUIRED', ground: 'activeChoice', shown: 'holder-named' },
  'patient/not-approved': { code: 'NOT_FOR_PATIENT', ground: 'patientReads' },
  'patient/unable-to-decide': { code: 'NOT_FOR_PATIENT', ground: 'patientMayNotRead' },
} as const satisfies Record<string, Check>;

export type CheckId = keyof typeof checks;
