import type { Facts } from './alert.ts';

type Words = Readonly<Record<'sv' | 'en', Readonly<Record<string, string>>>>;

/** What a certificate is to the bridge; its name follows. */
export const uses: Words = {
  sv: {
    server: 'Bryggans servercertifikat',
    outgoing: 'Bryggans certifikat mot journalsystemen',
    'outgoing-ca': 'Utfärdaren av journalsystemens certifikat,',
    root: 'Rotcertifikatet',
    issuer: 'Utfärdarcertifikatet',
    caller: 'Certifikatet hos det anropande systemet',
    source: 'Certifikatet hos journalsystemet',
  },
  en: {
    server: 'The bridge’s server certificate',
    outgoing: 'The bridge’s certificate towards record systems',
    'outgoing-ca': 'The issuer of record systems’ certificates,',
    root: 'The root certificate',
    issuer: 'The issuing certificate',
    caller: 'The certificate of the calling system',
    source: 'The certificate of the record system',
  },
};

/** Why a record system did not answer. */
export const reasons: Words = {
  sv: {
    'timed-out': 'systemet svarade inte i tid',
    refused: 'systemet svarade med ett fel',
    unreachable: 'systemet går inte att nå',
    'bad-data': 'systemet svarade felaktigt',
    'breaker-open': 'bryggan frågar inte för tillfället',
  },
  en: {
    'timed-out': 'the system did not answer in time',
    refused: 'the system answered with an error',
    unreachable: 'the system cannot be reached',
    'bad-data': 'the system answered wrongly',
    'breaker-open': 'the bridge does not ask for the moment',
  },
};

/** How long a revocation list holds. */
export const listStands = {
  sv: (stands: Facts[string] | undefined, instant: string) =>
    stands === 'missing'
      ? 'saknas eller går inte att lita på'
      : `${stands === 'over' ? 'gick ut' : 'gäller till'} ${instant} UTC`,
  en: (stands: Facts[string] | undefined, instant: string) =>
    stands === 'missing'
      ? 'is missing or cannot be trusted'
      : `${stands === 'over' ? 'ended' : 'is valid until'} ${instant} UTC`,
};

/** What care notices of a list that has ended, and of one that will. */
export const listRefuses = {
  now: {
    sv: 'Alla med certifikat från den utfärdaren avvisas: system får inga svar, kort släpper inte in.',
    en: 'Everyone with a certificate of that issuer is refused: systems and cards alike.',
  },
  later: {
    sv: 'När den gått ut avvisas alla med certifikat från den utfärdaren: system får inga svar, kort släpper inte in.',
    en: 'When it has ended, everyone with a certificate of that issuer is refused: systems and cards alike.',
  },
};
