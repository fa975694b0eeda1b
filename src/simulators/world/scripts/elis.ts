import { norrbotten, vasternorrland } from '../../sources.ts';
import { snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { consultation } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { prescribe } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured } from '../content/observation.ts';
import { type Vaccination, vaccinate } from '../content/vaccination.ts';
import { acute, chronic } from '../story.ts';
import { type Script, type ScriptedScene, unitOf } from './script.ts';

const boden = unitOf(norrbotten, 'DEMOHC3');
const akuten = unitOf(norrbotten, 'DEMOAKUT');
const ornskoldsvik = unitOf(vasternorrland, 'DEMOHC2');
const program = 'Barnvaccinationsprogrammet';

/** A boy who grows, is vaccinated and has his ears ache: first in Boden, since 2022 in Örnsköldsvik. */
export const elis: Script = {
  scenes: () => [...infancy, ...ears, ...moved],
  warnings: [
    {
      source: norrbotten,
      unit: 'DEMOAKUT',
      on: '2019-08-17',
      warning: {
        kind: 'agent',
        ages: [0, 120],
        weight: 1,
        agent: 'Jordnöt',
        severity: 'Livshotande',
        certainty: 'Säker',
        comment: 'Har adrenalinpenna hemma och på förskolan.',
      },
    },
  ],
};

type Growth = readonly [height: number, weight: number, head?: number];
const check = (
  unit: typeof boden,
  on: string,
  age: string,
  [height, weight, head]: Growth,
  text: string,
  given: Vaccination['vaccines'] = [],
  adverse?: string,
): ScriptedScene =>
  unit.nurse(
    on,
    `BVC ${age}`,
    [],
    [
      measured({ height, weight, ...(head !== undefined && { head }) }),
      note(on < '2019' ? 'ova' : 'bes', `Barnhälsovård ${age}`, text),
      ...(given.length > 0 ? [vaccinate(given, { program, ...(adverse && { adverse }) })] : []),
    ],
  );

const hexa = (dose: number): Vaccination['vaccines'] => [
  { vaccine: 'hexavalent', dose: [dose, 3], site: 'Höger lår' },
  { vaccine: 'pneumococcal', dose: [dose, 3], site: 'Vänster lår' },
];

const infancy: readonly ScriptedScene[] = [
  boden.nurse(
    '2017-01-10',
    'Hembesök BVC',
    [],
    [
      measured({ height: 51, weight: 3.62, head: 35.5 }),
      {
        content: {
          kind: 'observations',
          values: [{ type: snomed('412726003', 'Graviditetslängd vid födelsen'), value: { amount: '276', unit: 'd' } }],
        },
      },
      note(
        'ova',
        'Hembesök',
        'Nio dagar gammal. Ammas, nöjd. Navel läkt. Föräldrarna informeras om vaccinationsprogrammet.',
      ),
    ],
  ),
  check(boden, '2017-02-14', '6 veckor', [56, 4.7, 38], 'Ler. Läkarundersökning utan anmärkning.'),
  check(
    boden,
    '2017-04-04',
    '3 månader',
    [62, 6.4, 40.8],
    'Vänder sig från mage till rygg. Första vaccinationerna.',
    hexa(1),
  ),
  check(
    boden,
    '2017-06-07',
    '5 månader',
    [66.5, 7.6, 42.6],
    'Griper. Smakportioner påbörjade.',
    hexa(2),
    'Feber 38,4 första dygnet',
  ),
  check(boden, '2017-09-05', '8 månader', [71, 8.8, 44.7], 'Sitter stadigt. Joller. Hörseltest utan anmärkning.'),
  check(boden, '2018-01-09', '12 månader', [76.5, 10, 46.3], 'Går längs möbler. Äter familjens mat.', hexa(3)),
  check(boden, '2018-07-03', '18 månader', [83, 11.6, 47.6], 'Går säkert, tio ord. MPR-vaccination.', [
    { vaccine: 'mmr', dose: [1, 2], site: 'Vänster överarm' },
  ]),
  check(boden, '2019-07-02', '2,5 år', [93, 14], 'Talar i treordsmeningar. Utvecklingsbedömning åldersadekvat.'),
  check(boden, '2020-01-14', '3 år', [96.5, 14.9], 'Språkbedömning utan anmärkning. Tandborstning fungerar.'),
  check(boden, '2021-01-12', '4 år', [104, 17.1], 'Syn 0,8 båda ögonen. Hörsel 20 dB. Ritar huvudfoting.'),
  check(
    boden,
    '2022-01-18',
    '5 år',
    [111, 19.2],
    'Räknar till tjugo, cyklar. Vaccineras.',
    [{ vaccine: 'dtapIpv', dose: [4, 5], site: 'Vänster överarm' }],
    'Rodnad 6 cm på armen',
  ),
];

const ear = (on: string, text: string): ScriptedScene =>
  boden.visit(on, 'Öronvärk och feber', acute('H66.0'), [
    laboratory('Feber', { crp: on.endsWith('4') ? 34 : 21 }),
    note(on < '2019' ? 'ova' : 'bes', 'Läkarbesök', text),
    prescribe(
      `Öroninflammation ${on}`,
      { by: 'product', drug: drugs.penicillinMixture },
      {
        instruction: '3 ml 3 gånger dagligen i 5 dagar',
        unit: 'ml',
        set: { form: 'frequency', dose: 3, times: 3, per: 'dygn' },
        treatmentDays: { low: 5, high: 5, isMaximum: false },
      },
      {
        reason: 'Akut mediaotit',
        days: 5,
        dispensation: {
          label: '3 ml 3 gånger dagligen i 5 dagar mot öroninflammation',
          months: 1,
          amount: 125,
          packageUnit: 'ml',
        },
      },
    ),
  ]);

