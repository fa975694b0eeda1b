import type { Happening } from '../content/index.ts';
import { type Encounter, outcome } from '../life.ts';
import type { Patient } from '../patient.ts';
import type { Random } from '../random.ts';
import { careAfter } from './care.ts';
import type { Course } from './course.ts';
import { examinationsAfter } from './examinations.ts';
import { laboratoryAfter } from './laboratory.ts';
import { medicationAfter } from './medication.ts';
import { notesAfter } from './notes.ts';
import { vaccinationsAfter } from './vaccinations.ts';

/**
 * What is written down around encounters of which only the reason and the diagnoses are known: notes, samples, drugs,
 * examinations, as such troubles usually bring them. Encounters oldest first.
 */
export function withAftermath(encounters: readonly Encounter[], patient: Patient, random: Random): Encounter[] {
  const course: Course = { patient, random, done: new Set() };
  return encounters.map((encounter) => {
    if (encounter.outcome === outcome.planned || encounter.outcome === outcome.cancelled) return encounter;
    const happenings = [
      ...notesAfter(encounter, course),
      ...laboratoryAfter(encounter, course),
      ...examinationsAfter(encounter, course),
      ...medicationAfter(encounter, course),
      ...vaccinationsAfter(encounter, course),
      ...careAfter(encounter, course),
    ];
    return { ...encounter, happenings: happenings.map((happening) => carelessly(happening, course)) };
  });
}

/** Some are never signed, some may not be shown to the patient yet, a few have no owner. */
function carelessly(happening: Happening, { random }: Course): Happening {
  const chance = random.fraction();
  if (chance < 0.03) return { ...happening, unsigned: true };
  if (chance < 0.06) return { ...happening, withheld: true };
  if (chance > 0.99) return { ...happening, ownerless: true };
  return happening;
}
