import { vasterbotten } from '../../sources.ts';
import type { Day } from '../calendar.ts';
import { dayOf } from '../calendar.ts';
import { embedded, pdf } from '../content/attachments.ts';
import { activity } from '../content/care.ts';
import { kva, snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { consultation, ecg, imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { note } from '../content/note.ts';
import { createRandom } from '../random.ts';
import { chronic } from '../story.ts';
import { failure } from './gunnar-lulea.ts';
import { daily, lasting } from './lasting.ts';
import { daysFrom, later, type ScriptedScene, unitOf } from './script.ts';

const medicinUmea = unitOf(vasterbotten, 'DEMOMED');

/** Every half year the specialists in Umeå, whose NT-proBNP tells how it goes. */
export function inUmea(today: Day): ScriptedScene[] {
  const controlled = daysFrom('2020-07-07', 175, today + 90).map((on) => {
    const years = (dayOf(on) - dayOf('2020-01-14')) / 365.25;
    const random = createRandom('gunnar', 'umeå', on);
    const peak = on.startsWith('2023') ? 1600 : 0;
    const ntProBnp = Math.round(2100 * Math.exp(-years / 3.2) + 420 + peak + random.between(-120, 120));
    return medicinUmea.visit(on, 'Kontroll hjärtsviktsmottagning', failure, [
      laboratory('Hjärtsviktskontroll', {
        ntProBnp,
        creatinine: Math.round(108 + years * 6 + random.between(-5, 5)),
        potassium: Number((4.1 + random.fraction() * 0.8).toFixed(1)),
        sodium: random.between(136, 142),
        haemoglobin: random.between(126, 142),
      }),
      note(
        'bes',
        'Hjärtsviktsmottagning',
        `NYHA ${ntProBnp > 1500 ? 'III' : 'II'}. NT-proBNP ${ntProBnp} ng/L. Inga ödem. Blodtryck 112/68. Fortsatt grundbehandling, åter om ett halvår.`,
      ),
    ]);
  });
  return [
    medicinUmea.visit('2020-01-14', 'Kranskärlsröntgen och bedömning', failure, [
      consultation({
        speciality: 'Kardiologi',
        question: 'Nydebuterad hjärtsvikt EF 32 %, vänstergrenblock. Kranskärl? CRT?',
        answer:
          'Tack för remissen. Kranskärlsröntgen visar inga signifikanta stenoser. Dilaterad kardiomyopati. Byte från enalapril till sakubitril/valsartan och tillägg av spironolakton. Ny EF-bestämning efter tre månaders behandling, därefter ställningstagande till CRT-D.',
        final: false,
        acts: [
          {
            code: kva('AF042', 'Koronarangiografi'),
            text: 'Kranskärlsröntgen via radialis',
            pdf: embedded(pdf(['Kranskärlsröntgen 2020-01-14', 'LM, LAD, LCX och RCA utan signifikanta stenoser.'])),
          },
        ],
        information: [{ code: 'I50.9', text: 'Hjärtsvikt med EF 32 %' }],
      }),
      lasting(
        drugs.sakubitrilValsartan,
        daily('1 tablett morgon och kväll mot hjärtsvikt', 1, 2),
        'Hjärtsvikt',
        'Ersätter enalapril, som ska vara utsatt 36 timmar före.',
      ),
      lasting(drugs.spironolakton, daily('1 tablett på morgonen'), 'Hjärtsvikt'),
      note(
        'utr',
        'Kardiologutredning',
        'Normala kranskärl. EF 30–35 %. Läkemedelsbehandling optimeras. Nytt ultraljud i april.',
      ),
    ]),
    ...controlled,
    medicinUmea.ward(
      '2023-02-11',
      'Försämrad hjärtsvikt under besök hos dottern',
      [{ code: 'I50.9' }, chronic('N18.3')],
      [
        note(
          'ins',
          'Inskrivningsanteckning',
          'På besök hos dottern i Umeå. Har glömt vätskedrivande i fyra dagar. Andnöd, viktuppgång fem kilo. Läkemedelslista hämtad från Norrbotten via sammanhållen journalföring.',
        ),
        laboratory('Försämrad hjärtsvikt', {
          ntProBnp: 5320,
          creatinine: 158,
          potassium: 5.3,
          sodium: 133,
          haemoglobin: 124,
          crp: 8,
        }),
        imaging({
          examination: 'Röntgen hjärta och lungor',
          modality: 'Röntgen',
          bodyPart: snomed('51185008', 'Thorax'),
          question: 'Stas?',
          statement:
            'Förstorat hjärta. Lindrig stas. Jämfört med tidigare undersökning något ökad pleuravätska på höger sida.',
          images: 2,
          dose: 88,
        }),
        later(2, laboratory('Uppföljning', { ntProBnp: 3480, creatinine: 149, potassium: 4.7 })),
        later(
          5,
          note(
            'slu',
            'Epikris',
            'Fem vårddygn. Avvätskad fem kilo. Kreatinin 149 vid utskrivning. Fortsatt uppföljning hos hjärtsviktsmottagningen och hälsocentralen i Luleå. Prover om en vecka.',
          ),
        ),
      ],
      { nights: 5 },
    ),
    medicinUmea.ward(
      '2024-04-16',
      'Planerad implantation av CRT-D',
      failure,
      [
        activity(
          kva('FPG36', 'Inläggning av biventrikulär defibrillator'),
          'CRT-D, okomplicerat ingrepp via vänster v. subclavia',
          { minutes: 125 },
        ),
        later(
          1,
          ecg({
            question: 'Efter CRT-D',
            statement: 'Biventrikulärt pacad rytm 70. QRS 122 ms.',
            rate: 70,
            qt: 412,
            qtCorrected: 445,
            axis: 95,
            interpretation: ['Ventricular paced rhythm'],
            pacemaker: true,
          }),
        ),
        later(
          1,
          imaging({
            examination: 'Röntgen hjärta och lungor',
            modality: 'Röntgen',
            bodyPart: snomed('51185008', 'Thorax'),
            question: 'Elektrodläge? Pneumothorax?',
            statement: 'Elektroder i höger förmak, höger kammare och sinus coronarius. Ingen pneumothorax.',
            images: 2,
            dose: 80,
          }),
        ),
        later(
          1,
          note(
            'slu',
            'Epikris',
            'Inlagd för CRT-D på grund av hjärtsvikt med EF 30 % och vänstergrenblock trots optimal behandling. Okomplicerat. Sårkontroll hos hälsocentralen om tio dagar, enhetskontroll på hemorten om sex veckor.',
          ),
        ),
      ],
      { nights: 1 },
    ),
  ];
}
