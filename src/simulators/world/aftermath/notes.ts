import type { Happening } from '../content/index.ts';
import { docBook, type Note, type NoteType, note, type OldNoteType } from '../content/note.ts';
import { icd10 } from '../icd10.ts';
import type { Encounter } from '../life.ts';
import { type Course, codesOf, fitting } from './course.ts';

/** Until the new note types came, on the first of January 2019. */
const newTypesSince = 17_897;

export function notesAfter(encounter: Encounter, course: Course): Happening[] {
  const { kind } = encounter.scene;
  if (kind === 'inpatient') return stay(encounter, course);
  if (kind === 'telephone')
    return [
      { content: written(encounter, course, 'auf', 'ovr', 'Telefonkontakt', telephone(encounter)), by: /sköterska/i },
    ];
  if (kind === 'other') return [{ content: written(encounter, course, 'auf', 'ovr', 'Brev', letter(encounter)) }];
  return [{ content: written(encounter, course, 'bes', 'ova', title(encounter), visit(encounter, course)) }];
}

const title = ({ scene, unit }: Encounter): string =>
  scene.kind === 'day-care' ? 'Dagvård' : unit.level === 'primary' ? 'Besök på hälsocentral' : 'Mottagningsbesök';

function stay(encounter: Encounter, course: Course): Happening[] {
  const nights = encounter.lastDay === undefined ? 0 : encounter.lastDay - encounter.day;
  const admission: Happening = {
    content: written(encounter, course, 'ins', 'int', 'Inskrivningsanteckning', visit(encounter, course)),
  };
  const daily: Happening[] = Array.from({ length: Math.min(nights, 3) }, (_, index) => ({
    content: written(encounter, course, 'sva', 'dag', 'Daganteckning', { Förlopp: course.random.pick(progress) }),
    after: index + 1,
  }));
  if (encounter.lastDay === undefined) return [admission, ...daily];
  const summary = written(encounter, course, 'slu', 'epi', 'Epikris', {
    Vårdtid: `${nights} vårddygn på ${encounter.unit.name}.`,
    Diagnoser: diagnoses(encounter) || 'Inga nya diagnoser.',
    Sammanfattning: `Inkommer på grund av: ${encounter.reason.toLowerCase()}. ${treatment(encounter)} ${course.random.pick(recovery)}`,
    Planering: plan(encounter),
  });
  return [admission, ...daily, { content: summary, after: nights }];
}

/** As plain text or in DocBook, under the kinds of note of its time. */
function written(
  { day }: Encounter,
  { random }: Course,
  type: NoteType,
  oldType: OldNoteType,
  heading: string,
  sections: Readonly<Record<string, string>>,
): Note {
  const asDocBook = random.chance(0.2);
  const text = Object.entries(sections)
    .map(([name, content]) => `${name}\n${content}`)
    .join('\n\n');
  return note(day < newTypesSince ? oldType : type, heading, asDocBook ? docBook(heading, sections) : text);
}

function visit(encounter: Encounter, { random }: Course): Record<string, string> {
  return {
    Kontaktorsak: `${encounter.reason}.`,
    Aktuellt: random.pick(histories),
    Status: status(encounter),
    Bedömning: [diagnoses(encounter), treatment(encounter)].filter(Boolean).join(' '),
    Planering: plan(encounter),
  };
}

const telephone = (encounter: Encounter): Record<string, string> => ({
  Kontaktorsak: `${encounter.reason}.`,
  Bedömning: 'Rådgivning ges enligt rutin. Inga varningssymtom framkommer.',
  Planering: 'Åter vid utebliven förbättring eller försämring. Patienten är införstådd.',
});

const letter = (encounter: Encounter): Record<string, string> => ({
  Åtgärd: `${encounter.reason}. Brev skickas till patienten.`,
});

const diagnoses = (encounter: Encounter): string =>
  encounter.scene.diagnoses.map(({ code }) => `${icd10[code]} (${code.replace('.', '')}).`).join(' ');

const status = (encounter: Encounter): string =>
  `Gott och opåverkat allmäntillstånd. ${fitting(findings, codesOf(encounter)[0] ?? '') ?? 'Väsentligen normala fynd vid undersökning.'}`;
const treatment = (encounter: Encounter): string =>
  fitting(treatments, codesOf(encounter)[0] ?? '') ?? 'Ingen behandling behövs för närvarande.';
const plan = (encounter: Encounter): string =>
  fitting(plans, codesOf(encounter)[0] ?? '') ?? 'Ingen planerad uppföljning. Åter vid behov.';

const histories = [
  'Besvären har kommit smygande de senaste veckorna. I övrigt mår patienten väl.',
  'Symtomen började akut. Har tagit receptfria läkemedel med begränsad effekt.',
  'Kommer enligt planering. Har inte haft några nya besvär sedan förra besöket.',
  'Besvären varierar över dygnet och påverkar sömnen. Ingen feber.',
] as const;

const progress = [
  'Förbättrad sedan i går. Äter och dricker. Fortsätter enligt ordination.',
  'Oförändrat tillstånd. Prover tagna i morse, inväntar svar. Mobiliseras på avdelningen.',
  'Känner sig piggare, uppe i dagrummet. Bedöms kunna gå hem inom kort.',
] as const;

