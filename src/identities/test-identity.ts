import type { PatientId } from '../contracts/index.ts';

/**
 * Whether an identity belongs to nobody by construction: the traditional test patient Tolvan Tolvansson and the tax
 * agency's test series (birth numbers 980–981 for births before 1990, 238–239 from 1990). Production refuses them.
 */
export function isTestIdentity({ id }: PatientId): boolean {
  if (id === '191212121212') return true;
  const birthNumber = id.slice(8, 11);
  return Number(id.slice(0, 4)) < 1990
    ? birthNumber === '980' || birthNumber === '981'
    : birthNumber === '238' || birthNumber === '239';
}
