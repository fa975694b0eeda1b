import type { RefusalCode } from '../../access/decision.ts';
import type { WithholdingReason } from '../../access/index.ts';
import type { CoverageNote, NotAskedReason } from '../../overview/coverage.ts';
import type { AnswerNote } from '../../overview/patient.ts';
import type { FailureReason } from '../../sources/query.ts';
import type { StandingKind } from './sources.ts';

/** The closed vocabulary of coverage, in words. A code without words does not compile. */
interface CoverageTexts {
  readonly standing: Readonly<Record<StandingKind, string>>;
  /** After the names of those who failed. */
  readonly failed: Readonly<Record<FailureReason, string>>;
  /** `names` were not asked for `what`. */
  readonly notAsked: Readonly<Record<NotAskedReason, (names: string, what: string) => string>>;
  /** `count` pieces of information from `names`. */
  readonly withheld: Readonly<Record<WithholdingReason | 'not-said', (count: number, names: string) => string>>;
  readonly notes: Readonly<Record<CoverageNote, string>>;
  readonly hidden: Readonly<Record<AnswerNote, { readonly what: string; readonly todo: string }>>;
  readonly lacking: Readonly<Record<RefusalCode, string>>;
}

const pieces = (count: number) => (count === 1 ? '1 uppgift' : `${count} uppgifter`);
const records = (count: number) => (count === 1 ? '1 record' : `${count} records`);

