import type { CareUnit, Professional } from './care-units.ts';
import type { Random } from './random.ts';
import type { Scene } from './story.ts';

interface Place {
  readonly unit: CareUnit;
  readonly author: Professional;
}

/** Which clinic a first letter of ICD-10 leads to; the first that the region has. */
const clinics: readonly (readonly [chapter: RegExp, unit: RegExp])[] = [
  [/^(O|Z3)/, /kvinno|förlossning|mödra|barnmorske/i],
  [/^F/, /psykiatri|beroende/i],
  [/^H[0-5]/, /ögon/i],
  [/^(M|S|Z96)/, /ortoped|rehab/i],
  [/^(C|K[0-9]|N)/, /kirurg|urolog|onkolog/i],
  [/^(E|I|J|G|D|A|B)/, /medicin|hjärt|lung|neuro/i],
];

/**
 * Where a patient goes: always the same health centre, the right clinic for the trouble where the region has one, and
 * usually the same professional there.
 */
export function createPlaces(units: readonly CareUnit[], random: Random): (scene: Scene, age: number) => Place {
  const primary = units.filter((unit) => unit.level === 'primary');
  const hospital = units.filter((unit) => unit.level === 'hospital');
  const own = random.pick(primary.length > 0 ? primary : units);
  const usual = new Map<string, Place>();
  return (scene, age) => {
    const unit =
      scene.level === 'primary' ? own : clinicFor(scene, age, hospital.length > 0 ? hospital : units, random);
    const known = usual.get(unit.hsaId);
    if (known && random.chance(0.7)) return known;
    const place = { unit, author: authorAt(unit, scene, random) };
    usual.set(unit.hsaId, place);
    return place;
  };
}

function clinicFor(scene: Scene, age: number, units: readonly CareUnit[], random: Random): CareUnit {
  const code = scene.diagnoses[0]?.code ?? '';
  const name = age < 16 ? /barn/i : clinics.find(([chapter]) => chapter.test(code))?.[1];
  const fitting = units.filter((unit) => name?.test(unit.name));
  const general = units.filter((unit) => /akut|medicin|kirurg/i.test(unit.name));
  return random.pick([fitting, general, units].find((choice) => choice.length > 0) ?? []);
}

/** Diagnoses are mostly a physician's. */
function authorAt(unit: CareUnit, scene: Scene, random: Random): Professional {
  const physicians = unit.professionals.filter(({ title }) => /läkare/i.test(title));
  const wanted = scene.diagnoses.length > 0 && physicians.length > 0 && random.chance(0.85);
  return random.pick(wanted ? physicians : unit.professionals);
}
