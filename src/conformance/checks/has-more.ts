import { type ContractCheck, failed, notTried, type Verdict } from '../check.ts';
import { ask, type Conversation } from '../conversation.ts';
import type { Answer } from '../reply.ts';
import { insteadOf, violationWords } from '../said.ts';
import { counted, lookingAtRecords } from './looking.ts';

/**
 * An answer that says that there is more goes on to its end, once through. What is lost between two of its parts is found
 * by asking for the days around the seam.
 */
export const hasMore: ContractCheck = {
  id: 'has-more',
  title: { sv: 'Ett svar med hasMore är helt', en: 'An answer with hasMore is whole' },
  why: {
    sv: 'Långa journaler kommer i delar. Det som faller mellan två delar syns inte, och ett svar som aldrig tar slut visas inte alls.',
    en: 'Long records come in parts. What falls between two parts is not seen, and an answer that never ends is not shown at all.',
  },
  mend: {
    sv: 'Sänd de nyaste anteckningarna först, med systemets egen logiska adress och en reference som pekar på nästa anteckning i en fast ordning; lämna varje anteckning en gång och inget hasMore i sista delen.',
    en: 'Send the newest notes first, with the system’s own logical address and a reference that points at the next note in a fixed order; give each note once, and no hasMore in the last part.',
  },
  concerns: ({ besideRecords }) => besideRecords.includes('hasMore'),
  attempt: (conversation) => {
    const { plain } = conversation;
    if (plain.kind !== 'answer') return lookingAtRecords(conversation, () => inOne);
    if (plain.flaws.parts.length > 0) return failed(...violationWords(plain.flaws.parts));
    return plain.parts > 1 ? wholeAtSeams(conversation, plain) : lookingAtRecords(conversation, () => inOne);
  },
};

const inOne = notTried(
  'Hela svaret kom i ett meddelande. Ange en patient med fler anteckningar med --patient.',
  'The whole answer came in one message. Name a patient with more notes with --patient.',
);

async function wholeAtSeams(conversation: Conversation, { records, seams }: Answer): Promise<Verdict> {
  const came = new Set(records.map(({ header }) => header.documentId));
  const lost = new Set<string>();
  for (const period of seams) {
    const reply = await ask(conversation, { period });
    if (reply.kind !== 'answer')
      return failed(insteadOf(reply, 'dagarna mellan två delar', 'the days between two parts'));
    for (const { header } of reply.records) if (!came.has(header.documentId)) lost.add(header.documentId);
  }
  return lost.size === 0
    ? { outcome: 'passed' }
    : failed(...counted(lost.size, 'saknas mellan två delar', 'missing between two parts'));
}
