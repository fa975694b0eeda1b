import { snomed } from '../content/code.ts';
import { consultation, ecg, type ImagingReport, imaging } from '../content/examination.ts';
import type { Happening } from '../content/index.ts';
import { icd10 } from '../icd10.ts';
import type { Encounter } from '../life.ts';
import { type Course, codesOf, fitting } from './course.ts';

type Template = Pick<
  ImagingReport,
  'examination' | 'modality' | 'bodyPart' | 'statement' | 'images' | 'dose' | 'contrast'
>;

const chest: Template = {
  examination: 'Röntgen hjärta och lungor',
  modality: 'Röntgen',
  bodyPart: snomed('51185008', 'Thorax'),
  statement:
    'Hjärtat är av normal storlek. Inga förtätningar i lungparenkymet. Ingen pleuravätska. Ingen pneumothorax.',
  images: 2,
  dose: 86,
};

const examinations: readonly (readonly [RegExp, Template])[] = [
  [
    /^I50/,
    {
      ...chest,
      statement: 'Förstorat hjärta. Vidgade lungkärl och små pleuravätskor bilateralt, förenligt med inkompensation.',
    },
  ],
  [
    /^J1/,
    {
      ...chest,
      statement: 'Förtätning i höger underlob förenlig med pneumoni. Ingen pleuravätska. Hjärtat är av normal storlek.',
    },
  ],
  [/^J44/, chest],
  [
    /^S52/,
    {
      examination: 'Röntgen handled',
      modality: 'Röntgen',
      bodyPart: snomed('8205005', 'Handled'),
      statement: 'Distal radiusfraktur med 15 graders dorsal vinkling. Ingen ledengagerande felställning.',
      images: 3,
      dose: 4,
    },
  ],
  [
    /^S82/,
    {
      examination: 'Röntgen fotled',
      modality: 'Röntgen',
      bodyPart: snomed('344001', 'Fotled'),
      statement: 'Fraktur genom laterala malleolen i nivå med syndesmosen. Lätt vidgad gaffel medialt.',
      images: 3,
      dose: 6,
    },
  ],
  [
    /^S72/,
    {
      examination: 'Röntgen höftled och bäcken',
      modality: 'Röntgen',
      bodyPart: snomed('24136001', 'Höftled'),
      statement: 'Dislocerad collumfraktur. Inga andra skelettskador i bäckenet.',
      images: 4,
      dose: 240,
    },
  ],
  [
    /^M16/,
    {
      examination: 'Röntgen höftled',
      modality: 'Röntgen',
      bodyPart: snomed('24136001', 'Höftled'),
      statement: 'Uttalad artros med upphävd ledspringa superolateralt, subkondral skleros och osteofyter.',
      images: 2,
      dose: 180,
    },
  ],
  [
    /^M17/,
    {
      examination: 'Röntgen knäled, belastad',
      modality: 'Röntgen',
      bodyPart: snomed('49076000', 'Knäled'),
      statement: 'Måttlig sänkning av mediala ledspringan. Små osteofyter. Ingen ledutgjutning.',
      images: 3,
      dose: 12,
    },
  ],
  [
    /^(I63|S06|R51)/,
    {
      examination: 'DT hjärna',
      modality: 'Datortomografi',
      bodyPart: snomed('12738006', 'Hjärna'),
      statement: 'Ingen blödning. Inga tecken till färsk ischemi. Åldersmotsvarande vida likvorrum.',
      images: 164,
      dose: 98_000,
    },
  ],
  [
    /^K80/,
    {
      examination: 'Ultraljud övre buk',
      modality: 'Ultraljud',
      bodyPart: snomed('113345001', 'Buk'),
      statement: 'Flera konkrement i gallblåsan. Gallvägarna är inte vidgade. Levern är utan fokala förändringar.',
      images: 14,
    },
  ],
  [
    /^(N20|R10|K57|C18|K50)/,
    {
      examination: 'DT buk med kontrast',
      modality: 'Datortomografi',
      bodyPart: snomed('113345001', 'Buk'),
      statement:
        'Inga tecken till fri gas eller fri vätska. Njurarna utsöndrar liksidigt. Se preliminärsvar för detaljer.',
      images: 312,
      dose: 410_000,
      contrast: 'Jodkontrast intravenöst 90 ml',
    },
  ],
  [
    /^(M54|G35)/,
    {
      examination: 'MR ländrygg',
      modality: 'Magnetkamera',
      bodyPart: snomed('122496007', 'Ländrygg'),
      statement: 'Degenerativa förändringar L4–L5 med lätt diskbuktning. Ingen nervrotspåverkan.',
      images: 88,
    },
  ],
];

