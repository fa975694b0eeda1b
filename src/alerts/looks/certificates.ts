import type { KnownCertificate } from '../certificates/known.ts';
import type { Look } from './look.ts';

const hourMs = 3_600_000;
/** A list is renewed many times a day, a certificate has to be ordered. */
const listMs = 6 * hourMs;
const certificateMs = 30 * 24 * hourMs;

/** Certificates and revocation lists that are about to end, or have. */
export function certificatesLook(known: () => Promise<readonly KnownCertificate[]>): Look {
  return {
    kinds: ['CertificateEnding', 'RevocationListEnding'],
    look: async () =>
      (await known()).flatMap(({ use, name, party, until }) => {
        const isList = use === 'revocation-list';
        if (until.getTime() - Date.now() > (isList ? listMs : certificateMs)) return [];
        return [
          {
            kind: isList ? 'RevocationListEnding' : 'CertificateEnding',
            subject: [use, party, name].filter(Boolean).join(' '),
            facts: { use, name, until: until.toISOString(), ...(party && { party }) },
          },
        ];
      }),
  };
}
