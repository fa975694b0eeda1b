import type { Happening } from '../content/index.ts';
import { type AnalysisName, analyses, laboratory } from '../content/laboratory.ts';
import type { Encounter } from '../life.ts';
import type { Random } from '../random.ts';
import { type Course, codesOf, fitting } from './course.ts';

/** What is sampled, and between which values it lies when somebody has the trouble. */
type Panel = Partial<Readonly<Record<AnalysisName, readonly [low: number, high: number]>>>;

const panels: readonly (readonly [RegExp, Panel])[] = [
  [
    /^E1[01]/,
    {
      hba1c: [44, 82],
      glucose: [6.4, 13.8],
      creatinine: [62, 128],
      egfr: [48, 90],
      ldl: [1.6, 4.6],
      urineAlbumin: [0.6, 9],
    },
  ],
  [
    /^I50/,
    {
      ntProBnp: [420, 4800],
      creatinine: [78, 164],
      potassium: [3.4, 5.1],
      sodium: [132, 143],
      haemoglobin: [108, 152],
    },
  ],
  [/^I48/, { inr: [1.8, 3.2], potassium: [3.6, 4.7], creatinine: [66, 120], tsh: [0.5, 4.6] }],
  [/^(I2|R07)/, { troponin: [4, 320], crp: [1, 22], creatinine: [60, 110], potassium: [3.5, 4.6], ldl: [1.4, 4.8] }],
  [/^(I10|E78)/, { creatinine: [58, 108], potassium: [3.5, 4.5], sodium: [136, 144], ldl: [1.8, 4.9] }],
  [/^I63/, { glucose: [5, 9.4], ldl: [1.9, 4.9], inr: [0.9, 1.2], haemoglobin: [118, 160] }],
  [
    /^N18/,
    { creatinine: [128, 240], egfr: [24, 52], potassium: [3.9, 5.4], haemoglobin: [98, 134], urineAlbumin: [2, 60] },
  ],
  [
    /^(J1|J44\.1|A0|A4|K35|K57)/,
    { crp: [24, 240], leukocytes: [8.2, 19], haemoglobin: [112, 158], creatinine: [58, 118] },
  ],
  [/^(J|B)/, { crp: [1, 48] }],
  [/^(K50|M0)/, { crp: [2, 64], haemoglobin: [98, 142], albumin: [29, 42], platelets: [210, 520] }],
  [/^K/, { crp: [1, 60], alat: [0.3, 2.6], leukocytes: [5, 13] }],
  [/^D50/, { haemoglobin: [78, 112], ferritin: [3, 14] }],
  [/^E03/, { tsh: [0.6, 12] }],
  [/^(C61|N40)/, { psa: [1.2, 16] }],
  [
    /^C/,
    { haemoglobin: [102, 140], leukocytes: [2.4, 9], platelets: [120, 380], alat: [0.3, 1.6], creatinine: [55, 110] },
  ],
  [/^F(03|32|33|41)|^G30/, { tsh: [0.6, 4.8], haemoglobin: [116, 150], sodium: [134, 143] }],
  [/^O|^Z34/, { haemoglobin: [104, 136], ferritin: [8, 60], glucose: [4.4, 9.2] }],
];

export function laboratoryAfter(encounter: Encounter, { random }: Course): Happening[] {
  const panel = codesOf(encounter)
    .map((code) => fitting(panels, code))
    .find((one) => one !== undefined);
  if (!panel || encounter.scene.kind === 'telephone' || random.chance(0.2)) return [];
  const report = (after: number): Happening => ({
    content: laboratory(`Frågeställning: ${encounter.reason.toLowerCase()}`, sampled(panel, random)),
    after,
  });
  const nights = encounter.lastDay === undefined ? 0 : encounter.lastDay - encounter.day;
  return nights > 2 ? [report(0), report(2)] : [report(encounter.unit.level === 'primary' ? 1 : 0)];
}

function sampled(panel: Panel, random: Random): Partial<Record<AnalysisName, number>> {
  return Object.fromEntries(
    Object.entries(panel).map(([name, [low, high]]) => {
      const { decimals } = analyses[name as AnalysisName];
      return [name, Number((low + random.fraction() * (high - low)).toFixed(decimals))];
    }),
  );
}
