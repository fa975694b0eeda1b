import { norrbotten, vasternorrland } from '../../sources.ts';
import { dayOf } from '../calendar.ts';
import { textAttachment } from '../content/attachments.ts';
import { carePlan, padl } from '../content/care.ts';
import { snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { prescribe } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured, smoking } from '../content/observation.ts';
import { acute, chronic } from '../story.ts';
import { daysFrom, later, type Script, unitOf } from './script.ts';

const laxtrappan = unitOf(norrbotten, 'DEMOHC4');
const medicin = unitOf(norrbotten, 'DEMOMED');
const sundsvall = unitOf(vasternorrland, 'DEMOMED');
const lungs = snomed('51185008', 'Thorax');

/** COPD, lung cancer, palliative care at home; he died on the second of March 2026. */
export const verner: Script = {
  scenes: () => [
    sundsvall.ward(
      '2017-02-06',
      'Försämrad KOL',
      [...acute('J44.1'), chronic('J44.9')],
      [
        note(
          'int',
          'Intagningsanteckning',
          'Andnöd och missfärgade upphostningar i fem dagar. Saturation 88 % på luft. Inhalationer, kortison och antibiotika.',
        ),
        laboratory('KOL', { crp: 64, leukocytes: 13.1, haemoglobin: 158 }),
        later(4, note('epi', 'Epikris', 'KOL-exacerbation, fyra vårddygn. Rökstopp. Flyttar till Haparanda i vår.')),
      ],
      { nights: 4 },
    ),
    ...daysFrom('2018-05-15', 364, dayOf('2025-06-30')).map((on, index) =>
      laxtrappan.visit(
        on,
        'Årskontroll KOL',
        [chronic('J44.9')],
        [
          measured({ weight: 78 - index * 1.6, saturation: 94 - Math.floor(index / 3) }),
          note(
            on < '2019' ? 'ova' : 'bes',
            'Årskontroll KOL',
            `Spirometri FEV1 ${58 - index * 3} % av förväntat. CAT ${14 + index}. ${index > 4 ? 'Går ned i vikt.' : 'Inga försämringar i år.'}`,
          ),
          ...(index === 0
            ? [
                smoking('former', 'Slutade 2017, 50 paketår.'),
                prescribe(
                  'budesonid',
                  { by: 'product', drug: drugs.budesonidFormoterol },
                  {
                    instruction: '1 inhalation morgon och kväll',
                    short: '1x2',
                    unit: 'dos',
                    set: { form: 'frequency', dose: 1, times: 2, per: 'dygn' },
                  },
                  { reason: 'KOL' },
                ),
              ]
            : []),
        ],
      ),
    ),
    medicin.visit(
      '2025-08-19',
      'Utredning enligt standardiserat vårdförlopp, viktnedgång',
      [...acute('C34.9'), chronic('J44.9')],
      [
        imaging({
          examination: 'DT thorax och buk',
          modality: 'Datortomografi',
          bodyPart: lungs,
          question: 'Malignitet?',
          anamnesis: 'Viktnedgång åtta kilo, blodig upphostning.',
          statement:
            'Fem centimeter stor tumör i höger ovanlob med överväxt mot mediastinum. Förstorade lymfkörtlar bilateralt. Multipla levermetastaser.',
          images: 420,
          dose: 620_000,
          contrast: 'Jodkontrast intravenöst 80 ml',
        }),
        laboratory('Utredning', { haemoglobin: 112, crp: 41, albumin: 29, creatinine: 92, alat: 1.9, sodium: 129 }),
        note(
          'utr',
          'Utredningsanteckning',
          'Misstänkt spridd lungcancer. Patienten är informerad tillsammans med hustrun. Önskar inte cytostatika. Multidisciplinär konferens: palliativ inriktning.',
        ),
      ],
    ),
    laxtrappan.visit(
      '2025-09-16',
      'Brytpunktssamtal i hemmet',
      [...acute('C34.9'), chronic('J44.9')],
      [
        note(
          'sam',
          'Brytpunktssamtal',
          'Patient, hustru, distriktsläkare och sjuksköterska. Patienten vill vara hemma. Lindrande behandling, trygghetsläkemedel i hemmet, palliativt team kopplas in.',
        ),
        carePlan(
          'SIP',
          'Samordnad individuell plan, palliativ vård i hemmet',
          textAttachment(
            'Samordnad individuell plan\nVad är viktigt för mig: att få vara hemma och se älven.\nAnsvarig läkare: distriktsläkare Laxtrappans hälsocentral.\nDygnet runt: hemsjukvården.',
          ),
        ),
        prescribe(
          'morfin',
          { by: 'product', drug: drugs.morfin },
          {
            instruction: '2,5–5 mg under huden vid behov, högst var fjärde timme',
            unit: 'mg',
            asNeeded: {
              when: 'vid smärta eller andnöd',
              regimen: { form: 'period', dose: [2.5, 5], every: 4, unit: 'timme' },
            },
            maximum: { form: 'frequency', dose: 30, times: 1, per: 'dygn' },
          },
          { reason: 'Lindring i livets slutskede' },
        ),
        prescribe(
          'fentanyl',
          { by: 'product', drug: drugs.fentanyl },
          {
            instruction: '1 plåster var tredje dygn',
            unit: 'plåster',
            set: { form: 'period', dose: 1, every: 3, unit: 'dygn' },
          },
          { reason: 'Cancersmärta' },
        ),
        padl(
          [
            ['Förflyttning', 'Går mellan säng och fåtölj med stöd.'],
            ['Personlig hygien', 'Tvättas i sängen.'],
          ],
          'Försämras vecka för vecka.',
        ),
      ],
    ),
    laxtrappan.nurse('2026-02-24', 'Hembesök, palliativa teamet', acute('C34.9'), [
      note(
        'bes',
        'Hembesök',
        'Sover mest. Smärtfri. Hustrun orkar, avlastning av sonen. Trygghetsordinationer på plats.',
      ),
    ]),
    laxtrappan.visit('2026-03-02', 'Dödsfall i hemmet', acute('C34.9'), [
      note(
        'slu',
        'Dödsfall',
        'Patienten avled stilla i hemmet klockan 05.40 den 2 mars 2026 i närvaro av hustru och son. Förväntat dödsfall, lungcancer. Dödsbevis utfärdat. Efterlevandesamtal planeras.',
      ),
    ]),
  ],
  warnings: [
    {
      source: norrbotten,
      unit: 'DEMOHC4',
      on: '2025-09-16',
      warning: {
        kind: 'restriction',
        ages: [0, 120],
        weight: 1,
        text: 'Ej hjärt-lungräddning. Palliativ vård i hemmet, sjukhusvård endast på patientens egen önskan.',
      },
    },
  ],
};
