import { norrbotten, vasternorrland } from '../../sources.ts';
import { type Day, dayOf } from '../calendar.ts';
import { pdf, reference } from '../content/attachments.ts';
import { activity, carePlan, impairment, padl } from '../content/care.ts';
import { codeSystem, kva, snomed } from '../content/code.ts';
import { imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { note } from '../content/note.ts';
import { measured } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import { createRandom } from '../random.ts';
import { acute, chronic } from '../story.ts';
import { martasDrugs } from './marta-drugs.ts';
import { daysFrom, later, type Script, type ScriptedScene, unitOf } from './script.ts';

const harnosand = unitOf(vasternorrland, 'DEMOHC3');
const medicinSundsvall = unitOf(vasternorrland, 'DEMOMED');
const ogon = unitOf(vasternorrland, 'DEMOOGON');
const boden = unitOf(norrbotten, 'DEMOHC3');
const medicinLulea = unitOf(norrbotten, 'DEMOMED');
const kirurgi = unitOf(norrbotten, 'DEMOKIR');

/**
 * An old woman with many medicines: until 2023 in Härnösand, whose old record system is now a read-only archive; then in
 * a home for the elderly in Boden, near her son.
 */
export const marta: Script = {
  scenes: (today) => [...yearly(), ...harnosandYears, ...bodenYears(today)],
  warnings: [
    {
      source: vasternorrland,
      unit: 'DEMOHC3',
      on: '2012-04-11',
      warning: {
        kind: 'drug',
        ages: [0, 120],
        weight: 1,
        atc: { code: 'J01EA01', name: 'Trimetoprim' },
        severity: 'Skadlig',
        certainty: 'Misstänkt',
        comment: 'Utbrett hudutslag.',
      },
    },
    {
      source: norrbotten,
      unit: 'DEMOHC3',
      on: '2024-02-06',
      warning: {
        kind: 'restriction',
        ages: [0, 120],
        weight: 1,
        text: 'Ej hjärt-lungräddning enligt beslut av ansvarig läkare efter samtal med patienten och sonen.',
      },
    },
    {
      source: norrbotten,
      unit: 'DEMOHC3',
      on: '2023-05-16',
      warning: {
        kind: 'treatment',
        ages: [0, 120],
        weight: 1,
        description: 'Blodförtunnande behandling, warfarin',
        atc: { code: 'B01AA03', name: 'Warfarin' },
      },
    },
  ],
};

/** Blood pressure and thyroid once a year from 2009: the oldest of it is left in the archive alone. */
function yearly(): ScriptedScene[] {
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

const harnosandYears: readonly ScriptedScene[] = [
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

/** In the home in Boden: dose dispensing, INR every six weeks, a summer stay in Sundsvall. */
function bodenYears(today: Day): ScriptedScene[] {
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
