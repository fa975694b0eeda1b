import { vasternorrland } from '../../sources.ts';
import { activity } from '../content/care.ts';
import { kva } from '../content/code.ts';
import { laboratory } from '../content/laboratory.ts';
import { maternity } from '../content/maternity.ts';
import { prescribe } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured } from '../content/observation.ts';
import { acute } from '../story.ts';
import { later, type ScriptedScene, unitOf } from './script.ts';

const kvinnokliniken = unitOf(vasternorrland, 'DEMOKVI');
const pregnant = acute('Z34.9');

const checkUp = (
  on: string,
  week: number,
  values: {
    weightKg: number;
    fundusCm: number;
    haemoglobin?: number;
    bloodPressure: readonly [number, number];
    heartRate: number;
  },
  text: string,
) =>
  kvinnokliniken.nurse(on, `Basprogram mödravård vecka ${week}`, pregnant, [
    maternity({ part: 'check-up', week, position: 0, presentation: week < 36 ? 1 : 2, ...values }),
    measured({ systolic: values.bloodPressure[0], diastolic: values.bloodPressure[1], weight: values.weightKg }),
    note('bes', 'Besök barnmorskemottagning', text),
  ]);

export const inSundsvall: readonly ScriptedScene[] = [
  checkUp(
    '2026-06-24',
    32,
    { weightKg: 73.5, fundusCm: 31, bloodPressure: [118, 72], heartRate: 140 },
    'Första besöket efter flytt. Journal från Norrbotten läst via sammanhållen journalföring. Välmående. Plan för förlossning och amning diskuteras.',
  ),
  checkUp(
    '2026-07-08',
    34,
    { weightKg: 74.5, fundusCm: 33, haemoglobin: 119, bloodPressure: [122, 76], heartRate: 136 },
    'Fosterrörelser dagligen. Sammandragningar kvällstid, inga regelbundna. Huvudläge.',
  ),
  checkUp(
    '2026-07-22',
    36,
    { weightKg: 76, fundusCm: 34, bloodPressure: [128, 84], heartRate: 142 },
    'Lätt stigande blodtryck. Ingen huvudvärk, inga ödem. Tätare kontroller.',
  ),
  kvinnokliniken.visit('2026-08-05', 'Specialistmödravård, förhöjt blodtryck vecka 38', acute('O14.0'), [
    maternity({
      part: 'check-up',
      week: 38,
      weightKg: 78,
      fundusCm: 35,
      haemoglobin: 121,
      bloodPressure: [142, 92],
      position: 0,
      presentation: 2,
      heartRate: 138,
      leave: 0,
    }),
    laboratory(
      'Preeklampsi?',
      { haemoglobin: 121, platelets: 188, creatinine: 58, alat: 0.42 },
      {
        words: [
          {
            analysis: { name: 'U-Protein/Kreatinin', specimen: 'Urin' },
            value: { text: '34 mg/mmol', abnormal: true },
          },
        ],
        statement: 'Lätt ökad proteinutsöndring. Trombocyter och leverprover normala.',
      },
    ),
    note(
      'utr',
      'Specialistmödravård',
      'Bedömning\nLindrig preeklampsi i vecka 38. CTG normalt. Tillväxtultraljud −4 %.\n\nPlanering\nBlodtryck var tredje dag, prover en gång i veckan. Induktion om vecka 40+0 passeras eller vid stigande tryck. Sjukskrivs.',
      'Jag hade huvudvärk två kvällar i rad, det sa jag men det står inte här.',
    ),
  ]),
  kvinnokliniken.ward(
    '2026-08-19',
    'Induktion av förlossning, lindrig preeklampsi',
    [...acute('O80.9', 'O14.0')],
    [
      note(
        'ins',
        'Inskrivning förlossning',
        'Inkommer för planerad induktion, vecka 40+0. Lindrig preeklampsi, blodtryck 144/94. CTG normalt. Modermunnen 2 cm.',
      ),
      later(
        1,
        note(
          'atb',
          'Förlossningsberättelse',
          'Spontan vaginal förlossning klockan 04.52 efter induktion. Lustgas och epidural. Flicka, 3 460 g, Apgar 9–10–10. Moderkakan avgår spontant och är hel. Blödning 350 ml. Bristning grad I, sutureras i lokalbedövning.',
        ),
      ),
      later(
        1,
        activity(kva('MAC00', 'Förlossning i huvudbjudning'), 'Spontan förlossning i kronbjudning', { minutes: 190 }),
      ),
      later(
        1,
        prescribe(
          'oxytocin',
          { by: 'words', text: 'Oxytocin 8,3 mikrogram/ml, injektion' },
          {
            instruction: '1 ml intramuskulärt efter förlossning',
            unit: 'ml',
            set: { form: 'single', dose: 1, at: '2026-08-20' },
          },
          { reason: 'Blödningsprofylax', days: 1, given: true },
        ),
      ),
      later(
        2,
        laboratory('Kontroll efter förlossning', { haemoglobin: 104, platelets: 201, alat: 0.5, creatinine: 61 }),
      ),
      later(
        2,
        maternity({
          part: 'after-delivery',
          bloodPressure: [128, 82],
          haemoglobin: 104,
          temperature: '37.1',
          breastfeeding: true,
          child: { weightGrams: 3460, apgar: [9, 10, 10] },
        }),
      ),
      later(
        3,
        note(
          'slu',
          'Epikris förlossning',
          'Vårdtid\n3 vårddygn.\n\nDiagnoser\nSpontanförlossning. Måttlig preeklampsi.\n\nFörlopp\nInducerad i vecka 40+0. Okomplicerad förlossning av frisk flicka. Blodtrycket sjunker, prover normaliseras. Amningen fungerar.\n\nPlanering\nBlodtryckskontroll hos barnmorska om en vecka. Järn i tre månader. Efterkontroll om 8 veckor.',
        ),
      ),
    ],
    { nights: 3, by: /läkare/i },
  ),
  kvinnokliniken.call(
    '2026-08-28',
    'Amningsrådgivning',
    [],
    [
      note(
        'auf',
        'Telefonkontakt',
        'Sår på bröstvårta vänster. Råd om amningsteknik. Blodtryck hemma 124/78. Viktkurva för barnet god enligt BVC.',
      ),
    ],
  ),
];
