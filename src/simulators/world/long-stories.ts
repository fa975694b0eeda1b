import { acute, call, chronic, clinic, day, letter, type Story, visit, ward } from './story.ts';

/** What lasts. Some of these make up a patient's long story. */
export const longStories: readonly Story[] = [
  {
    name: 'hypertension',
    ages: [45, 110],
    weight: 10,
    once: [
      visit(['Högt blodtryck upptäckt vid hälsokontroll', 'Huvudvärk och högt blodtryck'], [chronic('I10.9')]),
      call(['Hembloddtrycksmätning, rapport', 'Svullna anklar efter insatt läkemedel'], [], { after: 21 }),
    ],
    again: {
      everyDays: 300,
      scenes: [visit(['Årskontroll blodtryck'], [chronic('I10.9')]), call(['Receptförnyelse blodtrycksmedicin'], [])],
    },
  },
  {
    name: 'diabetes and hypertension',
    ages: [42, 105],
    weight: 9,
    once: [
      visit(
        ['Ökad törst, trötthet och viktnedgång', 'Förhöjt blodsocker vid provtagning'],
        [chronic('E11.9'), chronic('I10.9'), ...acute('E66.9')],
      ),
      visit(['Nybesök diabetessköterska'], [chronic('E11.9')], { after: 14 }),
      call(['Genomgång av blodsockervärden per telefon'], [], { after: 30 }),
    ],
    again: {
      everyDays: 190,
      scenes: [
        visit(
          ['Årskontroll diabetes', 'Kontroll diabetes och blodtryck'],
          [chronic('E11.9'), chronic('I10.9'), chronic('E78.5')],
        ),
        visit(['Kontroll hos diabetessköterska', 'Fotstatus och HbA1c'], [chronic('E11.9')]),
        clinic(['Ögonbottenfotografering'], [chronic('E11.3'), chronic('H36.0')]),
        call(['Fråga om metformin och magbesvär', 'Rådgivning vid högt blodsocker'], []),
      ],
    },
  },
  {
    name: 'copd',
    ages: [52, 100],
    weight: 6,
    once: [
      visit(['Långvarig hosta och andfåddhet vid ansträngning'], [chronic('J44.9')]),
      visit(['Spirometri'], [chronic('J44.9')], { after: 20 }),
    ],
    again: {
      everyDays: 150,
      scenes: [
        visit(['Årskontroll KOL', 'Kontroll hos astma-/KOL-sköterska'], [chronic('J44.9')]),
        ward(
          ['Tilltagande andnöd, inkommer med ambulans', 'Försämrad KOL med feber'],
          [...acute('J44.1', 'J18.9'), chronic('J44.9')],
          { nights: [2, 9] },
        ),
        call(['Andfåddare än vanligt, rådgivning'], []),
        visit(['Hosta med missfärgade upphostningar'], acute('J44.1')),
      ],
    },
  },
  {
    name: 'heart failure with atrial fibrillation',
    ages: [62, 112],
    weight: 6,
    once: [
      ward(['Hjärtklappning och andfåddhet i vila'], [...acute('I48.9', 'I50.9'), chronic('I10.9')], {
        nights: [2, 7],
      }),
      clinic(['Uppföljning hjärtsviktsmottagning'], [chronic('I50.9'), chronic('I48.9')], { after: 28 }),
    ],
    again: {
      everyDays: 140,
      scenes: [
        clinic(
          ['Kontroll hjärtsviktsmottagning', 'Upptitrering av hjärtsviktsbehandling'],
          [chronic('I50.9'), chronic('I48.9')],
        ),
        call(['Viktuppgång tre kilo på en vecka', 'Provsvar PK och ny dosering'], []),
        ward(['Försämrad hjärtsvikt med bensvullnad och andnöd'], [{ code: 'I50.9' }, chronic('N18.3')], {
          nights: [3, 11],
        }),
        visit(['Blodtryckskontroll och elektrolyter'], [chronic('I48.9')]),
      ],
    },
  },
  {
    name: 'myocardial infarction',
    ages: [48, 98],
    weight: 4,
    once: [
      ward(
        ['Central bröstsmärta med utstrålning i vänster arm'],
        [...acute('I21.4'), chronic('I10.9'), chronic('E78.5')],
        { nights: [3, 6] },
      ),
      clinic(['Återbesök efter hjärtinfarkt'], acute('I25.2'), { after: 35 }),
      visit(['Livsstilssamtal efter hjärtinfarkt'], acute('I25.2'), { after: 40 }),
    ],
    again: {
      everyDays: 330,
      scenes: [
        visit(['Årskontroll efter hjärtinfarkt'], [chronic('I25.2'), chronic('E78.0')]),
        clinic(['Bröstsmärta vid ansträngning, arbetsprov'], acute('I20.9', 'R07.4')),
      ],
    },
  },
  {
    name: 'stroke',
    ages: [55, 108],
    weight: 3,
    once: [
      ward(['Plötslig svaghet i höger arm och talsvårigheter'], [...acute('I63.9'), chronic('I10.9')], {
        nights: [5, 19],
      }),
      day(['Strokerehabilitering, dagvård'], acute('I69.3'), { after: 25 }),
      clinic(['Återbesök strokemottagning'], acute('I69.3'), { after: 60 }),
    ],
    again: {
      everyDays: 340,
      scenes: [visit(['Årlig uppföljning efter stroke'], [chronic('I69.3'), chronic('I10.9')])],
    },
  },
  {
    name: 'asthma and eczema',
    ages: [3, 60],
    weight: 6,
    once: [visit(['Pip i bröstet och nattlig hosta'], [chronic('J45.9'), chronic('L20.9')])],
    again: {
      everyDays: 280,
      scenes: [
        visit(['Astmakontroll', 'Ökade astmabesvär under pollensäsongen'], [chronic('J45.9')]),
        visit(['Försämrat eksem i armveck'], [chronic('L20.9')]),
        call(['Receptförnyelse astmamedicin'], []),
      ],
    },
  },
  {
    name: 'depression and anxiety',
    ages: [16, 78],
    weight: 7,
    once: [
      visit(
        ['Nedstämdhet och sömnsvårigheter sedan flera månader', 'Trötthet, oro och koncentrationssvårigheter'],
        acute('F32.1'),
      ),
      visit(['Samtal med kurator'], acute('F32.1'), { after: 14 }),
      call(['Uppföljning av insatt antidepressiv behandling'], [], { after: 14 }),
    ],
    again: {
      everyDays: 200,
      scenes: [
        visit(['Samtalskontakt, psykosocialt team', 'Återkommande nedstämdhet'], [chronic('F33.1'), ...acute('F41.1')]),
        call(['Telefonuppföljning psykisk hälsa'], []),
        clinic(['Bedömning på psykiatrisk öppenvårdsmottagning'], acute('F33.1')),
      ],
    },
  },
  {
    name: 'exhaustion',
    ages: [25, 64],
    weight: 4,
    once: [
      visit(['Utmattad, gråtmild, svårt att minnas'], acute('F43.8')),
      visit(['Uppföljning av sjukskrivning'], acute('F43.8'), { after: 28 }),
      letter(['Intyg till Försäkringskassan'], [], { after: 4 }),
      visit(['Avstämning inför arbetsåtergång'], acute('F43.8'), { after: 50 }),
    ],
  },
  {
    name: 'rheumatoid arthritis',
    ages: [30, 95],
    weight: 3,
    once: [
      visit(['Morgonstelhet och svullna fingerleder'], acute('M79.1')),
      clinic(['Nybesök reumatolog'], [chronic('M05.9')], { after: 45 }),
    ],
    again: {
      everyDays: 120,
      scenes: [
        clinic(['Kontroll reumatolog', 'Skov med ledsvullnad'], [chronic('M05.9')]),
        day(['Infusion biologiskt läkemedel'], [chronic('M05.9')]),
        letter(['Provtagning enligt läkemedelskontroll'], []),
      ],
    },
  },
  {
    name: 'osteoarthritis of the hip',
    ages: [55, 95],
    weight: 4,
    once: [
      visit(['Smärta i ljumsken vid gång'], acute('M16.1')),
      clinic(['Bedömning inför höftprotes'], acute('M16.1'), { after: 60 }),
      ward(['Planerad höftledsoperation'], acute('M16.1'), { after: 120, nights: [1, 4] }),
      clinic(['Återbesök efter höftprotes'], acute('Z96.6'), { after: 90 }),
    ],
  },
  {
    name: 'hypothyroidism',
    ages: [20, 100],
    sex: 'female',
    weight: 4,
    once: [visit(['Trötthet, frusenhet och viktuppgång'], [chronic('E03.9')])],
    again: {
      everyDays: 360,
      scenes: [
        visit(['Kontroll ämnesomsättning'], [chronic('E03.9')]),
        letter(['Provsvar sköldkörtelprover per brev'], []),
      ],
    },
  },
  {
    name: 'type 1 diabetes',
    ages: [6, 70],
    weight: 2,
    once: [ward(['Törst, kräkningar och påverkat allmäntillstånd'], [chronic('E10.9')], { nights: [4, 8] })],
    again: {
      everyDays: 100,
      scenes: [
        clinic(['Kontroll diabetesmottagning'], [chronic('E10.9')]),
        call(['Genomgång av glukoskurvor'], []),
        clinic(['Byte av insulinpump'], [chronic('E10.9')]),
      ],
    },
  },
  {
    name: 'prostate',
    ages: [58, 98],
    sex: 'male',
    weight: 5,
    once: [
      visit(['Svag stråle och täta trängningar'], acute('N40.9')),
      clinic(['Utredning av förhöjt PSA'], acute('C61.9'), { after: 30 }),
    ],
    again: {
      everyDays: 180,
      scenes: [clinic(['PSA-kontroll, urologmottagning'], [chronic('C61.9')]), call(['Besked om provsvar PSA'], [])],
    },
  },
  {
    name: 'breast cancer',
    ages: [40, 88],
    sex: 'female',
    weight: 3,
    once: [
      clinic(['Knöl i bröstet, återkallad efter mammografi'], acute('C50.9')),
      ward(['Operation bröstcancer'], acute('C50.9'), { after: 21, nights: [1, 2] }),
      day(['Cytostatikabehandling kur 1'], acute('C50.9'), { after: 30 }),
      day(['Cytostatikabehandling kur 2'], acute('C50.9'), { after: 21 }),
      day(['Cytostatikabehandling kur 3'], acute('C50.9'), { after: 21 }),
    ],
    again: { everyDays: 365, scenes: [clinic(['Årskontroll efter bröstcancer'], [chronic('C50.9')])] },
  },
  {
    name: 'dementia',
    ages: [72, 112],
    weight: 4,
    once: [
      visit(['Anhörig har märkt tilltagande glömska'], acute('F03.9')),
      clinic(['Minnesutredning'], [chronic('G30.1')], { after: 60 }),
    ],
    again: {
      everyDays: 150,
      scenes: [
        visit(['Hembesök, uppföljning demens'], [chronic('G30.1')]),
        call(['Anhörig ringer om oro nattetid', 'Samordning med hemsjukvården'], []),
        ward(['Förvirring och uttorkning'], [...acute('E86.9'), chronic('G30.1')], { nights: [2, 8] }),
      ],
    },
  },
  {
    name: 'epilepsy',
    ages: [4, 70],
    weight: 2,
    once: [
      ward(['Generellt krampanfall'], [chronic('G40.9')], { nights: [1, 3] }),
      clinic(['EEG och läkarbesök'], [chronic('G40.9')], { after: 21 }),
    ],
    again: {
      everyDays: 220,
      scenes: [
        clinic(['Kontroll neurologmottagning'], [chronic('G40.9')]),
        call(['Fråga om biverkan av epilepsimedicin'], []),
      ],
    },
  },
  {
    name: 'adhd',
    ages: [8, 40],
    weight: 3,
    once: [clinic(['Neuropsykiatrisk utredning'], [chronic('F90.0')])],
    again: {
      everyDays: 170,
      scenes: [
        clinic(['Uppföljning av centralstimulerande behandling'], [chronic('F90.0')]),
        call(['Receptförnyelse'], []),
      ],
    },
  },
  {
    name: 'kidney failure',
    ages: [60, 110],
    weight: 3,
    once: [visit(['Förhöjt kreatinin vid rutinprov'], [chronic('N18.3'), chronic('I10.9')])],
    again: {
      everyDays: 170,
      scenes: [
        clinic(['Kontroll njurmottagning'], [chronic('N18.3'), chronic('D50.9')]),
        letter(['Provsvar njurfunktion'], []),
      ],
    },
  },
  {
    name: 'inflammatory bowel disease',
    ages: [16, 70],
    weight: 2,
    once: [clinic(['Diarréer och viktnedgång, koloskopi'], [chronic('K50.9')])],
    again: {
      everyDays: 130,
      scenes: [
        clinic(['Kontroll gastromottagning'], [chronic('K50.9')]),
        day(['Infusion infliximab'], [chronic('K50.9')]),
        call(['Skov med buksmärta, rådgivning'], []),
      ],
    },
  },
];
