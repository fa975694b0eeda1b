import type { ShownRevocationSource } from '../../../faces/portal-api/shapes/certificates.ts';

type Kind = ShownRevocationSource['kind'];

const sv = {
  title: 'Besked om spärrade certifikat',
  text: 'Listor och svarstjänster som säger vilka certifikat som är spärrade. Larm ges när halva den högsta åldern har passerats.',
  source: 'Utfärdare och källa',
  kinds: { file: 'Lista på disk', address: 'Lista som hämtas', responder: 'Svarstjänst (OCSP)' } satisfies Record<
    Kind,
    string
  > as Record<Kind, string>,
  nobody: 'Ingen utfärdare',
  age: 'Ålder',
  aged: (age: number | undefined, most: number | undefined) =>
    age === undefined ? 'inget har kommit' : `${span(age)}${most === undefined ? '' : ` av högst ${span(most)}`}`,
  nextUpdate: 'Nästa utlovas',
  failure: 'Senaste felet',
  noFailure: 'Inget',
  none: 'Inget är inställt.',
};

export const revocationTexts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Word about revoked certificates',
    text: 'Lists and responders that say which certificates are revoked. An alert starts when half of the greatest age is gone.',
    source: 'Issuer and source',
    kinds: { file: 'List on disk', address: 'List that is fetched', responder: 'Responder (OCSP)' },
    nobody: 'No issuer',
    age: 'Age',
    aged: (age, most) =>
      age === undefined ? 'nothing has come' : `${span(age)}${most === undefined ? '' : ` of ${span(most)} at most`}`,
    nextUpdate: 'Next is promised',
    failure: 'Latest failure',
    noFailure: 'None',
    none: 'Nothing is configured.',
  },
};

/** The same in both languages. */
function span(seconds: number): string {
  return seconds < 7_200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3_600)} h`;
}
