import { drugs } from '../content/drugs.ts';
import type { Happening } from '../content/index.ts';
import { type Dosage, type Drug, prescribe, type Regimen } from '../content/medication.ts';
import { icd10 } from '../icd10.ts';
import type { Encounter } from '../life.ts';
import { type Course, first, fitting } from './course.ts';

interface Treatment {
  readonly drug: Drug;
  readonly dosage: Dosage;
  /** Days; what is not given lasts. */
  readonly days?: number;
}

const tablets = (times: number, instruction: string, dose = 1): Dosage => ({
  instruction,
  short: `${dose}x${times}`,
  unit: 'tablett',
  set: { form: 'frequency', dose, times, per: 'dygn' },
});
const inhaled = (times: number, instruction: string): Dosage => ({
  instruction,
  unit: 'dos',
  set: { form: 'frequency', dose: 1, times, per: 'dygn' },
});
const whenNeeded = (instruction: string, unit: string, when: string, regimen: Regimen): Dosage => ({
  instruction,
  unit,
  asNeeded: { when, regimen },
});

const treatments: readonly (readonly [RegExp, readonly Treatment[]])[] = [
  [/^I10/, [{ drug: drugs.enalapril, dosage: tablets(1, '1 tablett på morgonen mot högt blodtryck') }]],
  [
    /^E11/,
    [
      { drug: drugs.metformin, dosage: tablets(2, '1 tablett morgon och kväll till måltid mot diabetes') },
      { drug: drugs.atorvastatin, dosage: tablets(1, '1 tablett till kvällen mot höga blodfetter') },
    ],
  ],
  [
    /^E10/,
    [
      {
        drug: drugs.insulinAspart,
        dosage: {
          instruction: '4–10 E till måltid enligt schema mot diabetes',
          unit: 'E',
          set: { form: 'frequency', dose: [4, 10], times: 3, per: 'dygn' },
        },
      },
    ],
  ],
  [
    /^I50/,
    [
      { drug: drugs.furosemid, dosage: tablets(1, '1 tablett på morgonen, vätskedrivande') },
      { drug: drugs.metoprolol, dosage: tablets(1, '1 depottablett på morgonen mot hjärtsvikt') },
    ],
  ],
  [/^I48/, [{ drug: drugs.apixaban, dosage: tablets(2, '1 tablett morgon och kväll, blodförtunnande') }]],
  [/^I(21|25|63)/, [{ drug: drugs.acetylsalicylsyra, dosage: tablets(1, '1 tablett dagligen, förebygger blodpropp') }]],
  [/^E78/, [{ drug: drugs.atorvastatin, dosage: tablets(1, '1 tablett till kvällen mot höga blodfetter') }]],
  [/^E03/, [{ drug: drugs.levotyroxin, dosage: tablets(1, '1 tablett på morgonen, fastande') }]],
  [
    /^J4[45]/,
    [
      { drug: drugs.budesonidFormoterol, dosage: inhaled(2, '1 inhalation morgon och kväll') },
      {
        drug: drugs.salbutamol,
        dosage: whenNeeded('1–2 inhalationer vid behov', 'dos', 'vid andnöd', {
          form: 'frequency',
          dose: [1, 2],
          times: 4,
          per: 'dygn',
        }),
      },
    ],
  ],
  [/^F(32|33|41)/, [{ drug: drugs.sertralin, dosage: tablets(1, '1 tablett på morgonen mot nedstämdhet') }]],
  [
    /^K21/,
    [
      {
        drug: drugs.omeprazol,
        dosage: { ...tablets(1, '1 kapsel på morgonen i fyra veckor'), unit: 'kapsel' },
        days: 28,
      },
    ],
  ],
  [/^(H66|J03)/, [{ drug: drugs.penicillinV, dosage: tablets(3, '1 tablett 3 gånger dagligen i 7 dagar'), days: 7 }]],
  [/^J1[58]/, [{ drug: drugs.penicillinV, dosage: tablets(3, '2 tabletter 3 gånger dagligen i 7 dagar', 2), days: 7 }]],
  [/^N30/, [{ drug: drugs.pivmecillinam, dosage: tablets(3, '1 tablett 3 gånger dagligen i 3 dagar'), days: 3 }]],
  [/^G30/, [{ drug: drugs.donepezil, dosage: tablets(1, '1 tablett till natten') }]],
  [/^G40/, [{ drug: drugs.levetiracetam, dosage: tablets(2, '1 tablett morgon och kväll mot epilepsi') }]],
  [
    /^M05/,
    [
      {
        drug: drugs.metotrexat,
        dosage: {
          instruction: '4 tabletter en gång i veckan, samma veckodag',
          unit: 'tablett',
          set: { form: 'period', dose: 4, every: 7, unit: 'dygn' },
        },
      },
    ],
  ],
  [/^D50/, [{ drug: drugs.jarn, dosage: tablets(1, '1 tablett dagligen mot järnbrist'), days: 100 }]],
  [
    /^(S[0-9]2|M|N20)/,
    [
      {
        drug: drugs.paracetamol,
        dosage: whenNeeded('2 tabletter vid behov, högst 4 gånger per dygn', 'tablett', 'vid smärta', {
          form: 'frequency',
          dose: 2,
          times: 4,
          per: 'dygn',
        }),
        days: 21,
      },
    ],
  ],
];

/** A lasting treatment is prescribed when its trouble is first met and now and then changed; a cure each time. */
export function medicationAfter(encounter: Encounter, course: Course): Happening[] {
  return encounter.scene.diagnoses.flatMap(({ code }) =>
    (fitting(treatments, code) ?? []).flatMap((treatment) => {
      const { drug, dosage, days } = treatment;
      const isNew = first(course, `drug ${drug.name}`);
      if (days === undefined && !isNew && !course.random.chance(0.12)) return [];
      const content = prescribe(drug.name, { by: 'product', drug }, dosage, {
        reason: icd10[code],
        ...(days !== undefined && { days }),
        ...(!isNew && days === undefined && { note: 'Förnyad ordination efter uppföljning.' }),
        ...(encounter.scene.kind !== 'inpatient' && {
          dispensation: { label: dosage.instruction, months: 12, amount: 98, packageUnit: 'st' },
        }),
      });
      return [{ content, by: /läkare/i }];
    }),
  );
}
