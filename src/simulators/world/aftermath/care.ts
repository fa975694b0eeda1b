import { textAttachment } from '../content/attachments.ts';
import { activity, carePlan, impairment, padl, request } from '../content/care.ts';
import { type Coded, codeSystem, kva } from '../content/code.ts';
import type { Content, Happening } from '../content/index.ts';
import { measured, smoking } from '../content/observation.ts';
import { icd10 } from '../icd10.ts';
import type { Encounter } from '../life.ts';
import { ageOn } from '../patient.ts';
import { type Course, codesOf, first, fitting } from './course.ts';

/** What nurses measure, what is done, what is planned. */
export function careAfter(encounter: Encounter, course: Course): Happening[] {
  const contents: Content[] = [
    ...observations(encounter, course),
    ...activities(encounter),
    ...functions(encounter, course),
    ...plans(encounter, course),
    ...requests(encounter, course),
  ];
  return contents.map((content) => ({ content }));
}

function observations(encounter: Encounter, course: Course): Content[] {
  const { random, patient } = course;
  if (encounter.scene.kind === 'telephone' || encounter.scene.kind === 'other') return [];
  const age = ageOn(patient, encounter.day);
  if (age < 16 || !random.chance(0.4)) return [];
  const values = {
    systolic: random.between(112, 168),
    diastolic: random.between(64, 94),
    pulse: random.between(56, 96),
    ...(random.chance(0.4) && { weight: random.between(54, 112) }),
  };
  const asked = first(course, 'smoking') ? [smoking(random.pick(['never', 'never', 'former', 'daily']))] : [];
  return [measured(values), ...asked];
}

const done: readonly (readonly [RegExp, Coded])[] = [
  [/^K35/, kva('JEA01', 'Laparoskopisk appendektomi')],
  [/^H25/, kva('CJE20', 'Fakoemulsifikation med implantation av artificiell lins i bakre kammaren')],
  [/^M16/, kva('NFB49', 'Primär total höftledsplastik med cement')],
  [/^S82/, kva('NHJ62', 'Osteosyntes av fraktur i fotled med platta och skruvar')],
  [/^S72/, kva('NFJ59', 'Osteosyntes av fraktur i femur med intramedullär spik')],
  [/^I21/, kva('FNG05', 'Perkutan transluminal koronarangioplastik med inläggning av stent')],
];

function activities(encounter: Encounter): Content[] {
  if (encounter.scene.kind === 'visit' && encounter.unit.level === 'primary') return [];
  const code = codesOf(encounter)
    .map((one) => fitting(done, one))
    .find((one) => one !== undefined);
  return code ? [activity(code, `Utförd på grund av: ${encounter.reason.toLowerCase()}.`)] : [];
}

const walking: Coded = { code: 'd450', system: codeSystem.icf, name: 'Att gå' };
const memory: Coded = { code: 'b144', system: codeSystem.icf, name: 'Minnesfunktioner' };

function functions(encounter: Encounter, course: Course): Content[] {
  const [code = ''] = codesOf(encounter);
  if (/^(F03|G30)/.test(code) && first(course, 'memory'))
    return [
      impairment(memory, 'Nedsatt närminne. Klarar välkända rutiner i hemmet.'),
      padl(needsHelp, 'Hjälp av hemtjänst morgon och kväll.'),
    ];
  if (/^(I63|S72)/.test(code) && first(course, code))
    return [impairment(walking, 'Går korta sträckor inomhus med rollator.'), padl(needsHelp)];
  return [];
}

const needsHelp = [
  ['Personlig hygien', 'Behöver hjälp med dusch två gånger i veckan, sköter övrig hygien själv.'],
  ['På- och avklädning', 'Klarar överkroppen själv, hjälp med strumpor och skor.'],
  ['Förflyttning', 'Går med rollator inomhus. Rullstol utomhus.'],
  ['Toalettbesök', 'Klarar sig själv dagtid med förhöjningssits.'],
  ['Födointag', 'Äter själv när maten är framdukad.'],
] as const;

function plans(encounter: Encounter, course: Course): Content[] {
  const [diagnosis] = encounter.scene.diagnoses;
  if (!diagnosis || !/^(C|F03|G30|I63|I50|F33|J44)/.test(diagnosis.code) || !first(course, `plan ${diagnosis.code}`))
    return [];
  const name = icd10[diagnosis.code];
  const type = diagnosis.code.startsWith('C') ? 'SVP' : encounter.scene.kind === 'inpatient' ? 'SPU' : 'VP';
  return [
    carePlan(
      type,
      `Vårdplan: ${name}`,
      textAttachment(
        `Vårdplan\nDiagnos: ${name}\nMål: så god funktion och livskvalitet som möjligt.\nÅtgärder: enligt läkemedelslista och uppföljning på ${encounter.unit.name}.\nUppföljning: inom sex månader.`,
      ),
    ),
  ];
}

/** Referrals from the health centre to the nearest hospital of the region. */
function requests(encounter: Encounter, { random }: Course): Content[] {
  if (encounter.unit.level !== 'primary' || codesOf(encounter).length === 0 || !random.chance(0.12)) return [];
  const prefix = encounter.unit.hsaId.split('-')[0];
  return [request('4', random.pick(['20', '40', '50']), { hsaId: `${prefix}-DEMOMED`, name: 'Medicinmottagningen' })];
}
