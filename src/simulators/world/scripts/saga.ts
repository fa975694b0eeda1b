import { norrbotten, vasternorrland } from '../../sources.ts';
import { activity, request } from '../content/care.ts';
import { kva, snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { maternity } from '../content/maternity.ts';
import { prescribe } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured, smoking } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import { acute } from '../story.ts';
import { later, type Script, type ScriptedScene, unitOf } from './script.ts';

const isbrytaren = unitOf(norrbotten, 'DEMOHC1');
const kvinnokliniken = unitOf(vasternorrland, 'DEMOKVI');
const pregnant = acute('Z34.9');

/** A pregnancy that begins in Luleå, moves to Sundsvall in week 31 and ends well. */
export const saga: Script = { scenes: () => [...inLulea, ...inSundsvall, ...homeAgain] };

const inLulea: readonly ScriptedScene[] = [
  isbrytaren.call(
    '2025-12-29',
    'Positivt graviditetstest, vill boka inskrivning',
    [],
    [
      note(
        'auf',
        'Telefonrådgivning',
        'Ringer efter positivt graviditetstest hemma. Sista mens 12 november, regelbunden cykel. Lätt illamående, inga blödningar. Råd om folsyra och alkohol. Tid för inskrivning bokas.',
      ),
    ],
  ),
  isbrytaren.nurse('2026-01-14', 'Inskrivningssamtal mödravård', pregnant, [
    maternity({
      part: 'registration',
      lastPeriod: '2025-11-12',
      expectedByPeriod: '2026-08-19',
      expectedByScan: '2026-08-17',
      lengthCm: 168,
      weightKg: 64,
      bmi: 22.7,
      earlier: [{ year: 2023, month: 4, delivery: 2, progress: 'Tidigt missfall, ingen åtgärd.', weeks: 8 }],
      medication: [['Folsyra 400 mikrogram', '1 tablett dagligen']],
      standardCare: true,
    }),
    note(
      'bes',
      'Inskrivning mödravård',
      'Kontaktorsak\nInskrivning, graviditetsvecka 9+0.\n\nAnamnes\n2-gravida, 0-para. Frisk, inga läkemedel utom folsyra. Röker inte, AUDIT 2 poäng. Trygg i sin relation, fråga om våld ställd.\n\nStatus\nLängd 168 cm, vikt 64 kg. Blodtryck 112/68.\n\nBedömning\nNormal graviditet, basprogram.\n\nPlanering\nKUB erbjuds. Ultraljud i vecka 18. Nästa besök vecka 25.',
    ),
    measured({ systolic: 112, diastolic: 68, weight: 64, height: 168 }),
    smoking('never'),
    later(
      1,
      laboratory(
        'Inskrivningsprover mödravård',
        { haemoglobin: 124, ferritin: 28, glucose: 4.9, tsh: 1.8 },
        {
          words: [
            {
              analysis: { name: 'Erytrocytantikroppar', specimen: 'Venblod' },
              value: { text: 'Inga påvisade', abnormal: false },
            },
            { analysis: { name: 'U-Protein (remsa)', specimen: 'Urin' }, value: { text: 'Negativ', abnormal: false } },
          ],
          statement: 'Blodgrupp B RhD positiv.',
        },
      ),
    ),
  ]),
  isbrytaren.visit('2026-03-19', 'Rutinultraljud vecka 18', pregnant, [
    imaging({
      examination: 'Rutinultraljud, graviditet vecka 18',
      modality: 'Ultraljud',
      bodyPart: snomed('113345001', 'Buk'),
      question: 'Graviditetslängd, antal foster, anatomi?',
      statement:
        'Ett levande foster. Biparietaldiameter 42 mm, femurlängd 28 mm, motsvarar 18+3. Beräknad förlossning 17 augusti 2026. Moderkakan på bakväggen, fri från modermunnen. Inga avvikelser i den anatomi som kan bedömas.',
      images: 12,
    }),
  ]),
  isbrytaren.nurse('2026-05-06', 'Basprogram mödravård vecka 25', pregnant, [
    maternity({
      part: 'check-up',
      week: 25,
      weightKg: 70,
      fundusCm: 24,
      haemoglobin: 108,
      bloodPressure: [114, 66],
      heartRate: 144,
      medication: [['Järn depottablett 100 mg', '1 tablett dagligen']],
    }),
    laboratory('Hb-kontroll', { haemoglobin: 108, ferritin: 9 }),
    prescribe(
      'järn',
      { by: 'product', drug: drugs.jarn },
      {
        instruction: '1 depottablett dagligen',
        short: '1x1',
        unit: 'tablett',
        set: { form: 'frequency', dose: 1, times: 1, per: 'dygn' },
      },
      {
        reason: 'Järnbrist under graviditet',
        days: 120,
        dispensation: { label: '1 depottablett dagligen mot järnbrist', months: 6, amount: 100, packageUnit: 'st' },
      },
    ),
    note(
      'bes',
      'Besök barnmorskemottagning',
      'Mår bra, känner fosterrörelser dagligen. Trött sista veckorna. Symfys–fundus 24 cm. Fosterljud 144. Hb 108, järnbehandling inleds. Åter vecka 28 för glukosbelastning.',
    ),
  ]),
  isbrytaren.nurse('2026-05-27', 'Glukosbelastning vecka 28', pregnant, [
    laboratory(
      'Graviditetsdiabetes?',
      { glucose: 5.0 },
      {
        words: [
          {
            analysis: { name: 'P-Glukos 2 timmar efter belastning', specimen: 'Kapillärblod' },
            value: { text: '7,9 mmol/L', abnormal: false },
          },
        ],
        statement: 'Under gränsen för graviditetsdiabetes.',
      },
    ),
    vaccinate([{ vaccine: 'tdap', site: 'Vänster överarm' }], {
      program: 'Kikhosta, gravida',
      note: 'Vaccination mot kikhosta rekommenderas efter vecka 16.',
    }),
  ]),
  isbrytaren.nurse('2026-06-10', 'Basprogram vecka 30, flyttar till Sundsvall', pregnant, [
    maternity({
      part: 'check-up',
      week: 30,
      weightKg: 72.5,
      fundusCm: 29,
      haemoglobin: 116,
      bloodPressure: [116, 70],
      position: 0,
      presentation: 0,
      heartRate: 138,
      leave: 1,
    }),
    note(
      'sam',
      'Sammanfattning inför flytt',
      'Flyttar till Sundsvall den 20 juni. Hittills normal graviditet; järnbrist under behandling med god effekt (Hb 116). Glukosbelastning normal. Vaccinerad mot kikhosta. Fortsatt basprogram hos Kvinnokliniken Stendraken, som är vidtalad. Förlossningssamtal: oro efter tidigare missfall, önskar tidig kontakt med barnmorska.',
    ),
    request('4', '50', { hsaId: 'SE2321000206-DEMOKVI', name: 'Kvinnokliniken Stendraken' }),
  ]),
];

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

const inSundsvall: readonly ScriptedScene[] = [
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

const homeAgain: readonly ScriptedScene[] = [
  isbrytaren.nurse('2026-10-14', 'Efterkontroll barnmorska', acute('Z39.2'), [
    maternity({
      part: 'after-delivery',
      bloodPressure: [116, 74],
      haemoglobin: 122,
      temperature: '36.8',
      breastfeeding: true,
      child: { weightGrams: 3460, apgar: [9, 10, 10] },
    }),
    laboratory('Efterkontroll', { haemoglobin: 122, ferritin: 31 }),
    note(
      'bes',
      'Efterkontroll',
      'Åter i Luleå under föräldraledigheten. Mår bra, ammar helt. Blodtryck 116/74. Bristning läkt. Preventivmedel: kopparspiral diskuteras. EPDS 4 poäng. Avslutas från mödravården.',
    ),
  ]),
  isbrytaren.nurse('2027-02-10', 'Cellprovtagning', [], []),
];
