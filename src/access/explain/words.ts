import { errorCatalogue } from '../../errors.ts';
import type { ChangeId } from './changes.ts';
import type { Audience, Explanation } from './explain.ts';

export type Language = 'sv' | 'en';
type Told = Readonly<Record<Language, string>>;

/** What can be done, and by whom, as one says it to whoever asks. */
const words: Readonly<Record<ChangeId, Readonly<Record<Audience, Told>>>> = {
  'connect-caller': {
    clinician: {
      sv: 'Systemet du använder är inte anslutet. Kontakta din it-support.',
      en: 'The system you use is not connected. Contact your IT support.',
    },
    engineer: {
      sv: 'Ange anroparens vårdgivare i bryggans konfiguration (callers).',
      en: 'Enter the care provider of the caller in the configuration of the bridge (callers).',
    },
    officer: {
      sv: 'Det anropande systemet måste höra till en ansluten vårdgivare.',
      en: 'The calling system must belong to a connected care provider.',
    },
  },
  'name-reader': {
    clinician: {
      sv: 'Logga in personligt; systemet sade inte vem du är.',
      en: 'Sign in as yourself; the system did not say who you are.',
    },
    engineer: {
      sv: 'Skicka läsaren med anropet: token, SAML-intyg eller inloggad session.',
      en: 'Send the reader with the call: a token, a SAML assertion or a session.',
    },
    officer: {
      sv: 'Anropet måste ange vilken person som läser.',
      en: 'The call must name the person who reads.',
    },
  },
  'stronger-sign-in': {
    clinician: {
      sv: 'Logga in med SITHS-kort eller annan inloggning på den nivå som krävs.',
      en: 'Sign in with a SITHS card, or otherwise at the level that is asked for.',
    },
    engineer: {
      sv: 'Utfärdaren måste ange en tillitsnivå som når upp till access.assurance.',
      en: 'The issuer must state a level of assurance that reaches access.assurance.',
    },
    officer: {
      sv: 'Inloggningen måste ha den tillitsnivå som krävs.',
      en: 'The sign-in must have the level of assurance that is asked for.',
    },
  },
  'ask-again': {
    clinician: {
      sv: 'Försök igen om en stund; allt kunde inte kontrolleras.',
      en: 'Try again in a while; not everything could be checked.',
    },
    engineer: {
      sv: 'En tjänst som avgör åtkomst svarade inte; se dess felkod och adress i driftvyn.',
      en: 'A service that access depends on did not answer; see its error and address under operations.',
    },
    officer: {
      sv: 'En kontroll gick inte att göra. Prövningen görs om när tjänsten svarar.',
      en: 'A check could not be made. It is made anew when the service answers.',
    },
  },
  'assignment-in-force': {
    clinician: {
      sv: 'Välj ett medarbetaruppdrag som gäller nu, på den vårdenhet där du arbetar.',
      en: 'Choose an assignment that is in force, at the care unit where you work.',
    },
    engineer: {
      sv: 'Anropet måste bära ett uppdrag som HSA ger personen nu, med dess vårdenhet och vårdgivare.',
      en: 'The call must carry an assignment that HSA gives the person now, with its care unit and care provider.',
    },
    officer: {
      sv: 'Personen måste ha ett gällande medarbetaruppdrag i HSA; verksamhetschefen beslutar om det.',
      en: 'The person must have an assignment in force in HSA; the head of operations decides on it.',
    },
  },
  'care-assignment': {
    clinician: {
      sv: 'Bara ändamålet Vård och behandling ger rätt att läsa. Välj ett sådant uppdrag, om du vårdar patienten.',
      en: 'Only the purpose Vård och behandling lets you read. Choose such an assignment if you give the patient care.',
    },
    engineer: {
      sv: 'Uppdragets eller avtalets ändamål måste vara Vård och behandling.',
      en: 'The purpose of the assignment or agreement must be Vård och behandling.',
    },
    officer: {
      sv: 'För andra ändamål än vård är läsning förbjuden, också med patientens samtycke.',
      en: 'For purposes other than care reading is forbidden, even with the patient’s consent.',
    },
  },
  'right-added': {
    clinician: {
      sv: 'Ditt uppdrag saknar en rättighet. Be din verksamhetschef.',
      en: 'Your assignment lacks a right. Ask your head of operations.',
    },
    engineer: {
      sv: 'Uppdraget i HSA saknar den rättighet (hsaCommissionRight) som anges.',
      en: 'The assignment in HSA lacks the right (hsaCommissionRight) that is named.',
    },
    officer: {
      sv: 'Verksamhetschefen kan lägga till den rättighet som anges, efter behovs- och riskanalys.',
      en: 'The head of operations can add the right that is named, after an analysis of needs and risks.',
    },
  },
  'identity-corrected': {
    clinician: {
      sv: 'Kontrollera patientens identitet.',
      en: 'Check the identity of the patient.',
    },
    engineer: {
      sv: 'Identiteten måste ha rätt form och kontrollsiffra för sin typ (OID).',
      en: 'The identity must have the form and check digit of its kind (OID).',
    },
    officer: {
      sv: 'Patientens identitet var felaktigt angiven.',
      en: 'The identity of the patient was given wrongly.',
    },
  },
  'relation-registered': {
    clinician: {
      sv: 'Patienten måste vara aktuell på din enhet: bokad, remitterad eller inskriven.',
      en: 'The patient must be current at your unit: booked, referred or admitted.',
    },
    engineer: {
      sv: 'Ingen aktuell patientrelation finns registrerad för läsaren och enheten.',
      en: 'No current patient relation is registered for the reader and the unit.',
    },
    officer: {
      sv: 'En aktuell patientrelation måste finnas, också i en nödsituation.',
      en: 'There must be a current patient relation, in an emergency too.',
    },
  },
  'second-step': {
    clinician: {
      sv: 'Gå vidare till steg två och öppna det som är nödvändigt för vården.',
      en: 'Go on to step two and open what the care cannot do without.',
    },
    engineer: {
      sv: 'Intyget är registrerat men inte öppnat; steg två saknas.',
      en: 'The assertion is registered but not opened; step two is lacking.',
    },
    officer: {
      sv: 'Bara steg ett var taget: vilka som har uppgifter. Läsning kräver steg två.',
      en: 'Only step one had been taken: who holds information. Reading takes step two.',
    },
  },
  'consent-registered': {
    clinician: {
      sv: 'Fråga patienten om samtycke och registrera det.',
      en: 'Ask the patient for consent, and register it.',
    },
    engineer: {
      sv: 'Inget gällande samtycke finns registrerat för patienten och enheten.',
      en: 'No consent in force is registered for the patient and the unit.',
    },
    officer: {
      sv: 'Patientens samtycke måste vara registrerat hos den läsande enheten.',
      en: 'The patient’s consent must be registered at the reading unit.',
    },
  },
  'patient-says-yes': {
    clinician: {
      sv: 'Patienten har sagt nej. Bara patienten kan ändra det.',
      en: 'The patient has said no. Only the patient can change that.',
    },
    engineer: {
      sv: 'Ett nej är registrerat; det upphör bara när patienten samtycker.',
      en: 'A no is registered; it ends only when the patient consents.',
    },
    officer: {
      sv: 'Patientens nej gäller tills patienten själv samtycker.',
      en: 'The patient’s no holds until the patient consents.',
    },
  },
  'emergency-registered': {
    clinician: {
      sv: 'Registrera nödöppningen med enhet och skäl innan du läser, eller läs utan att ange nödsituation.',
      en: 'Register the emergency with unit and reason before you read, or read without stating one.',
    },
    engineer: {
      sv: 'Anropet anger nödsituation (ETREAT eller BTG), men ingen nödöppning är registrerad för patient och enhet.',
      en: 'The call states an emergency (ETREAT or BTG), but none is registered for patient and unit.',
    },
    officer: {
      sv: 'En nödöppning måste vara registrerad, med enhet och skäl, innan den gäller.',
      en: 'An emergency must be registered, with unit and reason, before it holds.',
    },
  },
  'own-block-lifted': {
    clinician: {
      sv: 'Patienten kan häva spärren. Behörig personal hos din vårdgivare kan häva den tillfälligt.',
      en: 'The patient can lift the block. An authorised officer of your care provider can lift it for a time.',
    },
    engineer: {
      sv: 'En spärr träffar läsaren; hävning registreras i vårdgivarens spärrtjänst.',
      en: 'A block hits the reader; a lift is registered in the care provider’s block service.',
    },
    officer: {
      sv: 'Den inre spärren hävs av patienten, eller tillfälligt enligt PDL 4:5.',
      en: 'The inner block is lifted by the patient, or for a time under PDL 4:5.',
    },
  },
  'others-block-lifted': {
    clinician: {
      sv: 'Patienten kan be den vårdgivare som spärrat att häva spärren. Du kan inte kringgå den.',
      en: 'The patient can ask the care provider that blocked to lift the block. You cannot go past it.',
    },
    engineer: {
      sv: 'En spärr träffar läsaren; bara den spärrande vårdgivaren kan registrera en hävning.',
      en: 'A block hits the reader; only the care provider that blocked can register a lift.',
    },
    officer: {
      sv: 'Bara den spärrande vårdgivaren kan häva, på patientens begäran. En nödöppning ändrar inte det.',
      en: 'Only the care provider that blocked can lift, when the patient asks. An emergency does not change that.',
    },
  },
  'choice-made': {
    clinician: {
      sv: 'Välj aktivt att visa uppgifter från andra enheter eller vårdgivare.',
      en: 'Choose to see information from other units or care providers.',
    },
    engineer: {
      sv: 'Anropet måste säga att läsaren har gjort ett aktivt val.',
      en: 'The call must say that the reader has made an active choice.',
    },
    officer: {
      sv: 'Läsaren hade inte gjort något aktivt val.',
      en: 'The reader had made no active choice.',
    },
  },
  'approved-for-patient': {
    clinician: {
      sv: 'Den enhet som ansvarar för uppgiften avgör om patienten får läsa den här.',
      en: 'The unit responsible for the information decides whether the patient may read it here.',
    },
    engineer: {
      sv: 'Källan har inte märkt uppgiften som godkänd för patienten (approvedForPatient).',
      en: 'The source has not marked the information as approved for the patient (approvedForPatient).',
    },
    officer: {
      sv: 'Uppgiften är inte godkänd för patienten av den ansvariga enheten.',
      en: 'The information is not approved for the patient by the unit responsible.',
    },
  },
  'owner-stated': {
    clinician: {
      sv: 'Uppgiften saknar ansvarig enhet och kan inte visas förrän källan rättat den.',
      en: 'The information names no unit responsible, and cannot be shown until its source has corrected it.',
    },
    engineer: {
      sv: 'Källan måste ange vårdenhet och vårdgivare i varje uppgift.',
      en: 'The source must state care unit and care provider in every record.',
    },
    officer: {
      sv: 'En uppgift utan vårdenhet eller vårdgivare kan inte prövas mot spärrar.',
      en: 'A record without care unit or care provider cannot be judged against blocks.',
    },
  },
};