export function examinationsAfter(encounter: Encounter, course: Course): Happening[] {
  if (encounter.scene.kind === 'telephone' || encounter.scene.kind === 'other') return [];
  return [...imagingAfter(encounter, course), ...ecgAfter(encounter, course), ...consultationAfter(encounter, course)];
}

function imagingAfter(encounter: Encounter, { random }: Course): Happening[] {
  const template = codesOf(encounter)
    .map((code) => fitting(examinations, code))
    .find((one) => one !== undefined);
  const likely = encounter.unit.level === 'hospital' ? 0.85 : 0.25;
  if (!template || !random.chance(likely)) return [];
  const content = imaging({
    ...template,
    question: `${encounter.reason}?`,
    anamnesis: `Inkommer med: ${encounter.reason.toLowerCase()}.`,
  });
  const isPreliminary = random.chance(0.15);
  return isPreliminary
    ? [
        { content: { ...content, status: 'preliminary' } },
        { content: { ...content, status: 'supplementary' }, after: 1 },
      ]
    : [{ content }];
}

function ecgAfter(encounter: Encounter, { random }: Course): Happening[] {
  const code = codesOf(encounter).find((one) => /^(I[1-6]|R07)/.test(one));
  if (!code || !random.chance(encounter.unit.level === 'hospital' ? 0.8 : 0.3)) return [];
  const flimmer = codesOf(encounter).some((one) => one.startsWith('I48'));
  const infarct = code.startsWith('I21');
  const rate = random.between(58, flimmer ? 128 : 92);
  const qt = random.between(360, 420);
  return [
    {
      content: ecg({
        question: encounter.reason,
        statement: flimmer
          ? `Förmaksflimmer, frekvens ${rate}. Inga akuta ischemitecken.`
          : infarct
            ? `Sinusrytm, frekvens ${rate}. ST-sänkningar i V4–V6.`
            : `Sinusrytm, frekvens ${rate}. Normala överledningstider. Inga ST-förändringar.`,
        rate,
        ...(!flimmer && { pr: random.between(140, 210) }),
        qt,
        qtCorrected: qt + random.between(8, 40),
        axis: random.between(-20, 70),
        ...(infarct && { st: { V4: -1.5, V5: -2, V6: -1 } }),
        interpretation: [
          flimmer ? 'Atrial fibrillation' : 'Sinus rhythm',
          infarct ? 'ST depression' : 'Otherwise normal ECG',
        ],
      }),
    },
  ];
}

/** Specialists answer those who referred. */
function consultationAfter(encounter: Encounter, { random }: Course): Happening[] {
  const [diagnosis] = encounter.scene.diagnoses;
  if (!diagnosis || encounter.unit.level === 'primary' || encounter.scene.kind === 'inpatient' || !random.chance(0.5))
    return [];
  const name = icd10[diagnosis.code];
  return [
    {
      after: random.between(1, 9),
      content: consultation({
        speciality: encounter.unit.name,
        question: `Tacksam för bedömning. ${encounter.reason}.`,
        answer: `Tack för remissen. Patienten är bedömd vid mottagningen. Diagnos: ${name}. Fortsatt uppföljning enligt journalanteckning; åter till remittenten efter avslutad utredning.`,
        final: random.chance(0.8),
        information: [{ code: diagnosis.code, text: name }],
      }),
    },
  ];
}