const ears: readonly ScriptedScene[] = [
  ear(
    '2018-11-14',
    'Feber 39,1 sedan i går, tar sig mot höger öra. Trumhinnan rodnad och buktande höger. Akut mediaotit.',
  ),
  ear('2019-02-21', 'Andra öroninflammationen på tre månader. Vänster trumhinna buktande. Hostar.'),
  akuten.visit('2019-08-17', 'Svullna läppar och nässelutslag efter glass', acute('T78.2'), [
    note(
      'ins',
      'Akutjournal',
      'Tio minuter efter glass med nötter: generella utslag, svullna läppar, hes och kräkts. Adrenalin 0,15 mg intramuskulärt av ambulans. Vid ankomst förbättrad. Observeras sex timmar. Sannolik anafylaxi på jordnöt. Adrenalinpenna förskrivs, remiss barnallergolog.',
    ),
    measured({ pulse: 132, saturation: 97, temperature: 36.9 }),
    laboratory(
      'Anafylaxi',
      {},
      {
        words: [
          { analysis: { name: 'S-IgE jordnöt', specimen: 'Venblod' }, value: { text: '18 kU/L', abnormal: true } },
          { analysis: { name: 'S-IgE hasselnöt', specimen: 'Venblod' }, value: { text: '<0,1 kU/L', abnormal: false } },
        ],
        statement: 'Sensibilisering mot jordnöt.',
      },
    ),
  ]),
  ear('2019-12-03', 'Tredje episoden. Rinnande höger öra. Remiss öron-näsa-hals för ställningstagande till rör.'),
  boden.visit(
    '2020-02-18',
    'Öronkontroll efter tre inflammationer',
    [],
    [
      consultation({
        speciality: 'Öron-, näs- och halssjukvård',
        question: 'Tre öroninflammationer på ett år. Rör?',
        answer:
          'Vätska bilateralt, flack tympanometri. Expektans tre månader; rör om kvarstående vätska med hörselnedsättning. Ring vid nya episoder.',
        final: true,
        information: [{ code: 'H66.0', text: 'Recidiverande mediaotit' }],
      }),
    ],
  ),
  ear('2020-09-08', 'Fjärde episoden, efter förkylning. Vänster trumhinna buktande. Vätskan på höger sida är borta.'),
  ear('2021-02-24', 'Feber och öronvärk efter badhus. Höger mediaotit. Femte och hittills sista.'),
];

const moved: readonly ScriptedScene[] = [
  ornskoldsvik.nurse(
    '2022-09-06',
    'Inskrivning elevhälsa och BVC 5,5 år',
    [],
    [
      measured({ height: 115.5, weight: 20.8 }),
      note(
        'sam',
        'Sammanfattning vid flytt',
        'Flyttat från Boden. Vaccinerad enligt program till och med fem år. Jordnötsallergi med anafylaxi 2019, adrenalinpenna. Fem öroninflammationer, hörsel normal.',
      ),
    ],
  ),
  ornskoldsvik.visit(
    '2023-04-18',
    'Pip i bröstet vid ansträngning',
    [chronic('J45.9')],
    [
      note(
        'bes',
        'Läkarbesök',
        'Hosta och pip vid fotboll. Spirometri lätt obstruktiv, reversibilitet 14 %. Astma. Inhalation vid behov, kontroll om tre månader.',
      ),
      prescribe(
        'Salbutamol',
        { by: 'product', drug: drugs.salbutamol },
        {
          instruction: '1–2 inhalationer vid behov vid andnöd',
          unit: 'dos',
          asNeeded: {
            when: 'vid andnöd eller före ansträngning',
            regimen: { form: 'frequency', dose: [1, 2], times: 4, per: 'dygn' },
          },
        },
        {
          reason: 'Astma',
          dispensation: { label: '1–2 inhalationer vid behov', months: 12, amount: 1, packageUnit: 'förp' },
        },
      ),
      measured({ height: 119, weight: 22.4, saturation: 98 }),
    ],
  ),
  ornskoldsvik.nurse(
    '2024-10-15',
    'Vaccination årskurs 1–2',
    [],
    [
      vaccinate([{ vaccine: 'mmr', dose: [2, 2], site: 'Höger överarm' }], { program }),
      measured({ height: 128.5, weight: 26.7 }),
    ],
  ),
  ornskoldsvik.visit(
    '2026-05-12',
    'Astmakontroll',
    [chronic('J45.9')],
    [
      measured({ height: 137, weight: 31.5, saturation: 99 }),
      note(
        'bes',
        'Astmakontroll',
        'Använder inhalator någon gång i veckan. Spirometri normal. Fortsatt behandling, årlig kontroll.',
      ),
      consultation({
        speciality: 'Barn- och ungdomsmedicin',
        question: 'Jordnötsallergi, ny bedömning?',
        answer: 'IgE jordnöt 11 kU/L. Fortsatt strikt undvikande. Ny adrenalinpenna 0,3 mg.',
        final: true,
      }),
    ],
  ),
];