const sv: CoverageTexts = {
  standing: {
    waiting: 'väntar på svar',
    slow: 'dröjer',
    answered: 'har svarat',
    'answered-in-part': 'har svarat i delar',
    failed: 'svarade inte',
    'broken-off': 'avbröts',
    'not-asked': 'tillfrågades inte',
  },
  failed: {
    'timed-out': 'svarade inte i tid.',
    refused: 'sade nej till frågan, eller kunde inte svara på den.',
    unreachable: 'går inte att nå.',
    'bad-data': 'svarade med något som inte går att läsa.',
    'breaker-open': 'har inte svarat på en stund och frågas därför inte just nu.',
    busy: 'har för mycket att göra just nu.',
    abandoned: 'hann inte svara innan hämtningen slutade.',
    'bus-unavailable': 'kunde inte frågas: bryggan har ett tillfälligt fel.',
  },
  notAsked: {
    'does-not-deliver': (names, what) => `${names} levererar inte ${what}.`,
    'no-engagement': (names, what) =>
      `${names} har enligt engagemangsindex inga ${what} om patienten och tillfrågades inte.`,
    'no-permission': (names, what) => `Bryggan har inte tillstånd att hämta ${what} från ${names}.`,
    'route-unusable': (names) => `${names} tillfrågades inte: anslutningen är fel inställd.`,
    'filtered-out': (names) => `${names} tillfrågades inte: ingår inte i det du har valt.`,
    'identity-is-local': (names) => `${names} tillfrågades inte: patientens nummer gäller inte där.`,
    'would-loop': (names) => `${names} tillfrågades inte: frågan kom därifrån.`,
    'provider-not-connected': (names) => `${names} är inte ansluten till bryggan.`,
  },
  withheld: {
    broken: (count, names) => `${pieces(count)} från ${names} gick inte att läsa och visas inte.`,
    'other-patient': (count, names) =>
      `${pieces(count)} från ${names} gäller enligt källan någon annan och visas inte.`,
    'other-source': (count, names) => `${pieces(count)} från ${names} hör till ett annat system och visas inte.`,
    nullified: (count, names) => `${pieces(count)} från ${names} är makulerade och visas inte.`,
    'no-care-unit': (count, names) => `${pieces(count)} från ${names} saknar vårdenhet och får inte visas.`,
    'no-care-provider': (count, names) => `${pieces(count)} från ${names} saknar vårdgivare och får inte visas.`,
    'not-approved-for-patient': (count, names) =>
      `${pieces(count)} från ${names} är inte godkända för patienten och visas inte.`,
    'not-expressible': (count, names) => `${pieces(count)} från ${names} går inte att återge här och visas inte.`,
    'not-said': (count, names) => `${pieces(count)} från ${names} visas inte.`,
  },
  notes: {
    slow: 'svarade långsamt',
    'delivers-from': 'levererar från ett visst datum',
    'index-unavailable': 'engagemangsindex svarade inte; alla frågades',
    'index-may-lag': 'engagemangsindex kan ligga efter',
    'source-read-only': 'systemet tar inte emot nya uppgifter',
    'source-archive': 'arkiv',
    'possible-duplicates': 'kan innehålla dubbletter',
    aliased: 'visas delvis under en annan källa',
    'records-withheld': 'allt visas inte',
    'source-warned': 'källan lämnade en varning',
    'sources-not-stated': 'säger inte vilka system som frågats',
    'from-cache': 'ur ett mellanlager',
    'duplicate-id': 'olika uppgifter med samma beteckning',
    translated: 'översatt från en annan version',
  },
  hidden: {
    'unblocked-exists': {
      what: 'Det finns uppgifter hos andra vårdgivare som inte visas utan patientens samtycke.',
      todo: 'Fråga patienten om samtycke.',
    },
    'blocked-exists': {
      what: 'Det finns uppgifter som patienten har spärrat. Var, och vad de handlar om, får inte visas.',
      todo: 'Spärren kan hävas tillfälligt med patientens samtycke.',
    },
    'checks-unavailable': {
      what: 'För vissa uppgifter gick det inte att se vad patienten har bestämt. De visas därför inte.',
      todo: 'Försök igen om en stund.',
    },
    'identities-unverified': {
      what: 'Personuppgiftstjänsten svarade inte. Uppgifter som är skrivna på ett tidigare nummer kan saknas.',
      todo: 'Försök igen om en stund.',
    },
    'no-person-register': {
      what: 'Bryggan har ingen personuppgiftstjänst. Uppgifter som är skrivna på ett tidigare nummer kan saknas.',
      todo: 'Sök också på andra nummer som patienten har haft.',
    },
  },
  lacking: {
    AUTH_SYSTEM: 'Din vårdgivare är inte ansluten till bryggan.',
    AUTH_USER_LOA: 'Du är inte inloggad på den tillitsnivå som krävs för andra vårdgivares uppgifter.',
    ACTOR_REQUIRED: 'Du behöver logga in som person.',
    ASSIGNMENT_INVALID: 'Ditt uppdrag gäller inte längre.',
    PURPOSE_NOT_ALLOWED: 'Uppdragets ändamål är inte vård och behandling.',
    RIGHT_MISSING: 'Uppdraget ger inte rätt att läsa allt som kan finnas.',
    PATIENT_ID_INVALID: 'Patientens nummer har inte rätt form.',
    PATIENT_PROTECTED: 'Patienten har skyddade personuppgifter, och något visas därför inte.',
    NO_RELATION: 'Din enhet har ingen aktuell vårdrelation med patienten.',
    CONSENT_REQUIRED: 'Patientens samtycke behövs för andra vårdgivares uppgifter.',
    CONSENT_REFUSED: 'Patienten har sagt nej till att andra vårdgivares uppgifter visas.',
    BLOCKED: 'Patienten har spärrat uppgifter.',
    CHOICE_REQUIRED: 'Uppgifter hos andra enheter visas först när du har valt det.',
    SECURITY_SERVICE_UNAVAILABLE: 'Det gick inte att se vad patienten har bestämt; det som berörs visas inte.',
    DIRECTORY_UNAVAILABLE: 'Ditt uppdrag gick inte att kontrollera i HSA-katalogen.',
    SOURCE_BAD_DATA: 'En källa säger inte vem som äger uppgifterna; de visas inte.',
    NOT_FOR_PATIENT: 'Uppgifterna är inte godkända att visas.',
  },
};

