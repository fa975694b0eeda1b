import type { ErrorTable } from './catalogue-entry.ts';

/** What a record system did; see sources/ and bus/. */
export const sourceErrors = {
  SOURCE_TIMEOUT: {
    kind: 'timeout',
    sv: 'Journalsystemet svarade inte i tid.',
    en: 'The record system did not answer in time.',
    remedy: 'Try again later; the operator sees the source under operations.',
  },
  SOURCE_UNREACHABLE: {
    kind: 'upstream',
    sv: 'Journalsystemet kan inte nås.',
    en: 'The record system cannot be reached.',
    remedy: 'Check network, address and certificates towards the source.',
  },
  SOURCE_BUSY: {
    kind: 'overloaded',
    sv: 'Journalsystemet har för många frågor i kö just nu.',
    en: 'Too many queries wait for the record system just now.',
    remedy: 'Try again in a few seconds.',
  },
  SOURCE_REFUSED: {
    kind: 'upstream',
    sv: 'Journalsystemet nekade eller avbröt frågan.',
    en: 'The record system refused or failed the query.',
    remedy: 'The text from the source says why; contact its administrator.',
  },
  SOURCE_BAD_DATA: {
    kind: 'upstream',
    sv: 'Journalsystemets svar kan inte tolkas.',
    en: 'The answer of the record system cannot be interpreted.',
    remedy: 'The source answers against its contract; report it to its vendor.',
  },
} as const satisfies ErrorTable;
