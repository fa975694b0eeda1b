import { failed, passed, type SystemCheck } from '../check.ts';
import { insteadOf } from '../said.ts';

/** Address, handshake and certificate of the system; and where no contract was named, that it answers one at all. */
export const reached: SystemCheck = {
  id: 'reached',
  title: {
    sv: 'Systemet nås och svarar över ömsesidig TLS',
    en: 'The system is reached, and answers, over mutual TLS',
  },
  why: {
    sv: 'Utan handskakning med båda parters certifikat går inget anrop fram.',
    en: 'Without a handshake with both sides’ certificates no call gets through.',
  },
  mend: {
    sv: 'Kontrollera adressen och den logiska adressen (--address), att servercertifikatet gäller för värdnamnet, att --ca är dess utfärdare och att systemet litar på utfärdaren av --cert.',
    en: 'See to the address and the logical address (--address), that the server’s certificate is for the host name, that --ca is its issuer, and that the system trusts the issuer of --cert.',
  },
  attempt: ({ conversations }) => {
    const [first] = conversations;
    const isUnreached = conversations.every(({ plain }) => plain.kind === 'silent' && !plain.isLate);
    const isUnanswered = conversations.every(({ plain, isNamed }) => plain.kind !== 'answer' && !isNamed);
    return first && (isUnreached || isUnanswered) ? failed(insteadOf(first.plain, 'ett svar', 'an answer')) : passed;
  },
};
