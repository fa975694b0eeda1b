import { type ContractCheck, failed, notTried, type SystemCheck, unless, type Verdict } from '../check.ts';
import { ask, type Conversation } from '../conversation.ts';
import type { Answer } from '../reply.ts';
import { insteadOf, violationWords } from '../said.ts';
import { counted, lookingAt } from './looking.ts';

/** All records come, once, also when they come a few at a time. */
export const parts: ContractCheck = {
  id: 'parts',
  title: { sv: 'Ett svar i flera delar är helt', en: 'An answer in several parts is whole' },
  why: {
    sv: 'Långa journaler kommer i delar. Det som faller mellan två delar syns inte, och ingen märker att det saknas.',
    en: 'Long records come in parts. What falls between two parts is not seen, and nobody notices that it is missing.',
  },
  mend: {
    sv: 'Låt continuation_token peka på nästa post i en fast ordning, och lämna varje post en gång.',
    en: 'Let continuation_token point at the next record in a fixed order, and give each record once.',
    'fhir-r4': {
      sv: 'Låt länken next peka på nästa resurs i en fast ordning och behålla frågans alla parametrar, och lämna varje träff en gång.',
      en: 'Let the link next point at the next resource in a fixed order and keep all parameters of the search, and give each match once.',
    },
  },
  attempt: async (conversation) => {
    const { plain } = conversation;
    const size = thirdOf(conversation);
    if (plain.kind !== 'answer' || size === undefined) return tooFew;
    const reply = await ask(conversation, {}, { partSize: size });
    return reply.kind === 'answer'
      ? compared(plain, reply, Math.ceil(plain.items / size))
      : failed(insteadOf(reply, 'samma svar i delar', 'the same answer in parts'));
  },
};

const tooFew = notTried('Det finns inte poster nog att dela upp.', 'There are not records enough to divide.');

/** Of what came in the plain answer. */
function thirdOf({ plain }: Conversation): number | undefined {
  const count = plain.kind === 'answer' && plain.records.length > 0 ? plain.items : 0;
  return count < 2 ? undefined : Math.ceil(count / 3);
}

function compared(whole: Answer, divided: Answer, expectedParts: number): Verdict {
  const idsOf = ({ records }: Answer) => records.map(({ header }) => header.documentId);
  const [expected, came] = [idsOf(whole), idsOf(divided)];
  const missing = expected.filter((id) => !came.includes(id));
  const twice = came.length - new Set(came).size - (expected.length - new Set(expected).size);
  const verdict = unless([
    ...counted(missing.length, 'saknas när svaret delas upp', 'missing when the answer is divided'),
    ...counted(Math.max(0, twice), 'kommer två gånger', 'come twice'),
  ]);
  if (verdict.outcome !== 'passed' || divided.parts >= expectedParts) return verdict;
  return {
    outcome: 'passed',
    noted: {
      sv: 'Systemet delade inte upp svaret, fast det ombads.',
      en: 'The system did not divide the answer, though it was asked to.',
    },
  };
}

/** Where pages lead: the identity in an address ends up in logs on the way. */
export const links: SystemCheck = {
  id: 'links',
  title: {
    sv: 'Länken till nästa sida nämner inte patienten',
    en: 'The link to the next page does not name the patient',
  },
  why: {
    sv: 'Adresser hamnar i loggar hos alla som anropet passerar. Där får ingen patientuppgift stå.',
    en: 'Addresses end in the logs of all that a call passes. No patient data may stand there.',
  },
  mend: {
    sv: 'Ge nästa sida en ogenomskinlig adress som inte upprepar frågans parametrar.',
    en: 'Give the next page an opaque address that does not repeat the parameters of the search.',
  },
  attempt: async ({ conversations }) => {
    for (const conversation of conversations) {
      const size = thirdOf(conversation);
      const reply = size && (await ask(conversation, {}, { partSize: size }));
      if (reply && reply.kind === 'answer' && reply.parts > 1) return unless(violationWords(reply.flaws.links));
    }
    return tooFew;
  },
};

/** What the records point at can be had. */
export const references: ContractCheck = {
  id: 'references',
  title: { sv: 'Hänvisningar leder fram', en: 'References lead somewhere' },
  why: {
    sv: 'Vem som skrivit och var, provsvaren i en rapport och texten i en anteckning står i resurser som hänvisas till. Kan de inte läsas visas posten utan dem.',
    en: 'Who has written and where, the results of a report and the text of a note stand in resources that are referred to. Where they cannot be read the record is shown without.',
  },
  mend: {
    sv: 'Skicka med dem som _include ber om, och besvara GET <typ>/<id> för allt som en hänvisning pekar på.',
    en: 'Send along what _include asks for, and answer GET <type>/<id> for all that a reference points at.',
  },
  attempt: (conversation) => lookingAt(conversation, ({ flaws }) => unless(violationWords(flaws.references))),
};
