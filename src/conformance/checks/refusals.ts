import { failed, notTried, passed, type Setting, type SystemCheck, type Verdict } from '../check.ts';
import { ask, type Conversation } from '../conversation.ts';
import type { Manner } from '../dialect.ts';
import type { Reply } from '../reply.ts';
import { insteadOf } from '../said.ts';

/** The first contract that is answered serves for what is alike in all. */
export async function withOneAnswered(
  { conversations }: Setting,
  attempt: (conversation: Conversation) => Promise<Verdict>,
): Promise<Verdict> {
  const answered = conversations.find(({ plain }) => plain.kind === 'answer');
  return answered ? attempt(answered) : notTried('Inget kontrakt besvarades.', 'No contract was answered.');
}

const isFault = (reply: Reply): boolean => reply.kind === 'fault' && reply.isProper;

function refuses(wrong: Manner['wrong'] & string, isRefusal = isFault): SystemCheck['attempt'] {
  return (setting) =>
    withOneAnswered(setting, async (conversation) => {
      const reply = await ask(conversation, {}, { wrong });
      const { sv, en } = conversation.dialect.refusal;
      return isRefusal(reply) ? passed : failed(insteadOf(reply, sv, en));
    });
}

const fhirMend = {
  sv: 'Svara med HTTP 4xx, application/fhir+json och ett OperationOutcome: en issue med severity error, en kod och en text som säger vad som är fel, utan patientuppgifter.',
  en: 'Answer with HTTP 4xx, application/fhir+json and an OperationOutcome: an issue with severity error, a code and a text that says what is wrong, without patient data.',
};

const faultMend = {
  'fhir-r4': fhirMend,
  sv: 'Svara med HTTP 500, text/xml och ett SOAP 1.1-fel: faultcode Client och en faultstring som säger vad som är fel, utan patientuppgifter.',
  en: 'Answer with HTTP 500, text/xml and a SOAP 1.1 fault: faultcode Client and a faultstring that says what is wrong, without patient data.',
};

/** What is no XML. */
export const malformed: SystemCheck = {
  id: 'malformed',
  title: {
    sv: 'Trasig XML ger ett SOAP-fel',
    en: 'Broken XML gives a SOAP fault',
    'fhir-r4': {
      sv: 'En sökning av fel innehållstyp ger ett OperationOutcome',
      en: 'A search of the wrong content type gives an OperationOutcome',
    },
  },
  why: {
    sv: 'Bara ett fel av rätt form kan skiljas från ett tomt svar och från ett system som är nere.',
    en: 'Only a fault of the right form can be told from an empty answer, and from a system that is down.',
  },
  mend: faultMend,
  attempt: refuses('broken'),
};

/** A request that lacks what is mandatory. */
export const incomplete: SystemCheck = {
  id: 'incomplete',
  title: { sv: 'En fråga utan patient avvisas', en: 'A question without patient is refused' },
  why: {
    sv: 'Den som svarar på en fråga som inte följer kontraktet svarar på något annat än det som frågades.',
    en: 'Whoever answers a question that breaks the contract answers something else than what was asked.',
  },
  mend: {
    sv: 'Validera frågan mot kontraktets schema och svara med ett SOAP-fel, eller med result där kontraktet har det: ERROR och INVALID_REQUEST.',
    en: 'Validate the question against the contract’s schema and answer with a SOAP fault, or with result where the contract has one: ERROR and INVALID_REQUEST.',
    riv13606: {
      sv: 'Validera frågan mot schemat och svara med ett SOAP-fel, eller med response_detail av typen E och koden CONTRACT.',
      en: 'Validate the question against the schema and answer with a SOAP fault, or with response_detail of kind E and the code CONTRACT.',
    },
    'fhir-r4': fhirMend,
  },
  attempt: refuses('incomplete', isRefusal),
};

