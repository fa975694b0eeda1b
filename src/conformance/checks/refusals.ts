import { failed, notTried, passed, type Setting, type SystemCheck, type Verdict } from '../check.ts';
import { ask, type Conversation, type Manner } from '../conversation.ts';
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

/** SOAP 1.1 §4.4 and WS-I Basic Profile 1.1 R1126: HTTP 500 with a fault in it. */
function isFault(reply: Reply): boolean {
  return (
    reply.kind === 'fault' &&
    reply.status === 500 &&
    /(^|:)(Client|Server|VersionMismatch|MustUnderstand)(\.|$)/.test(reply.fault.code) &&
    reply.fault.text !== ''
  );
}

function refuses(manner: Manner, isRefusal: (reply: Reply) => boolean = isFault): SystemCheck['attempt'] {
  return (setting) =>
    withOneAnswered(setting, async (conversation) => {
      const reply = await ask(conversation, {}, manner);
      if (isRefusal(reply)) return passed;
      return failed(
        insteadOf(
          reply,
          'HTTP 500 med ett SOAP-fel som har faultcode och faultstring',
          'HTTP 500 with a SOAP fault that has faultcode and faultstring',
        ),
      );
    });
}

const faultMend = {
  sv: 'Svara med HTTP 500, text/xml och ett SOAP 1.1-fel: faultcode Client och en faultstring som säger vad som är fel, utan patientuppgifter.',
  en: 'Answer with HTTP 500, text/xml and a SOAP 1.1 fault: faultcode Client and a faultstring that says what is wrong, without patient data.',
};

/** What is no XML. */
export const malformed: SystemCheck = {
  id: 'malformed',
  title: { sv: 'Trasig XML ger ett SOAP-fel', en: 'Broken XML gives a SOAP fault' },
  why: {
    sv: 'Bara ett fel av rätt form kan skiljas från ett tomt svar och från ett system som är nere.',
    en: 'Only a fault of the right form can be told from an empty answer, and from a system that is down.',
  },
  mend: faultMend,
  attempt: refuses({ spoil: (xml) => xml.slice(0, Math.floor(xml.length / 2)) }),
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
  },
  attempt: refuses({ spoil: withoutContent }, isRefusal),
};

const wrong = 'SE2321000016-DEMOWRONG';

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
  },
  attempt: refuses({ address: wrong }, isRefusal),
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
  attempt: refuses({ spoil: (xml) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "a">]>') }),
};

/** What a fault says is logged and shown where nobody has asked who may read it. */
export const discreetFault: SystemCheck = {
  id: 'discreet-fault',
  title: { sv: 'Ett SOAP-fel nämner inte patienten', en: 'A SOAP fault does not name the patient' },
  why: {
    sv: 'Felmeddelanden hamnar i driftloggar hos alla som anropet passerar. Där får inga patientuppgifter stå.',
    en: 'What faults say ends in the operational logs of all that the call passes. No patient data may stand there.',
  },
  mend: {
    sv: 'Skriv vad som är fel och ett logg-id i faultstring och detail, aldrig frågans innehåll.',
    en: 'Write what is wrong and a log id into faultstring and detail, never what was asked.',
  },
  attempt: (setting) =>
    withOneAnswered(setting, async (conversation) => {
      const reply = await ask(conversation, {}, { address: wrong });
      if (reply.kind !== 'fault') return notTried('Det kom inget SOAP-fel.', 'No SOAP fault came.');
      const { code, text, detail = '' } = reply.fault;
      if (![code, text, detail].some((part) => part.includes(conversation.patient.id))) return passed;
      return failed({ sv: 'Patientens identitet står i felet.', en: 'The fault holds the patient’s identity.' });
    }),
};

function isRefusal(reply: Reply): boolean {
  return isFault(reply) || (reply.kind === 'answer' && reply.resultCode === 'ERROR' && reply.records.length === 0);
}

/** The body's root without anything in it. */
function withoutContent(xml: string): string {
  return xml.replace(/(<soapenv:Body><[^>]*>).*(<\/[^>]*><\/soapenv:Body>)/s, '$1$2');
}
