import type { FailureReason } from '../../../sources/query.ts';

/** The codes are those of a connection test alone. */
type ReasonTexts = Readonly<Record<FailureReason | 'CERT_REVOKED' | 'CERT_REVOCATION_UNKNOWN', string>>;

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
    CERT_REVOKED: 'dess certifikat är spärrat',
    CERT_REVOCATION_UNKNOWN: 'det går inte att veta om dess certifikat är spärrat',
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
    CERT_REVOKED: 'its certificate is revoked',
    CERT_REVOCATION_UNKNOWN: 'nobody can tell whether its certificate is revoked',
  },
};
