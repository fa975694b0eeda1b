import { type ContractCheck, failed, notTried } from '../check.ts';
import { replyWords } from '../said.ts';

/** The whole answer in the time that callers wait. */
export const inTime: ContractCheck = {
  id: 'in-time',
  title: { sv: 'Svaret kommer i tid', en: 'The answer comes in time' },
  why: {
    sv: 'Efter 27 sekunder har nationella plattformar gett upp, och den som vårdar har gett upp långt tidigare.',
    en: 'After 27 seconds national platforms have given up, and those who care for the patient long before.',
  },
  mend: {
    sv: 'Svara på några sekunder: index på patientens identitet, och inga uppslag post för post.',
    en: 'Answer within a few seconds: an index on the patient’s identity, and no look-up record by record.',
  },
  attempt: ({ plain }) => {
    if (plain.kind === 'silent')
      return plain.isLate
        ? failed(replyWords(plain))
        : notTried('Systemet kunde inte nås.', 'The system could not be reached.');
    const { milliseconds } = plain;
    return { outcome: 'passed', noted: { sv: `Det tog ${milliseconds} ms.`, en: `It took ${milliseconds} ms.` } };
  },
};
