import { norrbotten } from '../../sources.ts';
import type { Day } from '../calendar.ts';
import { dayOf } from '../calendar.ts';
import { pdf, textAttachment } from '../content/attachments.ts';
import { carePlan, impairment } from '../content/care.ts';
import { codeSystem, snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { consultation, ecg, imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { prescribe } from '../content/medication.ts';
import { docBook, note } from '../content/note.ts';
import { measured, smoking } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import { createRandom } from '../random.ts';
import { acute, chronic } from '../story.ts';
import { daily, lasting } from './lasting.ts';
import { daysFrom, later, type ScriptedScene, unitOf } from './script.ts';

const isbrytaren = unitOf(norrbotten, 'DEMOHC1');
const medicinLulea = unitOf(norrbotten, 'DEMOMED');

const diabetes = [chronic('E11.9'), chronic('I10.9')];
export const failure = [chronic('I50.9'), chronic('I48.9')];

export const beginning: readonly ScriptedScene[] = [
  isbrytaren.visit(
    '2014-03-18',
    'Ökad törst, trötthet och viktnedgång',
    [...diabetes, ...acute('E66.9')],
    [
      laboratory('Diabetes?', { hba1c: 74, glucose: 14.2, creatinine: 78, egfr: 82, ldl: 4.6, urineAlbumin: 1.1 }),
      note(
        'ova',
        'Nybesök',
        'Kontaktorsak\nTörst och täta toalettbesök i två månader, gått ned fyra kilo.\n\nStatus\nBMI 33. Blodtryck 158/94. Fötter utan anmärkning.\n\nBedömning\nNydebuterad diabetes typ 2. Hypertoni.\n\nÅtgärd\nMetformin och enalapril insätts. Remiss ögonbotten. Diabetessköterska inom två veckor.',
      ),
      lasting(drugs.metformin, daily('1 tablett morgon och kväll till måltid mot diabetes', 1, 2), 'Diabetes typ 2'),
      lasting(drugs.enalapril, daily('1 tablett på morgonen mot högt blodtryck'), 'Högt blodtryck'),
      measured({ weight: 104, height: 178, systolic: 158, diastolic: 94 }),
      smoking('former', 'Slutade 2009, 30 paketår.'),
    ],
  ),
  isbrytaren.nurse('2014-04-01', 'Nybesök diabetessköterska', diabetes, [
    note(
      'ova',
      'Diabetessköterska',
      'Genomgång av egenmätning, kost och fotvård. Mål: HbA1c under 52. Fysisk aktivitet på recept, promenader fem dagar i veckan.',
    ),
  ]),
  medicinLulea.visit(
    '2016-05-12',
    'Ögonbottenfotografering',
    [chronic('E11.3'), chronic('H36.0')],
    [
      consultation({
        speciality: 'Ögonsjukvård',
        question: 'Årlig kontroll av ögonbottnar vid diabetes.',
        answer: 'Enstaka mikroaneurysm bilateralt. Simplexretinopati. Ny kontroll om två år.',
        final: true,
        information: [{ code: 'H36.0', text: 'Diabetisk retinopati' }],
      }),
    ],
  ),
];

/** HbA1c falls with treatment, rises over the years and falls again with a new drug; kidneys slowly lose. */
export function controls(today: Day): ScriptedScene[] {
  return daysFrom('2014-09-16', 182, today + 60).map((on, index) => {
    const day = dayOf(on);
    const years = (day - dayOf('2014-03-18')) / 365.25;
    const random = createRandom('gunnar', on);
    const drift = years < 5.5 ? 74 - 20 * Math.min(years, 1) + 3.2 * Math.max(years - 1, 0) : years < 7 ? 66 : 51;
    const creatinine = Math.round(78 + 5.2 * years + random.between(-4, 4));
    const values = {
      hba1c: Math.round(drift + random.between(-3, 3)),
      glucose: Number((6.2 + random.fraction() * 4).toFixed(1)),
      creatinine,
      egfr: Math.max(28, Math.round(88 - 3.9 * years + random.between(-3, 3))),
      potassium: Number((4 + random.fraction() * 0.9).toFixed(1)),
      ldl: Number((years < 2 ? 3.4 : 1.8 + random.fraction() * 0.8).toFixed(1)),
      urineAlbumin: Number((1 + years * 0.9 + random.fraction()).toFixed(1)),
    };
    const isYearly = index % 2 === 1;
    const autumn = on.slice(5, 7) >= '09' && isYearly === false;
    return isbrytaren[isYearly ? 'visit' : 'nurse'](
      on,
      isYearly ? 'Årskontroll diabetes' : 'Kontroll hos diabetessköterska',
      diabetes,
      [
        laboratory('Diabeteskontroll', values),
        measured({
          weight: Math.round((101 - years * 0.6) * 10) / 10,
          systolic: random.between(128, 152),
          diastolic: random.between(72, 86),
        }),
        note(
          day < dayOf('2019-01-01') ? 'ova' : 'bes',
          isYearly ? 'Årskontroll' : 'Diabetessköterska',
          `HbA1c ${values.hba1c} mmol/mol, kreatinin ${creatinine} µmol/L. Fotstatus: ${years > 6 ? 'nedsatt vibrationssinne, inga sår' : 'utan anmärkning'}. ${values.hba1c > 60 ? 'Över målvärdet, behandlingen skärps.' : 'Inom målet, fortsatt behandling.'}`,
        ),
        ...(autumn
          ? [vaccinate([{ vaccine: 'influenza', site: 'Vänster överarm' }], { program: 'Säsongsinfluensa' })]
          : []),
        ...(on.startsWith('2020-09')
          ? [
              lasting(
                drugs.dapagliflozin,
                daily('1 tablett på morgonen mot diabetes och hjärtsvikt'),
                'Diabetes typ 2 och hjärtsvikt',
              ),
            ]
          : []),
        ...(on.startsWith('2015') && isYearly
          ? [lasting(drugs.atorvastatin, daily('1 tablett till kvällen mot höga blodfetter'), 'Höga blodfetter')]
          : []),
        ...(creatinine > 125 && on.startsWith('2024') && isYearly
          ? [
              lasting(
                drugs.metformin,
                daily('1 tablett till kvällen mot diabetes'),
                'Diabetes typ 2',
                'Dosen halveras på grund av sjunkande njurfunktion.',
              ),
            ]
          : []),
      ],
    );
  });
}

export const heart: readonly ScriptedScene[] = [
  medicinLulea.ward(
    '2019-11-04',
    'Andfåddhet i vila och hjärtklappning, inkommer med ambulans',
    [...acute('I50.9', 'I48.9'), chronic('E11.9')],
    [
      note(
        'ins',
        'Inskrivningsanteckning',
        'Kontaktorsak\nTilltagande andfåddhet i två veckor, sover halvsittande. Hjärtklappning sedan i går.\n\nTidigare sjukdomar\nDiabetes typ 2, hypertoni.\n\nStatus\nPåverkad, saturation 89 % på luft. Oregelbunden rytm 128. Rassel basalt bilateralt. Pittingödem till knäna.\n\nBedömning\nNydebuterad hjärtsvikt och förmaksflimmer.\n\nÅtgärd\nSyrgas, furosemid intravenöst, frekvensreglering. Antikoagulantia.',
      ),
      ecg({
        question: 'Hjärtklappning, andfåddhet',
        statement:
          'Förmaksflimmer med snabb kammarfrekvens 128. Vänstergrenblock, QRS 148 ms. Inga akuta ischemitecken.',
        rate: 128,
        qt: 356,
        qtCorrected: 472,
        axis: -35,
        interpretation: ['Atrial fibrillation', 'Left bundle branch block'],
      }),
      imaging({
        examination: 'Röntgen hjärta och lungor',
        modality: 'Röntgen',
        bodyPart: snomed('51185008', 'Thorax'),
        question: 'Stas?',
        anamnesis: 'Andnöd, basala rassel.',
        statement:
          'Kraftigt förstorat hjärta. Stasade lungkärl, Kerley B-linjer och pleuravätskor bilateralt. Förenligt med inkompenserad hjärtsvikt.',
        images: 2,
        dose: 92,
      }),
      laboratory('Hjärtsvikt?', {
        ntProBnp: 6840,
        troponin: 28,
        creatinine: 104,
        potassium: 4.6,
        sodium: 134,
        haemoglobin: 138,
        crp: 11,
        tsh: 2.1,
      }),
      later(
        1,
        prescribe(
          'Furosemid inj',
          { by: 'words', text: 'Furosemid 10 mg/ml, injektion' },
          {
            instruction: '40 mg intravenöst två gånger per dygn',
            unit: 'mg',
            set: { form: 'frequency', dose: 40, times: 2, per: 'dygn' },
          },
          { reason: 'Akut hjärtsvikt', days: 2, given: true },
        ),
      ),
      later(2, laboratory('Uppföljning', { ntProBnp: 3910, creatinine: 112, potassium: 3.6, sodium: 136 })),
      later(
        3,
        note(
          'sva',
          'Daganteckning',
          'Minskat sex kilo i vikt. Andas obesvärat i plant läge. Frekvens 82. Ultraljud hjärta i dag: EF 32 %.',
        ),
      ),
      later(
        3,
        imaging({
          examination: 'Ultraljud hjärta',
          modality: 'Ultraljud',
          bodyPart: snomed('80891009', 'Hjärta'),
          question: 'Vänsterkammarfunktion?',
          statement:
            'Dilaterad vänsterkammare med EF 32 %. Global hypokinesi. Måttlig mitralisinsufficiens. Vidgat vänster förmak.',
          images: 46,
        }),
      ),
      later(5, lasting(drugs.furosemid, daily('1 tablett på morgonen, vätskedrivande'), 'Hjärtsvikt')),
      later(5, lasting(drugs.metoprolol, daily('1 depottablett på morgonen'), 'Hjärtsvikt och förmaksflimmer')),
      later(5, lasting(drugs.apixaban, daily('1 tablett morgon och kväll, blodförtunnande', 1, 2), 'Förmaksflimmer')),
      later(
        6,
        note(
          'slu',
          'Epikris',
          docBook('Epikris', {
            Vårdtid: '4–10 november 2019, Medicinkliniken Norrskenets sjukhus.',
            Diagnoser: 'Hjärtsvikt med nedsatt ejektionsfraktion. Förmaksflimmer. Diabetes mellitus typ 2.',
            Sammanfattning:
              'Inkom med inkompenserad hjärtsvikt och snabbt förmaksflimmer. Avvätskad sju kilo, frekvensreglerad, antikoagulantia insatt. EF 32 procent.',
            Planering:
              'Hjärtsviktsmottagning om två veckor. Remiss till Umeå för kranskärlsutredning och ställningstagande till CRT.',
          }),
        ),
      ),
    ],
    { nights: 6 },
  ),
  medicinLulea.nurse('2019-11-25', 'Uppföljning hjärtsviktsmottagning', failure, [
    measured({ weight: 94.2, systolic: 118, diastolic: 70, pulse: 72 }),
    laboratory('Hjärtsviktskontroll', { ntProBnp: 2240, creatinine: 108, potassium: 4.3, sodium: 138 }),
    note('bes', 'Hjärtsviktssköterska', 'Vägs dagligen, stabil. Trappar upp metoprolol. Vet när han ska höra av sig.'),
  ]),
  isbrytaren.visit(
    '2024-09-10',
    'Vårdplan och läkemedelsgenomgång',
    [...failure, chronic('N18.3')],
    [
      carePlan(
        'VP',
        'Vårdplan hjärtsvikt och diabetes',
        pdf([
          'Vårdplan: hjärtsvikt och diabetes',
          'Mål: orka gå till sjön, inga inläggningar.',
          'Vikt dagligen. Över 2 kg på tre dygn: extra Furosemid och ring.',
          'HbA1c var sjätte månad, njurprover var tredje.',
          'Ansvarig: Isbrytarens hälsocentral. Specialist: Medicincentrum Björklövet.',
        ]),
        textAttachment('Vårdplan upprättad tillsammans med patienten den 10 september 2024.'),
      ),
      impairment(
        { code: 'd450', system: codeSystem.icf, name: 'Att gå' },
        'Går 300 meter på plan mark, vilar en gång. Klarar en halv trappa.',
      ),
      note(
        'sam',
        'Sammanfattning',
        'Läkemedelsgenomgång. Kronisk njursvikt stadium 3: metformin halverat, apixaban oförändrat. Patienten nöjd med uppföljningen mellan Luleå och Umeå.',
      ),
    ],
  ),
];
