import type { CouncilSource } from '../../sources.ts';
import { type Day, dayOf } from '../calendar.ts';
import type { CareUnit, Professional } from '../care-units.ts';
import type { Content, Happening } from '../content/index.ts';
import { type Encounter, outcome } from '../life.ts';
import { createRandom } from '../random.ts';
import type { ContactKind, StoryDiagnosis } from '../story.ts';
import type { Warning } from '../warnings.ts';

/** A contact of a written story: its day is fixed, not drawn. */
export interface ScriptedScene {
  readonly source: CouncilSource;
  /** The end of the unit's HSA-id, e.g. `DEMOHC1`. */
  readonly unit: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly kind: ContactKind;
  readonly reason: string;
  readonly diagnoses: readonly StoryDiagnosis[];
  readonly happenings: readonly Happening[];
  readonly nights?: number;
  /** Title of the one who answers for it; a physician unless said. */
  readonly by?: RegExp;
  readonly cancelled?: true;
}

export interface ScriptedWarning {
  readonly source: CouncilSource;
  readonly unit: string;
  readonly on: string;
  readonly warning: Warning;
}

/** A person's story at all councils. Days to come are bookings. */
export interface Script {
  scenes(today: Day): readonly ScriptedScene[];
  readonly warnings?: readonly ScriptedWarning[];
}

type Told = Content | Happening;
type More = Pick<ScriptedScene, 'nights' | 'by' | 'cancelled'>;

/** The small language of the scripts: contacts at one unit. */
export function unitOf(source: CouncilSource, unit: string) {
  const at =
    (kind: ContactKind, usually?: RegExp) =>
    (
      on: string,
      reason: string,
      diagnoses: readonly StoryDiagnosis[],
      told: readonly Told[] = [],
      more: More = {},
    ): ScriptedScene => ({
      source,
      unit,
      on,
      kind,
      reason,
      diagnoses,
      happenings: told.map((one) => ('content' in one ? one : { content: one })),
      ...(usually && { by: usually }),
      ...more,
    });
  return {
    visit: at('visit'),
    nurse: at('visit', /sköterska|barnmorska/i),
    call: at('telephone', /sköterska|barnmorska/i),
    ward: at('inpatient'),
    day: at('day-care'),
    letter: at('other'),
  };
}

export const later = (after: number, content: Content, more: Omit<Happening, 'content' | 'after'> = {}): Happening => ({
  content,
  after,
  ...more,
});

/** The days `from`, `from + step` … up to the last, `YYYY-MM-DD`. */
export function daysFrom(from: string, step: number, last: Day): string[] {
  const days: string[] = [];
  for (let day = dayOf(from); day <= last; day += step) days.push(isoDay(day));
  return days;
}

export function isoDay(day: Day): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Throws when the directory lacks it. */
export function unitNamed(units: readonly CareUnit[], name: string): CareUnit {
  const unit = units.find(({ hsaId }) => hsaId.endsWith(`-${name}`));
  if (!unit) throw new Error(`The directory has no care unit ${name}.`);
  return unit;
}

/** A scripted contact as it goes on a day. */
export function encounterOf(scene: ScriptedScene, units: readonly CareUnit[], today: Day): Encounter {
  const unit = unitNamed(units, scene.unit);
  const day = dayOf(scene.on);
  const nights = scene.nights ?? 0;
  const minute = scene.kind === 'inpatient' ? 15 * 60 + 20 : createRandom(scene.unit, scene.on).between(32, 62) * 15;
  const result = outcomeOn(scene, day, day + nights, today);
  return {
    scene: { kind: scene.kind, level: unit.level, reasons: [scene.reason], diagnoses: scene.diagnoses },
    reason: scene.reason,
    day,
    minute,
    lastDay: result === outcome.finished ? day + nights : undefined,
    outcome: result,
    unit,
    author: authorAt(unit, scene.by ?? /läkare/i),
    happenings: scene.happenings,
  };
}

function outcomeOn(scene: ScriptedScene, day: Day, end: Day, today: Day): Encounter['outcome'] {
  if (scene.cancelled) return outcome.cancelled;
  if (day >= today) return outcome.planned;
  return end >= today ? outcome.ongoing : outcome.finished;
}

function authorAt({ professionals }: CareUnit, title: RegExp): Professional {
  const author = professionals.find((one) => title.test(one.title)) ?? professionals[0];
  if (!author) throw new Error('A unit without people');
  return author;
}
