import type { ShownRotation } from '../../../faces/portal-api/shapes/certificates.ts';
import { counted } from '../../texts/counted.ts';

const sv = {
  title: 'Vad skulle sluta gå?',
  of: 'Certifikat, utfärdare eller dag',
  ofText:
    'Serienummer eller fingeravtryck för ett certifikat som skulle spärras, namnet på en utfärdare som inte längre skulle gälla, eller en dag (ÅÅÅÅ-MM-DD): allt som går ut till och med den.',
  ask: 'Visa',
  person: 'Det ser ut som ett personnummer. Sådana skrivs inte här.',
  unknown: (of: string) => `Inget certifikat och ingen utfärdare är känd här som ”${of}”.`,
  nothing: 'Inget går ut till och med den dagen.',
  calls: (n: number) => `${counted(n, 'anrop', 'anrop')} om dagen skulle sluta gå`,
  span: (days: number) =>
    days === 0
      ? '(hittills i dag).'
      : `(i medeltal ${days === 1 ? 'det senaste hela dygnet' : `de senaste ${days} hela dygnen`}).`,
  persons: (n: number) => `${counted(n, 'person', 'personer')} skulle inte kunna logga in med sitt kort.`,
  ending: 'Skulle inte längre gälla',
  daily: 'Anrop om dagen',
  another: 'Har visat ett annat som gäller',
  yes: 'Ja',
  no: 'Nej',
  more: (sources: number, contracts: number) =>
    `${counted(sources, 'källa', 'källor')}, ${counted(contracts, 'kontrakt', 'kontrakt')}`,
  careUnits: 'Vårdenheter som läser',
  rotations: 'Vem använder det gamla än?',
  rotationsText: 'System som visat mer än ett certifikat de senaste 90 dagarna. Det nyaste står först.',
  noRotations: 'Inget system har visat mer än ett.',
  system: 'System',
  standing: 'Läge',
  standings: {
    'old-only': 'Använder det gamla, fast ett nyare är känt',
    both: 'Använder både gammalt och nytt',
    moved: 'Har bytt',
  } satisfies Record<ShownRotation['standing'], string> as Record<ShownRotation['standing'], string>,
  certificates: 'Certifikat',
  use: (until: string, lastSeen: string, calls: number | undefined) =>
    `gäller till ${until}, senast använt ${lastSeen}${calls === undefined ? '' : `, ${calls} anrop om dagen`}`,
};

export const impactTexts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'What would stop?',
    of: 'Certificate, issuer or day',
    ofText:
      'Serial number or fingerprint of a certificate that would be revoked, the name of an issuer that would be distrusted, or a day (YYYY-MM-DD): all that ends by then.',
    ask: 'Show',
    person: 'That looks like a personal number. None is written here.',
    unknown: (of) => `No certificate and no issuer is known here as “${of}”.`,
    nothing: 'Nothing ends by then.',
    calls: (n) => `${counted(n, 'call', 'calls')} a day would stop`,
    span: (days) =>
      days === 0 ? '(so far today).' : `(mean of the last ${days === 1 ? 'whole day' : `${days} whole days`}).`,
    persons: (n) => `${counted(n, 'person', 'persons')} could not sign in by card.`,
    ending: 'Would no longer hold',
    daily: 'Calls a day',
    another: 'Has shown another that is good',
    yes: 'Yes',
    no: 'No',
    more: (sources, contracts) =>
      `${counted(sources, 'source', 'sources')}, ${counted(contracts, 'contract', 'contracts')}`,
    careUnits: 'Care units that read',
    rotations: 'Who still uses the old one?',
    rotationsText: 'Systems that have shown more than one certificate in the last 90 days. The newest stands first.',
    noRotations: 'No system has shown more than one.',
    system: 'System',
    standing: 'Standing',
    standings: {
      'old-only': 'Uses the old one, though a newer is known',
      both: 'Uses both old and new',
      moved: 'Has changed',
    },
    certificates: 'Certificates',
    use: (until, lastSeen, calls) =>
      `valid until ${until}, last used ${lastSeen}${calls === undefined ? '' : `, ${calls} calls a day`}`,
  },
};
