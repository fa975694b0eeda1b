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