const recovery = [
  'Förloppet är okomplicerat och patienten förbättras successivt.',
  'Efter ett par dygns behandling är patienten väl återställd och mobil.',
  'Vårdtiden förlängs något av långsam mobilisering, i övrigt utan anmärkning.',
] as const;

type Phrases = readonly (readonly [RegExp, string])[];

const findings: Phrases = [
  [/^I10/, 'Blodtryck 158/92 mmHg sittande, höger arm. Hjärta: regelbunden rytm, inga blåsljud. Lungor: rena.'],
  [
    /^I(48|50)/,
    'Hjärta: oregelbunden rytm, frekvens 92. Lungor: basala rassel bilateralt. Pittingödem upp till halva underbenen.',
  ],
  [/^I/, 'Hjärta: regelbunden rytm, inga biljud. Lungor: rena. Inga halsvensstaser. Puls palperas i båda fötterna.'],
  [/^E1[01]/, 'BMI 31. Blodtryck 142/84. Fotstatus: pulsar palpabla, nedsatt vibrationssinne, inga sår.'],
  [/^J4[45]/, 'Lungor: förlängt exspirium och sonora ronki. Saturation 93 % på luft. Talar i hela meningar.'],
  [/^J/, 'Temperatur 38,4. Svalg: lätt rodnat. Lungor: enstaka rassel basalt på höger sida. Saturation 95 % på luft.'],
  [/^H66/, 'Höger trumhinna rodnad och buktande, vänster utan anmärkning. Temperatur 38,2.'],
  [
    /^S/,
    'Svullnad och distinkt palpationsömhet över skadan. Distalstatus utan anmärkning: känsel, puls och rörlighet normala.',
  ],
  [/^M/, 'Inskränkt och smärtande rörlighet. Ingen rodnad eller värmeökning. Neurologi utan anmärkning.'],
  [/^F/, 'Formell och emotionell kontakt god. Sänkt stämningsläge. Inga suicidtankar framkommer vid direkt fråga.'],
  [/^[KN]/, 'Buk: mjuk, ömhet utan muskelförsvar. Inga palpabla resistenser. Tarmljud normala.'],
  [/^G/, 'Orienterad till tid och rum. Kranialnerver utan anmärkning. Ingen pares. Reflexer sidlika.'],
  [/^[OZ]3/, 'Välmående. Fosterljud 140 slag per minut. Blodtryck 118/72. Symfys–fundus enligt kurva.'],
];

const treatments: Phrases = [
  [/^I10/, 'Blodtrycksbehandling inleds respektive justeras. Samtal om salt, motion och tobak.'],
  [/^I50/, 'Behandlas med loopdiuretika med god effekt, vikten ned tre kilo. Grundbehandling för hjärtsvikt ses över.'],
  [/^I48/, 'Frekvensreglering och antikoagulantia enligt CHA2DS2-VASc.'],
  [/^I21/, 'Kranskärlsröntgen med ballongvidgning och stent utförs. Sekundärprevention insätts.'],
  [/^I63/, 'Trombolys aktualiseras inte på grund av tidsfönstret. Trombocythämmare, telemetri och tidig mobilisering.'],
  [/^E1[01]/, 'Behandlingsmål diskuteras. Läkemedelsbehandlingen justeras och egenmätning av blodsocker fortsätter.'],
  [/^J4[45]/, 'Inhalationsteknik kontrolleras. Inhalationsbehandling och vid försämring kortisonkur.'],
  [/^J1[58]/, 'Antibiotikabehandling ges. Andningsgymnastik och riklig vätska.'],
  [/^J/, 'Symtomatisk behandling. Information om naturalförlopp.'],
  [/^H66/, 'Penicillin V i fem dagar. Smärtlindring vid behov.'],
  [/^S[0-9]2/, 'Röntgen visar fraktur. Reposition och gips respektive operation enligt ortoped.'],
  [/^S/, 'Avlastning, kyla och högläge. Sårvård enligt rutin.'],
  [/^M/, 'Fysioterapi, smärtlindring och råd om belastning.'],
  [/^F/, 'Samtalsstöd erbjuds. Läkemedelsbehandling diskuteras och inleds i samråd med patienten.'],
  [/^K35/, 'Laparoskopisk appendektomi utan komplikationer.'],
  [/^C/, 'Handläggs enligt standardiserat vårdförlopp. Multidisciplinär konferens genomförd.'],
  [/^N30/, 'Antibiotika mot okomplicerad cystit i tre dagar.'],
  [/^O80/, 'Spontan vaginal förlossning av fullgånget barn.'],
];

const plans: Phrases = [
  [/^(I10|E1|E0|E78)/, 'Årskontroll med provtagning före besöket. Förnyar recept.'],
  [
    /^I50/,
    'Uppföljning på hjärtsviktsmottagning inom två veckor. Daglig vikt hemma, höra av sig vid uppgång mer än två kilo.',
  ],
  [/^(I|G|J44)/, 'Återbesök om tre månader, tidigare vid försämring.'],
  [/^S[0-9]2/, 'Gipskontroll om tio dagar med röntgen. Sjukskrivs vid behov.'],
  [/^(F|C)/, 'Återbesök inom fyra veckor. Fast kontaktsjuksköterska.'],
  [/^(J|H|N30|A)/, 'Åter vid utebliven förbättring inom tre dagar.'],
];
