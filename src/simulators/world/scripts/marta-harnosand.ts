import { vasternorrland } from '../../sources.ts';
import { dayOf } from '../calendar.ts';
import { activity } from '../content/care.ts';
import { kva, snomed } from '../content/code.ts';
import { imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { note } from '../content/note.ts';
import { createRandom } from '../random.ts';
import { acute, chronic } from '../story.ts';
import { daysFrom, later, type ScriptedScene, unitOf } from './script.ts';

const harnosand = unitOf(vasternorrland, 'DEMOHC3');
const medicinSundsvall = unitOf(vasternorrland, 'DEMOMED');
const ogon = unitOf(vasternorrland, 'DEMOOGON');

/** Blood pressure and thyroid once a year from 2009: the oldest of it is left in the archive alone. */
export function yearly(): ScriptedScene[] {
  return daysFrom('2009-10-06', 364, dayOf('2022-12-31')).map((on) => {
    const random = createRandom('märta', on);
    const years = (dayOf(on) - dayOf('2009-10-06')) / 365.25;
    return harnosand.visit(
      on,
      'Årskontroll blodtryck och ämnesomsättning',
      [chronic('I10.9'), chronic('E03.9')],
      [
        laboratory('Årskontroll', {
          tsh: Number((1.4 + random.fraction() * 2).toFixed(2)),
          creatinine: Math.round(68 + years * 2.6 + random.between(-3, 3)),
          potassium: Number((3.9 + random.fraction() * 0.6).toFixed(1)),
          haemoglobin: random.between(122, 136),
        }),
        note(
          on < '2019' ? 'ova' : 'bes',
          'Årskontroll',
          `Mår väl. Blodtryck ${random.between(136, 158)}/${random.between(74, 88)}. Tar sina mediciner. ${years > 8 ? 'Lite yr på morgnarna.' : 'Går till affären varje dag.'} Oförändrad behandling.`,
        ),
      ],
    );
  });
}

export const harnosandYears: readonly ScriptedScene[] = [
  harnosand.visit(
    '2012-04-11',
    'Utslag efter antibiotika',
    [],
    [
      note(
        'ova',
        'Läkarbesök',
        'Klåda och utslag på bålen tre dagar efter insatt trimetoprim mot urinvägsinfektion. Läkemedlet sätts ut. Varning registreras.',
      ),
    ],
  ),
  ogon.visit('2016-03-08', 'Operation grå starr höger öga', acute('H25.9'), [
    activity(kva('CJE20', 'Fakoemulsifikation med implantation av artificiell lins i bakre kammaren'), 'Höger öga'),
    note(
      'epi',
      'Operationsanteckning',
      'Okomplicerad operation av grå starr höger öga i droppbedövning. Kontroll hos optiker efter fem veckor.',
    ),
  ]),
  medicinSundsvall.ward(
    '2018-09-17',
    'Förmaksflimmer och andfåddhet',
    [...acute('I48.9'), chronic('I10.9')],
    [
      note(
        'int',
        'Intagningsanteckning',
        'Inkommer med oregelbunden hjärtrytm och andfåddhet sedan två dygn. Blodtryck 148/82, frekvens 118. Rassel basalt. Frekvensregleras och får antikoagulantia.',
      ),
      laboratory('Förmaksflimmer', {
        troponin: 14,
        ntProBnp: 1640,
        potassium: 3.7,
        creatinine: 94,
        tsh: 2.2,
        haemoglobin: 128,
        inr: 1.1,
      }),
      later(
        3,
        note(
          'epi',
          'Epikris',
          'Fyra vårddygn för nyupptäckt förmaksflimmer. Warfarin insatt, PK-mål 2,0–3,0. Metoprolol 50 mg. Uppföljning hos hälsocentralen i Härnösand.',
        ),
      ),
    ],
    { nights: 4 },
  ),
  medicinSundsvall.ward(
    '2020-11-23',
    'Fall i hemmet, höftfraktur',
    acute('S72.0', 'W19.9', 'M81.9'),
    [
      imaging({
        examination: 'Röntgen höft vänster',
        modality: 'Röntgen',
        bodyPart: snomed('24136001', 'Höftled'),
        question: 'Fraktur?',
        statement: 'Dislocerad collumfraktur vänster. Osteoporos.',
        images: 3,
        dose: 210,
      }),
      laboratory('Höftfraktur', { haemoglobin: 108, inr: 2.4, creatinine: 98, crp: 12, sodium: 135 }),
      later(
        8,
        note(
          'slu',
          'Epikris',
          'Halvprotes vänster höft dag 2 efter reversering av warfarin. Mobiliserad med rollator. Alendronat och kalcium/D-vitamin insätts. Åter hemmet med hemtjänst.',
        ),
      ),
    ],
    { nights: 9 },
  ),
];
