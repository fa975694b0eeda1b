import { failed, passed, type SystemCheck } from '../check.ts';
import { insteadOf } from '../said.ts';

/** Address, handshake and certificate of the system. */
export const reached: SystemCheck = {
  id: 'reached',
  title: { sv: 'Systemet nås över ömsesidig TLS', en: 'The system is reached over mutual TLS' },
  why: {
    sv: 'Utan handskakning med båda parters certifikat går inget anrop fram.',
    en: 'Without a handshake with both sides’ certificates no call gets through.',
  },
  mend: {
    sv: 'Kontrollera adressen, att servercertifikatet gäller för värdnamnet, att --ca är dess utfärdare och att systemet litar på utfärdaren av --cert.',
    en: 'See to the address, that the server’s certificate is for the host name, that --ca is its issuer, and that the system trusts the issuer of --cert.',
  },
  attempt: ({ conversations }) => {
    const [first] = conversations;
    const silent = conversations.every(({ plain }) => plain.kind === 'silent' && !plain.isLate);
    return first && silent ? failed(insteadOf(first.plain, 'ett svar', 'an answer')) : passed;
  },
};
