import { norrbotten, vasterbotten } from '../../sources.ts';
import { drugs } from '../content/drugs.ts';
import { laboratory } from '../content/laboratory.ts';
import { prescribe, stop } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured } from '../content/observation.ts';
import { acute, chronic } from '../story.ts';
import { type Script, unitOf } from './script.ts';

const isbrytaren = unitOf(norrbotten, 'DEMOHC1');
const psykiatrin = unitOf(norrbotten, 'DEMOPSYK');
const forsnacken = unitOf(vasterbotten, 'DEMOHC1');

/** Somebody whose whereabouts must not be known: the records say that she is protected, and nothing of where she lives. */
export const ylva: Script = {
  scenes: () => [
    forsnacken.visit('2019-09-12', 'Migrän', acute('G43.9'), [
      note(
        'bes',
        'Läkarbesök',
        'Återkommande halvsidig huvudvärk med ljuskänslighet, två gånger i månaden. Neurologi utan anmärkning. Anfallsbehandling.',
      ),
      measured({ systolic: 118, diastolic: 74 }),
    ]),
    forsnacken.visit('2022-03-03', 'Sömnsvårigheter och oro', acute('F41.1'), [
      note(
        'bes',
        'Läkarbesök',
        'Söker för oro och uppvaknanden. Berättar om hot i hemmet. Information om stöd och anmälan. Samtal med kurator samma dag.',
      ),
      prescribe(
        'sertralin',
        { by: 'product', drug: drugs.sertralin },
        {
          instruction: '1 tablett på morgonen',
          short: '1x1',
          unit: 'tablett',
          set: { form: 'frequency', dose: 1, times: 1, per: 'dygn' },
        },
        {
          reason: 'Ångest',
          dispensation: { label: '1 tablett på morgonen mot oro', months: 12, amount: 100, packageUnit: 'st' },
        },
      ),
    ]),
    isbrytaren.visit('2022-11-15', 'Nybesök, flyttat', acute('F41.1'), [
      note(
        'bes',
        'Nybesök',
        'Patienten har sekretessmarkering. Kallelser sänds via Skatteverkets förmedlingsuppdrag; inga adressuppgifter, arbetsplats eller barnens skola antecknas i journalen.\n\nBedömning\nÅngest, väl behandlad. Fortsatt sertralin.',
      ),
      laboratory('Trötthet', { haemoglobin: 128, tsh: 1.9, ferritin: 42 }),
      prescribe(
        'sertralin',
        { by: 'product', drug: drugs.sertralin },
        {
          instruction: '1 tablett på morgonen',
          short: '1x1',
          unit: 'tablett',
          set: { form: 'frequency', dose: 1, times: 1, per: 'dygn' },
        },
        {
          reason: 'Ångest',
          dispensation: { label: '1 tablett på morgonen mot oro', months: 12, amount: 100, packageUnit: 'st' },
        },
      ),
    ]),
    psykiatrin.visit(
      '2023-02-21',
      'Bedömning posttraumatisk stress',
      [chronic('F33.1')],
      [
        {
          content: note(
            'utr',
            'Psykiatrisk bedömning',
            'Strukturerad bedömning. Återkommande depressiva besvär och traumarelaterade symtom. Rekommenderas traumafokuserad terapi, tolv gånger.',
          ),
          withheld: true,
        },
      ],
    ),
    isbrytaren.visit(
      '2024-05-07',
      'Uppföljning',
      [chronic('F33.1')],
      [
        stop('sertralin', 'Behandlingen avslutad enligt plan'),
        note('bes', 'Läkarbesök', 'Terapi avslutad, mår bra. Sertralin trappas ut. Vet vart hon kan vända sig.'),
      ],
    ),
    isbrytaren.visit('2026-09-29', 'Migrän, receptförnyelse', acute('G43.9'), [
      note('bes', 'Läkarbesök', 'Migrän en gång i månaden, god effekt av anfallsbehandling. Recept förnyas.'),
      measured({ systolic: 122, diastolic: 76, weight: 66 }),
    ]),
  ],
  warnings: [
    {
      source: norrbotten,
      unit: 'DEMOHC1',
      on: '2022-11-15',
      warning: {
        kind: 'unstructured',
        ages: [0, 120],
        weight: 1,
        heading: 'Sekretessmarkering',
        text: 'Personuppgifter lämnas aldrig ut. Kontakta chefen vid förfrågningar.',
      },
    },
  ],
};