/** Somebody else's address. */
export const wrongAddress: SystemCheck = {
  id: 'wrong-address',
  title: { sv: 'Fel logisk adress avvisas', en: 'A wrong logical address is refused' },
  why: {
    sv: 'Ett felväglett anrop måste märkas. Annars visas ett systems uppgifter som ett annats.',
    en: 'A call led astray must be noticed. Else one system’s information is shown as another’s.',
  },
  mend: {
    sv: 'Jämför LogicalAddress i SOAP-huvudet med systemets egna adresser och svara annars med ett SOAP-fel.',
    en: 'Compare LogicalAddress in the SOAP header with the system’s own addresses, and answer with a SOAP fault otherwise.',
    riv13606: {
      sv: 'Jämför parametern hsa_id med systemets eget HSA-id och svara annars med response_detail av typen E.',
      en: 'Compare the parameter hsa_id with the system’s own HSA-id, and answer with response_detail of kind E otherwise.',
    },
  },
  attempt: refuses('misdirected', isRefusal),
};

/** A path that no server has. */
export const unknownType: SystemCheck = {
  id: 'unknown-type',
  title: { sv: 'En okänd resurstyp avvisas', en: 'An unknown type of resource is refused' },
  why: {
    sv: 'Det som systemet inte lämnar måste skiljas från det som inte finns om patienten.',
    en: 'What the system does not give must be told from what there is not about the patient.',
  },
  mend: {
    sv: 'Svara med HTTP 404 och ett OperationOutcome med koden not-found eller not-supported.',
    en: 'Answer with HTTP 404 and an OperationOutcome with the code not-found or not-supported.',
  },
  attempt: refuses('misdirected'),
};

/** A document type declaration: the way in of entity attacks. */
export const doctype: SystemCheck = {
  id: 'doctype',
  title: { sv: 'En DOCTYPE avvisas', en: 'A DOCTYPE is refused' },
  why: {
    sv: 'SOAP 1.1 tillåter ingen dokumenttypsdeklaration. Den som läser en kan luras att läsa filer eller fylla minnet.',
    en: 'SOAP 1.1 allows no document type declaration. Whoever reads one can be made to read files or fill its memory.',
  },
  mend: {
    sv: 'Stäng av DTD i XML-läsaren och svara med ett SOAP-fel.',
    en: 'Turn DTDs off in the XML reader and answer with a SOAP fault.',
  },
  attempt: refuses('doctype'),
};

/** What a fault says is logged and shown where nobody has asked who may read it. */
export const discreetFault: SystemCheck = {
  id: 'discreet-fault',
  title: { sv: 'Ett fel nämner inte patienten', en: 'A fault does not name the patient' },
  why: {
    sv: 'Felmeddelanden hamnar i driftloggar hos alla som anropet passerar. Där får inga patientuppgifter stå.',
    en: 'What faults say ends in the operational logs of all that the call passes. No patient data may stand there.',
  },
  mend: {
    sv: 'Skriv vad som är fel och ett logg-id i faultstring och detail, aldrig frågans innehåll.',
    en: 'Write what is wrong and a log id into faultstring and detail, never what was asked.',
    riv13606: {
      sv: 'Skriv vad som är fel i faultstring eller response_detail, aldrig frågans innehåll.',
      en: 'Write what is wrong into faultstring or response_detail, never what was asked.',
    },
    'fhir-r4': {
      sv: 'Skriv vad som är fel i OperationOutcome, aldrig frågans innehåll.',
      en: 'Write what is wrong into the OperationOutcome, never what was asked.',
    },
  },
  attempt: (setting) =>
    withOneAnswered(setting, async (conversation) => {
      const reply = await ask(conversation, {}, { wrong: 'misdirected' });
      if (reply.kind !== 'fault') return notTried('Det kom inget fel att granska.', 'No fault came to look at.');
      if (!reply.says.includes(conversation.patient.id)) return passed;
      return failed({ sv: 'Patientens identitet står i felet.', en: 'The fault holds the patient’s identity.' });
    }),
};

function isRefusal(reply: Reply): boolean {
  return isFault(reply) || (reply.kind === 'answer' && reply.resultCode === 'ERROR' && reply.records.length === 0);
}
