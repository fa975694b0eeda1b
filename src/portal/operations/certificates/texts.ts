import type { Rung, ShownCertificate } from '../../../faces/portal-api/shapes/certificates.ts';
import { counted } from '../../texts/counted.ts';

const sv = {
  title: 'Certifikat',
  text: 'Certifikat och spärrlistor som något vilar på, det som går ut först överst. Andras är de som visats de senaste 90 dagarna.',
  calm: 'Inget går ut inom 90 dagar.',
  rung: (rung: Rung) =>
    rung === 'ended'
      ? 'Har gått ut'
      : rung === 'later'
        ? 'Senare'
        : rung === 1
          ? 'Inom ett dygn'
          : `Inom ${rung} dagar`,
  caption: (rung: string) => `Certifikat: ${rung}`,
  certificate: 'Certifikat',
  use: 'Vad det är',
  until: 'Gäller till',
  stops: 'Slutar gå',
  missing: 'saknas eller går inte att lita på',
  uses: {
    server: 'Bryggans, mot dem som anropar',
    outgoing: 'Bryggans, mot journalsystemen',
    'outgoing-ca': 'Utfärdare som bryggan litar på hos journalsystemen',
    root: 'Rot',
    issuer: 'Utfärdare av dem som anropar',
    'revocation-list': 'Spärrlista',
    caller: 'Anropande system',
    source: 'Journalsystem',
  } satisfies Record<ShownCertificate['use'], string> as Record<ShownCertificate['use'], string>,
  serial: 'Serienummer',
  nothing: 'Inget som är avtalat eller setts',
  summary: (callers: number, sources: number, contracts: number) =>
    `${callers} anropande system, ${counted(sources, 'källa', 'källor')}, ${contracts} kontrakt`,
  personsStop: (n: number) => `${counted(n, 'persons', 'personers')} inloggning med kort`,
  callers: 'Anropande system',
  sources: 'Källor',
  contracts: 'Kontrakt',
  persons: 'Personers kort',
  personsText: 'Kort som visats vid inloggning de senaste 90 dagarna. De räknas, vems de är sparas inte här.',
  when: 'Går ut',
  count: 'Antal',
  noPersons: 'Inga kort har visats.',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Certificates',
    text: 'Certificates and revocation lists that something rests on, soonest end first. Others’ are those shown in the last 90 days.',
    calm: 'Nothing ends within 90 days.',
    rung: (rung) =>
      rung === 'ended' ? 'Has ended' : rung === 'later' ? 'Later' : rung === 1 ? 'Within a day' : `Within ${rung} days`,
    caption: (rung) => `Certificates: ${rung}`,
    certificate: 'Certificate',
    use: 'What it is',
    until: 'Valid until',
    stops: 'What stops',
    missing: 'missing, or cannot be trusted',
    uses: {
      server: 'The bridge’s, towards callers',
      outgoing: 'The bridge’s, towards record systems',
      'outgoing-ca': 'Issuer that the bridge trusts at record systems',
      root: 'Root',
      issuer: 'Issuer of callers',
      'revocation-list': 'Revocation list',
      caller: 'Calling system',
      source: 'Record system',
    },
    serial: 'Serial number',
    nothing: 'Nothing that is agreed or has been seen',
    summary: (callers, sources, contracts) =>
      `${counted(callers, 'calling system', 'calling systems')}, ${counted(sources, 'source', 'sources')}, ${counted(contracts, 'contract', 'contracts')}`,
    personsStop: (n) => `the sign-in of ${counted(n, 'person', 'persons')} by card`,
    callers: 'Calling systems',
    sources: 'Sources',
    contracts: 'Contracts',
    persons: 'Persons’ cards',
    personsText: 'Cards shown at the sign-in in the last 90 days. They are counted; whose they are is not kept here.',
    when: 'End',
    count: 'Number',
    noPersons: 'No cards have been shown.',
  },
};
