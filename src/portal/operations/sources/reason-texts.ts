import type { FailureReason } from '../../../sources/query.ts';

type ReasonTexts = Readonly<Record<FailureReason, string>>;

/** Why a record system gave nothing, in a few words. */
export const reasonTexts: { readonly sv: ReasonTexts; readonly en: ReasonTexts } = {
  sv: {
    'timed-out': 'svarade inte i tid',
    refused: 'sade nej eller kunde inte svara',
    unreachable: 'gick inte att nå',
    'bad-data': 'svarade med något oläsligt',
    'breaker-open': 'frågades inte, efter många fel',
    busy: 'hade full kö',
    abandoned: 'ingen väntade på svaret',
    'bus-unavailable': 'bryggans kö var inte nåbar',
  },
  en: {
    'timed-out': 'did not answer in time',
    refused: 'said no, or could not answer',
    unreachable: 'could not be reached',
    'bad-data': 'answered with something unreadable',
    'breaker-open': 'was not asked, after many failures',
    busy: 'had a full queue',
    abandoned: 'nobody waited for the answer',
    'bus-unavailable': 'the bridge’s queue was out of reach',
  },
};
