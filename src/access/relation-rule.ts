import type { Locality } from './decision.ts';
import type { Circumstances } from './gatekeeper.ts';

/** On what a reading rests as to the patient's being in the reader's care. */
export type Footing = 'asked-elsewhere' | 'current' | 'certificate' | 'stated-need' | 'none' | 'unknown';

/**
 * Whether the relation opens information at that distance, and how (PDL 4:1, SVOD 3:1).
 * - One that has ended will do for a certificate on earlier care, with consent or for a child, never in an emergency.
 * - Without one, another stated work need may open what the own care provider holds, where that provider lets it.
 */
export function footingAt(circumstances: Circumstances, locality: Locality): Footing {
  const { reader, relation, statedNeed, ownDataWithoutRelation } = circumstances;
  if (reader.gate !== 'bridge') return 'asked-elsewhere';
  if (!relation?.known) return 'unknown';
  if (relation.value.state === 'current') return 'current';
  if (relation.value.state === 'ended' && allowsCertificate(circumstances, locality)) return 'certificate';
  const mayState = locality !== 'other-provider' && ownDataWithoutRelation;
  return mayState && statedNeed?.trim() ? 'stated-need' : 'none';
}

function allowsCertificate({ reader, forCertificate, consent }: Circumstances, locality: Locality): boolean {
  if (!forCertificate || reader.socialCare) return false;
  if (locality !== 'other-provider' || !consent?.known) return true;
  return consent.value.state !== 'emergency' && consent.value.state !== 'incapable';
}
