import type { ShownPatient } from '../../faces/portal-api/shapes/patient.ts';
import { useTexts } from '../texts/language.tsx';
import { ageAt } from './age.ts';
import { texts } from './texts.ts';

/** In words; at death, of somebody who has died. Undefined where the birth date is not known. */
export function useAge({ birthDate, death }: Pick<ShownPatient, 'birthDate' | 'death'>): string | undefined {
  const text = useTexts(texts);
  if (!birthDate || (death && !death.date)) return undefined;
  return text.ageOf(ageAt(birthDate, death?.date ? new Date(death.date) : new Date()));
}
