import { toRivtaTime } from '../codes/index.ts';

const grownUp = 18;

/**
 * Under eighteen on the Swedish day of the instant, as far as the birth date tells (ISO 8601, perhaps only in part); where
 * it does not, who meets the patient knows.
 */
export function mayBeChild(birthDate: string | undefined, at: Date): boolean {
  if (birthDate === undefined) return true;
  const [year = '', month = '12', day = '31'] = birthDate.split('-');
  return toRivtaTime(at.getTime()).slice(0, 8) < `${Number(year) + grownUp}${month}${day}`;
}
