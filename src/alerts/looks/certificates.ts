import type { AlertKind } from '../alert.ts';
import type { KnownCertificate } from '../certificates/known.ts';
import type { Look } from './look.ts';

const hourMs = 3_600_000;
/** A list is renewed many times a day, a certificate has to be ordered. Of a short-lived one, half of what it may live. */
const listMs = 6 * hourMs;
const certificateMs = 30 * 24 * hourMs;
/** Nobody has got further with the next one, and somebody is woken. */
const soonMs = 7 * 24 * hourMs;

/** Certificates and revocation lists that are about to end, or have. */
export function certificatesLook(known: () => Promise<readonly KnownCertificate[]>): Look {
  return {
    kinds: ['CertificateEnding', 'CertificateEndingSoon', 'RevocationListEnding'],
    look: async () =>
      (await known()).flatMap(({ use, name, party, until, maxAgeMs }) => {
        const kind = kindOf(use, until.getTime() - Date.now(), maxAgeMs);
        if (!kind) return [];
        return [
          {
            kind,
            subject: [use, party, name].filter(Boolean).join(' '),
            facts: { use, name, until: until.toISOString(), stands: standsOf(until), ...(party && { party }) },
          },
        ];
      }),
  };
}

function kindOf(
  use: KnownCertificate['use'],
  leftMs: number,
  maxAgeMs = Number.POSITIVE_INFINITY,
): AlertKind | undefined {
  if (use === 'revocation-list') return leftMs > Math.min(listMs, maxAgeMs / 2) ? undefined : 'RevocationListEnding';
  if (leftMs <= soonMs) return 'CertificateEndingSoon';
  return leftMs <= certificateMs ? 'CertificateEnding' : undefined;
}

/** A list that nobody can believe has been good until the beginning of time. */
function standsOf(until: Date): 'missing' | 'over' | 'ending' {
  if (until.getTime() === 0) return 'missing';
  return until.getTime() <= Date.now() ? 'over' : 'ending';
}
