import { norrbotten } from '../../sources.ts';
import { request } from '../content/care.ts';
import { snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { maternity } from '../content/maternity.ts';
import { prescribe } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured, smoking } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import { acute } from '../story.ts';
import { later, type ScriptedScene, unitOf } from './script.ts';

const isbrytaren = unitOf(norrbotten, 'DEMOHC1');
const pregnant = acute('Z34.9');

export const inLulea: readonly ScriptedScene[] = [
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

export const homeAgain: readonly ScriptedScene[] = [
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
