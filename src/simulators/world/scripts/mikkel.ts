import { norrbotten, vasterbotten } from '../../sources.ts';
import { snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { ecg, imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { prescribe } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured, smoking } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import { acute, chronic } from '../story.ts';
import { type Script, unitOf } from './script.ts';

const malmtrallan = unitOf(norrbotten, 'DEMOHC2');
const akuten = unitOf(norrbotten, 'DEMOAKUT');
const guldklimpen = unitOf(vasterbotten, 'DEMOHC2');

const hypertension = (label: string) =>
  prescribe(
    'enalapril',
    { by: 'product', drug: drugs.enalapril },
    { instruction: label, short: '1x1', unit: 'tablett', set: { form: 'frequency', dose: 1, times: 1, per: 'dygn' } },
    { reason: 'Högt blodtryck', dispensation: { label, months: 12, amount: 98, packageUnit: 'st' } },
  );

/** A miner from abroad, in Kiruna under a coordination number. */
export const mikkel: Script = {
  scenes: () => [
    malmtrallan.visit(
      '2022-10-04',
      'Hälsoundersökning, nyanställd i gruvan',
      [chronic('I10.9')],
      [
        note(
          'bes',
          'Hälsoundersökning',
          'Arbetar i Sverige sedan augusti, samordningsnummer. Tolk via telefon. Blodtryck 162/98 vid två tillfällen. Hypertoni, behandling inleds.',
        ),
        measured({ systolic: 162, diastolic: 98, weight: 94, height: 181 }),
        smoking('daily', '10 cigaretter om dagen.'),
        laboratory('Hälsoundersökning', { creatinine: 82, potassium: 4.1, ldl: 3.9, glucose: 5.8, haemoglobin: 156 }),
        hypertension('1 tablett på morgonen mot högt blodtryck'),
      ],
    ),
    akuten.visit('2023-06-19', 'Bröstsmärta på arbetet', acute('R07.4'), [
      ecg({
        question: 'Bröstsmärta',
        statement: 'Sinusrytm 78. Inga ST-förändringar.',
        rate: 78,
        pr: 162,
        qt: 388,
        qtCorrected: 418,
        axis: 32,
        interpretation: ['Sinus rhythm', 'Normal ECG'],
      }),
      laboratory('Bröstsmärta', { troponin: 6, crp: 2, haemoglobin: 152, creatinine: 84 }, { status: 'preliminary' }),
      imaging({
        examination: 'Röntgen hjärta och lungor',
        modality: 'Röntgen',
        bodyPart: snomed('51185008', 'Thorax'),
        question: 'Bröstsmärta',
        statement: 'Normalstort hjärta. Rena lungor.',
        images: 2,
        dose: 78,
      }),
      note(
        'ins',
        'Akutjournal',
        'Tryck över bröstet vid tungt lyft. Två troponin utan stegring. Bedöms muskuloskelettalt. Rökavvänjning erbjuds.',
      ),
    ]),
    malmtrallan.nurse(
      '2024-04-16',
      'Vaccination TBE',
      [],
      [vaccinate([{ vaccine: 'tbe', dose: [1, 3], site: 'Vänster överarm' }])],
    ),
  ],
};

/** The same man, registered as resident in Skellefteå under a personal number. */
export const mikkelRegistered: Script = {
  scenes: () => [
    guldklimpen.visit(
      '2025-08-26',
      'Nyinflyttad, blodtryckskontroll',
      [chronic('I10.9')],
      [
        note(
          'bes',
          'Nybesök',
          'Folkbokförd i Skellefteå sedan juni; hade tidigare samordningsnummer och journal i Norrbotten. Blodtryck 146/88 på enalapril. Slutat röka.',
        ),
        measured({ systolic: 146, diastolic: 88, weight: 91 }),
        laboratory('Årskontroll', { creatinine: 86, potassium: 4.3, ldl: 3.6 }),
        hypertension('1 tablett på morgonen mot högt blodtryck'),
      ],
    ),
    guldklimpen.visit(
      '2026-09-01',
      'Årskontroll blodtryck',
      [chronic('I10.9')],
      [
        note('bes', 'Årskontroll', 'Blodtryck 134/82. Mår bra. Oförändrad behandling.'),
        laboratory('Årskontroll', { creatinine: 88, potassium: 4.2, ldl: 3.1 }),
      ],
    ),
  ],
};
