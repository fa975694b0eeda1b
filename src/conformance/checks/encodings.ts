import type { XmlCharset } from '../../xml/index.ts';
import { type ContractCheck, failed, notTried, passed, type SystemCheck } from '../check.ts';
import { ask } from '../conversation.ts';
import type { Manner } from '../dialect.ts';
import { insteadOf } from '../said.ts';
import { withOneAnswered } from './refusals.ts';

/** The bytes of an answer are what they are said to be. */
export const charset: ContractCheck = {
  id: 'charset',
  title: { sv: 'Svarets teckenkodning är den angivna', en: 'The answer’s character set is the stated one' },
  why: {
    sv: 'Fel teckenkodning gör å, ä och ö till andra tecken, eller hela svaret oläsligt.',
    en: 'In the wrong character set å, ä and ö become other characters, or the whole answer unreadable.',
  },
  mend: {
    sv: 'Skriv svaret i UTF-8. Annan kodning ska stå i Content-Type och i XML-deklarationen, och vara den som används.',
    en: 'Write answers in UTF-8. Another character set stands in Content-Type and in the XML declaration, and is the one used.',
    'fhir-r4': {
      sv: 'FHIR har bara UTF-8. Skriv svaret så, och ange ingen annan teckenkodning i Content-Type.',
      en: 'FHIR has UTF-8 alone. Write answers so, and state no other character set in Content-Type.',
    },
  },
  attempt: ({ plain }) => {
    if (plain.kind === 'silent') return notTried('Det kom inget svar att granska.', 'No answer came to look at.');
    return plain.kind === 'unreadable' && plain.isCharset ? failed(plain.what) : passed;
  },
};

const mend = {
  sv: 'Läs teckenkodningen ur byteordningsmärket, Content-Type och XML-deklarationen, i den ordningen; låt inte SOAPAction styra.',
  en: 'Take the character set from the byte order mark, Content-Type and the XML declaration, in that order; let SOAPAction decide nothing.',
};
const why = {
  sv: 'Anropare i regionerna skriver olika, och RIV-TA Basic Profile 2.1 kräver att alla läses.',
  en: 'Callers in the regions write differently, and RIV-TA Basic Profile 2.1 demands that all are read.',
};

function inCharset(id: string, name: XmlCharset): SystemCheck {
  return {
    id,
    title: { sv: `En fråga i ${name} besvaras`, en: `A question in ${name} is answered` },
    why,
    mend,
    attempt: answeredTheSame({ charset: name }),
  };
}

export const utf8 = inCharset('utf-8', 'UTF-8');
export const utf16 = inCharset('utf-16', 'UTF-16');
export const latin1 = inCharset('iso-8859-1', 'ISO-8859-1');

/** Which decides nothing: the body's root element does. */
export const soapAction: SystemCheck = {
  id: 'soap-action',
  title: { sv: 'En annan SOAPAction spelar ingen roll', en: 'Another SOAPAction does not matter' },
  why,
  mend,
  attempt: answeredTheSame({ soapAction: '' }),
};

function answeredTheSame(manner: Manner): SystemCheck['attempt'] {
  return (setting) =>
    withOneAnswered(setting, async (conversation) => {
      const { plain } = conversation;
      const reply = await ask(conversation, {}, manner);
      const isSame =
        plain.kind === 'answer' && reply.kind === 'answer' && plain.records.length === reply.records.length;
      return isSame ? passed : failed(insteadOf(reply, 'samma svar som annars', 'the same answer as otherwise'));
    });
}
