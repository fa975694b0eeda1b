import { dateText } from '../calendar.ts';
import type { Happening } from '../content/index.ts';
import { type VaccineName, vaccinate } from '../content/vaccination.ts';
import type { Encounter } from '../life.ts';
import { ageOn } from '../patient.ts';
import { type Course, first } from './course.ts';

/** Influenza each autumn for the old, when they come by; ticks make people ask in spring. */
export function vaccinationsAfter(encounter: Encounter, course: Course): Happening[] {
  if (encounter.unit.level !== 'primary' || encounter.scene.kind !== 'visit') return [];
  const month = Number(dateText(encounter.day).slice(4, 6));
  const year = dateText(encounter.day).slice(0, 4);
  const age = ageOn(course.patient, encounter.day);
  const given = (vaccine: VaccineName, program?: string): Happening => ({
    content: vaccinate([{ vaccine, site: 'Vänster överarm' }], program === undefined ? {} : { program }),
    by: /sköterska/i,
  });
  if (month >= 10 && age >= 65 && first(course, `influenza ${year}`))
    return [given('influenza', 'Säsongsinfluensa'), ...(Number(year) >= 2021 ? [given('covid', 'Covid-19')] : [])];
  if (month >= 3 && month <= 6 && age >= 3 && course.random.chance(0.08) && first(course, `tbe ${year}`))
    return [given('tbe')];
  return [];
}