const permitted: Told = { sv: 'Läsningen var tillåten.', en: 'The reading was permitted.' };
const nothingCan: Readonly<Record<Audience, Told>> = {
  clinician: {
    sv: 'Ingenting kan ändra det: lagen tillåter det inte.',
    en: 'Nothing can change it: the law forbids it.',
  },
  engineer: {
    sv: 'Ingen inställning ändrar det: lagen tillåter det inte.',
    en: 'No setting changes it: the law forbids it.',
  },
  officer: {
    sv: 'Lagen tillåter det inte på någon grund.',
    en: 'The law permits it on no ground.',
  },
};

/** Fit for whoever it is made for; no patient data. */
export interface ExplanationText {
  readonly reason: string;
  /** What would make it a yes, all of it together; what nothing can change says so. Empty for a permit. */
  readonly changes: readonly string[];
}

/** Undefined where that audience may not be told. */
export function explanationText(
  { decision, needed, audiences }: Explanation,
  audience: Audience,
  language: Language,
): ExplanationText | undefined {
  if (!audiences.includes(audience)) return undefined;
  const { code, detail } = decision;
  const reason = code === undefined ? permitted[language] : errorCatalogue[code][language];
  const told = needed?.map((change) => words[change][audience][language]) ?? [nothingCan[audience][language]];
  return {
    reason: detail === undefined ? reason : `${reason} (${detail})`,
    changes: told,
  };
}