const en: CoverageTexts = {
  standing: {
    waiting: 'awaiting answer',
    slow: 'slow',
    answered: 'has answered',
    'answered-in-part': 'has answered in part',
    failed: 'did not answer',
    'broken-off': 'was stopped',
    'not-asked': 'was not asked',
  },
  failed: {
    'timed-out': 'did not answer in time.',
    refused: 'refused the question, or could not answer it.',
    unreachable: 'cannot be reached.',
    'bad-data': 'answered with something that cannot be read.',
    'breaker-open': 'has not answered for a while and is not asked just now.',
    busy: 'has too much to do just now.',
    abandoned: 'did not answer before the fetching ended.',
    'bus-unavailable': 'could not be asked: the bridge has a passing fault.',
  },
  notAsked: {
    'does-not-deliver': (names, what) => `${names} does not deliver ${what}.`,
    'no-engagement': (names, what) =>
      `${names} has no ${what} about the patient by the engagement index, and was not asked.`,
    'no-permission': (names, what) => `The bridge has no permission to fetch ${what} from ${names}.`,
    'route-unusable': (names) => `${names} was not asked: its connection is set up wrongly.`,
    'filtered-out': (names) => `${names} was not asked: not part of what you chose.`,
    'identity-is-local': (names) => `${names} was not asked: the patient’s number is not valid there.`,
    'would-loop': (names) => `${names} was not asked: the question came from there.`,
    'provider-not-connected': (names) => `${names} is not connected to the bridge.`,
  },
  withheld: {
    broken: (count, names) => `${records(count)} from ${names} could not be read and will not be shown.`,
    'other-patient': (count, names) =>
      `${records(count)} from ${names}: the source says it is about somebody else. Not shown.`,
    'other-source': (count, names) => `${records(count)} from ${names}: belongs to another system. Not shown.`,
    nullified: (count, names) => `${records(count)} from ${names}: withdrawn. Not shown.`,
    'no-care-unit': (count, names) => `${records(count)} from ${names}: names no care unit and may not be shown.`,
    'no-care-provider': (count, names) =>
      `${records(count)} from ${names}: names no care provider and may not be shown.`,
    'not-approved-for-patient': (count, names) =>
      `${records(count)} from ${names}: not approved for the patient. Not shown.`,
    'not-expressible': (count, names) => `${records(count)} from ${names}: cannot be told here. Not shown.`,
    'not-said': (count, names) => `${records(count)} from ${names}: not shown.`,
  },
  notes: {
    slow: 'answered slowly',
    'delivers-from': 'delivers from a certain date',
    'index-unavailable': 'the engagement index did not answer; everyone was asked',
    'index-may-lag': 'the engagement index may lag behind',
    'source-read-only': 'the system takes no new information',
    'source-archive': 'archive',
    'possible-duplicates': 'may hold duplicates',
    aliased: 'shown in part under another source',
    'records-withheld': 'not everything is shown',
    'source-warned': 'the source gave a warning',
    'sources-not-stated': 'does not say which systems were asked',
    'from-cache': 'from a cache',
    'duplicate-id': 'different information under the same id',
    translated: 'translated from another version',
  },
  hidden: {
    'unblocked-exists': {
      what: 'There is information at other care providers that is not shown without the patient’s consent.',
      todo: 'Ask the patient for consent.',
    },
    'blocked-exists': {
      what: 'There is information that the patient has blocked. Where, and what it is about, may not be shown.',
      todo: 'The block can be lifted for a time with the patient’s consent.',
    },
    'checks-unavailable': {
      what: 'For some information it could not be seen what the patient has decided. It is therefore not shown.',
      todo: 'Try again in a while.',
    },
    'identities-unverified': {
      what: 'The person register did not answer. Information under an earlier number may be missing.',
      todo: 'Try again in a while.',
    },
    'no-person-register': {
      what: 'The bridge has no person register. Information under an earlier number may be missing.',
      todo: 'Search for other numbers that the patient has had, too.',
    },
  },
  lacking: {
    AUTH_SYSTEM: 'Your care provider is not connected to the bridge.',
    AUTH_USER_LOA: 'You are not signed in at the level of assurance that other care providers’ information takes.',
    ACTOR_REQUIRED: 'You need to sign in as a person.',
    ASSIGNMENT_INVALID: 'Your assignment is no longer in force.',
    PURPOSE_NOT_ALLOWED: 'The purpose of the assignment is not care.',
    RIGHT_MISSING: 'The assignment gives no right to read everything that there may be.',
    PATIENT_ID_INVALID: 'The patient’s number is not of the right form.',
    PATIENT_PROTECTED: 'The patient’s identity is protected, and something is therefore not shown.',
    NO_RELATION: 'Your unit has no current care relation with the patient.',
    CONSENT_REQUIRED: 'The patient’s consent is needed for other care providers’ information.',
    CONSENT_REFUSED: 'The patient has said no to other care providers’ information being shown.',
    BLOCKED: 'The patient has blocked information.',
    CHOICE_REQUIRED: 'Information of other units is shown once you have chosen it.',
    SECURITY_SERVICE_UNAVAILABLE: 'It could not be seen what the patient has decided; what it concerns is not shown.',
    DIRECTORY_UNAVAILABLE: 'Your assignment could not be checked in the care directory.',
    SOURCE_BAD_DATA: 'A source does not say whose its information is; it is not shown.',
    NOT_FOR_PATIENT: 'The information is not approved to be shown.',
  },
};

export const coverageTexts: Readonly<Record<'sv' | 'en', CoverageTexts>> = { sv, en };
