import type { BridgeRecord } from '../../contracts/index.ts';
import { notTried, type Verdict } from '../check.ts';
import type { Conversation } from '../conversation.ts';
import type { Answer } from '../reply.ts';
import type { Words } from '../words.ts';

/** Looks at the answer to the plain question, if there is one. */
export function lookingAt({ plain }: Conversation, look: (answer: Answer) => Verdict): Verdict {
  return plain.kind === 'answer'
    ? look(plain)
    : notTried('Det kom inget svar att granska.', 'No answer came to look at.');
}

/** Looks at its records, if there are any. */
export function lookingAtRecords(
  conversation: Conversation,
  look: (records: readonly BridgeRecord<object>[]) => Verdict,
): Verdict {
  return lookingAt(conversation, ({ records }) => (records.length > 0 ? look(records) : noRecords));
}

export const noRecords = notTried(
  'Testpatienten har inga läsbara poster här. Ange en som har det med --patient.',
  'The test patient has no readable records here. Name one who has with --patient.',
);

/** `n` records that are wrong in one way, in words; nothing for none. */
export function counted(n: number, sv: string, en: string): Words[] {
  return n === 0
    ? []
    : [{ sv: `${n} ${n === 1 ? 'post' : 'poster'} ${sv}`, en: `${n} ${n === 1 ? 'record' : 'records'} ${en}` }];
}
