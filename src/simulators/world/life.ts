import type { CouncilSource } from '../sources.ts';
import { type Day, dayOf } from './calendar.ts';
import type { CareUnit, Professional } from './care-units.ts';
import type { Happening } from './content/index.ts';
import { longStories } from './long-stories.ts';
import { ageOn, type Patient } from './patient.ts';
import { createPlaces } from './places.ts';
import type { Random } from './random.ts';
import { shortStories } from './short-stories.ts';
import type { Scene, Story } from './story.ts';

/** How a contact went. Numbered as careContactStatus of GetCareContacts 2. */
export const outcome = { planned: 1, cancelled: 2, ongoing: 3, interrupted: 4, finished: 5 } as const;
type Outcome = (typeof outcome)[keyof typeof outcome];

/** A scene that happened, happens or is booked. */
export interface Encounter {
  readonly scene: Scene;
  readonly reason: string;
  readonly day: Day;
  readonly minute: number;
  /** Last day of an in-patient episode that is over. */
  readonly lastDay: Day | undefined;
  readonly outcome: Outcome;
  readonly unit: CareUnit;
  readonly author: Professional;
  /** What was written down around it. */
  readonly happenings: readonly Happening[];
  /** Not a contact of the register of contacts: something was only written down. */
  readonly loose?: true;
}

interface Setting {
  readonly patient: Patient;
  readonly source: CouncilSource;
  readonly units: readonly CareUnit[];
  readonly today: Day;
  readonly random: Random;
}

const tenYears = 3652;
const bookedAhead = 120;

/**
 * Ten years of a patient's care at one council, oldest first. About as many encounters as `wanted` diagnoses and
 * contacts together need; everything before today is over or ongoing, everything after is planned.
 */
export function liveThrough(setting: Setting, wanted: number): readonly Encounter[] {
  const { random, today } = setting;
  const from = Math.max(dayOf(setting.patient.birthDate), today - tenYears);
  const fits = (story: Story, day: Day): boolean => {
    const age = ageOn(setting.patient, day);
    return age >= story.ages[0] && age <= story.ages[1] && (!story.sex || story.sex === setting.patient.sex);
  };
  const scheduled: Scheduled[] = [];
  const told = new Set<string>();
  const tell = (stories: readonly Story[]): void => {
    const start = random.between(from, today - 1);
    const suitable = stories.filter((story) => fits(story, start) && !told.has(story.name));
    if (suitable.length === 0) return;
    const story = random.weighted(suitable);
    // Colds come back; a pregnancy or an illness that lasts is told once.
    if (story.again || story.once.length > 2) told.add(story.name);
    scheduled.push(...schedule(story, start, today + bookedAhead, random));
  };

  for (let long = Math.ceil(wanted / 45); long > 0; long -= 1) tell(longStories);
  for (let tries = 0; recordsIn(scheduled) < wanted && tries < wanted * 4; tries += 1) tell(shortStories);

  const places = createPlaces(setting.units, random);
  return withinLimit(scheduled.toSorted((a, b) => a.day - b.day)).map((one) =>
    encounter(one, places(one.scene, ageOn(setting.patient, one.day)), today, random),
  );
}

interface Scheduled {
  readonly scene: Scene;
  readonly day: Day;
}

function schedule(story: Story, start: Day, end: Day, random: Random): Scheduled[] {
  const scheduled: Scheduled[] = [];
  let day = start;
  for (const scene of story.once) {
    day += jitter(scene.after ?? 0, random);
    scheduled.push({ scene, day });
  }
  while (story.again) {
    day += jitter(story.again.everyDays, random);
    if (day > end) break;
    scheduled.push({ scene: random.pick(story.again.scenes), day });
  }
  return scheduled.filter((one) => one.day <= end).map((one) => ({ ...one, day: onWorkday(one) }));
}

const jitter = (days: number, random: Random): number => Math.round(days * (0.6 + random.fraction() * 0.8));

/** Emergencies come any day; what is booked is booked from Monday to Friday. */
function onWorkday({ scene, day }: Scheduled): Day {
  const weekday = (((day + 4) % 7) + 7) % 7;
  if (scene.kind === 'inpatient') return day;
  return weekday === 0 ? day + 1 : weekday === 6 ? day + 2 : day;
}

const recordsIn = (scheduled: readonly Scheduled[]): number =>
  scheduled.reduce((sum, { scene }) => sum + 1 + scene.diagnoses.length, 0);

/** The newest that fit: no patient has more than this in one record system. */
const recordLimit = 290;

function withinLimit(oldestFirst: readonly Scheduled[]): readonly Scheduled[] {
  let first = 0;
  for (let records = recordsIn(oldestFirst); records > recordLimit; first += 1) {
    records -= 1 + (oldestFirst[first]?.scene.diagnoses.length ?? 0);
  }
  return oldestFirst.slice(first);
}

function encounter(
  { scene, day }: Scheduled,
  place: { readonly unit: CareUnit; readonly author: Professional },
  today: Day,
  random: Random,
): Encounter {
  const nights = scene.nights ? random.between(...scene.nights) : 0;
  const minute = scene.kind === 'inpatient' ? random.between(7 * 60, 21 * 60) : random.between(32, 66) * 15;
  const chance = random.fraction();
  const reason = random.pick(scene.reasons);
  const end = day + nights;
  const result =
    day >= today
      ? outcome.planned
      : end >= today
        ? outcome.ongoing
        : chance < 0.04 && scene.kind !== 'inpatient'
          ? outcome.cancelled
          : chance > 0.99
            ? outcome.interrupted
            : outcome.finished;
  const isOver = result === outcome.finished || result === outcome.interrupted;
  return { scene, reason, day, minute, lastDay: isOver ? end : undefined, outcome: result, ...place, happenings: [] };
}
