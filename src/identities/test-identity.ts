import type { PatientId } from '../contracts/index.ts';
import { identityKinds } from './kinds.ts';

/** The traditional test patient Tolvan Tolvansson, and coordination numbers published as examples. */
const published = new Set(['191212121212', '196109732393', '197010632391']);

/**
 * Whether an identity belongs to nobody by construction: published test identities and the tax agency's test series of
 * personal numbers (birth numbers 980–981 for births before 1990, 238–239 from 1990). Production refuses them.
 */
export function isTestIdentity({ id, type }: PatientId): boolean {
  if (published.has(id)) return true;
  if (type !== identityKinds.personalNumber) return false;
  const birthNumber = id.slice(8, 11);
  return Number(id.slice(0, 4)) < 1990
    ? birthNumber === '980' || birthNumber === '981'
    : birthNumber === '238' || birthNumber === '239';
}
