import { norrbotten, vasternorrland } from '../../sources.ts';
import type { Day } from '../calendar.ts';
import { pdf, reference } from '../content/attachments.ts';
import { carePlan, impairment, padl } from '../content/care.ts';
import { codeSystem, snomed } from '../content/code.ts';
import { imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { note } from '../content/note.ts';
import { measured } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import { createRandom } from '../random.ts';
import { acute, chronic } from '../story.ts';
import { martasDrugs } from './marta-drugs.ts';
import { daysFrom, later, type ScriptedScene, unitOf } from './script.ts';

const medicinSundsvall = unitOf(vasternorrland, 'DEMOMED');
const boden = unitOf(norrbotten, 'DEMOHC3');
const medicinLulea = unitOf(norrbotten, 'DEMOMED');
const kirurgi = unitOf(norrbotten, 'DEMOKIR');

/** In the home in Boden: dose dispensing, INR every six weeks, a summer stay in Sundsvall. */
export function bodenYears(today: Day): ScriptedScene[] {
  const inr = daysFrom('2023-05-30', 42, today + 30).map((on) =>
    boden.nurse(
      on,
      'PK-kontroll, warfarin',
      [chronic('I48.9')],
      [laboratory('Warfarin', { inr: Number((1.9 + createRandom('märta', 'inr', on).fraction() * 1.6).toFixed(1)) })],
    ),
  );
  return [
    boden.visit(
      '2023-05-16',
      'Inflyttning på särskilt boende',
      [chronic('I48.9'), chronic('I10.9'), chronic('E03.9'), chronic('M81.9')],
      [
        note(
          'ins',
          'Inskrivning hemsjukvård',
          'Flyttar från Härnösand till särskilt boende. Förmaksflimmer, hypertoni, hypotyreos, osteoporos efter höftfraktur 2020, lindrig minnessvikt. Läkemedelslista övertagen och genomgången med sonen. Dosdispensering beställs.',
        ),
        laboratory('Inskrivning', {
          haemoglobin: 118,
          creatinine: 112,
          egfr: 41,
          potassium: 4.4,
          sodium: 138,
          tsh: 3.1,
          inr: 2.4,
          albumin: 36,
        }),
        measured({ weight: 58.4, height: 158, systolic: 142, diastolic: 74, pulse: 72 }),
        padl(
          [
            ['Personlig hygien', 'Duschar med hjälp två gånger i veckan. Tvättar sig själv vid handfat.'],
            ['På- och avklädning', 'Klarar överkroppen, hjälp med stödstrumpor.'],
            ['Förflyttning', 'Rollator inomhus, rullstol utomhus. Lift behövs inte.'],
            ['Toalettbesök', 'Klarar sig själv dag, larm och hjälp natt.'],
            ['Födointag', 'Äter själv, behöver påminnas om att dricka.'],
          ],
          'Bedömning vid inflyttning, i samråd med sonen.',
        ),
        impairment(
          { code: 'b144', system: codeSystem.icf, name: 'Minnesfunktioner' },
          'Nedsatt närminne, MMSE 22 av 30. Orienterad till person och plats.',
        ),
        carePlan(
          'VP',
          'Vårdplan särskilt boende',
          pdf(
            [
              'Vårdplan: Märta, särskilt boende i Boden',
              'Mål: vara uppe till lunch, delta i sångstunden, behålla vikten.',
              'Åtgärder: dosrullar, vikt varje månad, PK var sjätte vecka.',
            ],
            98_000,
          ),
          reference('application/pdf', 'https://dokument.demo.invalid/sip/marta-2023'),
        ),
        ...martasDrugs.onArrival,
      ],
    ),
    boden.visit(
      '2024-02-06',
      'Läkarrond, brytsamtal',
      [chronic('I48.9')],
      [
        note(
          'bes',
          'Läkarrond',
          'Brytsamtal med patienten och sonen. Enig bedömning: ej hjärt-lungräddning, ej intensivvård, gärna sjukhusvård om det gagnar. Läkemedelsgenomgång.',
          'Mamma har sagt att hon vill åka in om hon får ont. Det ska stå tydligare. /sonen på Märtas uppdrag',
        ),
        ...martasDrugs.afterReview,
      ],
    ),
    kirurgi.ward(
      '2025-01-19',
      'Buksmärta och förstoppning',
      acute('R10.4'),
      [
        note(
          'ins',
          'Inskrivningsanteckning',
          'Inkommer med buksmärta och utebliven avföring fem dagar. Buken uppdriven, öm diffust. Ingen peritonit.',
        ),
        imaging({
          examination: 'DT buk',
          modality: 'Datortomografi',
          bodyPart: snomed('113345001', 'Buk'),
          question: 'Ileus? Tumör?',
          statement: 'Riklig tarmgas och fekalt innehåll i kolon. Inget mekaniskt hinder. Ingen fri gas.',
          images: 280,
          dose: 390_000,
        }),
        laboratory('Buksmärta', {
          crp: 14,
          leukocytes: 8.8,
          creatinine: 131,
          potassium: 3.3,
          sodium: 132,
          haemoglobin: 115,
        }),
        ...martasDrugs.inHospital,
        later(
          2,
          note(
            'slu',
            'Epikris',
            'Förstoppning, bedöms vara biverkan av oxikodon och kalcium. Laxantia trappas upp, oxikodon byts mot fentanylplåster, kalcium sätts ut. Kalium ersätts. Åter boendet.',
          ),
        ),
      ],
      { nights: 2 },
    ),
    medicinSundsvall.ward(
      '2025-07-08',
      'Lunginflammation under besök hos dottern',
      acute('J18.9'),
      [
        note(
          'ins',
          'Inskrivningsanteckning',
          'På besök i Sundsvall. Feber 38,9 och hosta. Läkemedelslista hämtad från Norrbotten: warfarin, därför försiktigt val av antibiotika. Saturation 91 %.',
        ),
        imaging({
          examination: 'Röntgen hjärta och lungor',
          modality: 'Röntgen',
          bodyPart: snomed('51185008', 'Thorax'),
          question: 'Pneumoni?',
          statement: 'Infiltrat i vänster underlob. Lätt förstorat hjärta.',
          images: 2,
          dose: 74,
        }),
        laboratory('Pneumoni', { crp: 168, leukocytes: 15.2, inr: 3.4, creatinine: 128, haemoglobin: 116 }),
        ...martasDrugs.inSundsvall,
        later(
          4,
          note(
            'slu',
            'Epikris',
            'Fyra vårddygn, bensylpenicillin och därefter tabletter i sju dagar. PK-värdet steg, warfarin gjordes uppehåll med två dagar. Kontroll hos hälsocentralen i Boden inom en vecka.',
          ),
        ),
      ],
      { nights: 4 },
    ),
    medicinLulea.visit(
      '2026-02-17',
      'Minnesutredning',
      [chronic('F03.9')],
      [
        note(
          'utr',
          'Utredning',
          'MMSE 18 av 30, klockritning 2 av 5. DT hjärna visar vitsubstansförändringar. Sannolik blanddemens. Donepezil prövas.',
        ),
        imaging({
          examination: 'DT hjärna',
          modality: 'Datortomografi',
          bodyPart: snomed('12738006', 'Hjärna'),
          question: 'Minnessvikt',
          statement: 'Måttlig vitsubstansskada och lätt hippocampusatrofi. Ingen blödning.',
          images: 152,
          dose: 92_000,
        }),
        ...martasDrugs.memory,
      ],
    ),
    boden.nurse(
      '2026-10-20',
      'Vaccination influensa och covid-19',
      [],
      [
        vaccinate(
          [
            { vaccine: 'influenza', site: 'Vänster överarm' },
            { vaccine: 'covid', site: 'Höger överarm' },
          ],
          { program: 'Säsongsvaccination' },
        ),
      ],
    ),
    boden.visit(
      '2026-11-10',
      'Läkarrond',
      [chronic('F03.9'), chronic('I48.9')],
      [
        note(
          'bes',
          'Läkarrond',
          'Lugn och nöjd. Vikt 56,2. Äter bra. Prednisolon trappas ut efter artrit. Zopiklon sätts ut.',
        ),
        ...martasDrugs.latest,
      ],
    ),
    ...inr,
  ];
}
