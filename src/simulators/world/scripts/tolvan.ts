import type { CouncilSource } from '../../sources.ts';
import { type Day, dayOf } from '../calendar.ts';
import type { CareUnit } from '../care-units.ts';
import { pdf, reference, textAttachment } from '../content/attachments.ts';
import { activity, carePlan, impairment, padl, request } from '../content/care.ts';
import { codeSystem, kva, snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { consultation, ecg, imaging } from '../content/examination.ts';
import type { Content } from '../content/index.ts';
import { laboratory } from '../content/laboratory.ts';
import { prescribe, stop } from '../content/medication.ts';
import { docBook, note } from '../content/note.ts';
import { measured, smoking } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import type { Encounter } from '../life.ts';
import { createRandom } from '../random.ts';
import { daysFrom, encounterOf, unitOf } from './script.ts';

/**
 * The best known test patient has some of everything at every council, whatever his life there has been like: written down
 * without a contact, so that his contacts and diagnoses stay what they are. No pregnancy: he is a man.
 */
export function tolvansExtras(source: CouncilSource, units: readonly CareUnit[], today: Day): Encounter[] {
  const place = unitOf(source, 'DEMOHC1');
  const told = [
    place.visit('2026-03-05', 'Genomgång', [], everything(source)),
    ...daysFrom('2019-01-15', 91, today - 1).map((on) => place.nurse(on, 'Provtagning', [], series(source, on))),
  ];
  return told.map((scene) => ({ ...encounterOf(scene, units, today), loose: true as const }));
}

/** Four times a year for eight years: long enough to plot, now and then outside the reference. */
function series(source: CouncilSource, on: string): Content[] {
  const random = createRandom('tolvan', source, on);
  const years = (dayOf(on) - dayOf('2019-01-15')) / 365.25;
  const wave = Math.sin(years * 1.7);
  return [
    laboratory('Långtidsuppföljning', {
      hba1c: Math.round(47 + 7 * wave + random.between(-2, 2)),
      creatinine: Math.round(86 + 3.1 * years + random.between(-4, 4)),
      ntProBnp: Math.round(240 + 60 * years + 90 * wave + random.between(-30, 30)),
      potassium: Number((4 + random.fraction() * 0.7).toFixed(1)),
    }),
  ];
}

function everything(source: CouncilSource): Content[] {
  return [
    note(
      'bes',
      'Besöksanteckning',
      docBook('Besöksanteckning', {
        Bedömning: 'Genomgång av alla slags uppgifter & deras <form>.'.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
        Planering: 'Åter om ett år.',
      }),
    ),
    note(
      'sam',
      'Sammanfattning som PDF',
      pdf(['Sammanfattning: Tolvan Tolvansson', 'En bilaga nära gränsen för vad som får bifogas.'], 99_000),
    ),
    note(
      'utr',
      'Utredning, inskannad',
      reference('application/pdf', `https://dokument.demo.invalid/${source.slice(-8).toLowerCase()}/utredning-1`),
    ),
    note(
      'auf',
      'Telefonkontakt',
      'Provsvar meddelas per telefon. Patienten är nöjd.',
      'Jag ringde faktiskt två gånger innan någon svarade.',
    ),
    ecg({
      question: 'Årskontroll',
      statement: 'Sinusrytm 64. AV-block I.',
      rate: 64,
      pr: 224,
      qt: 402,
      qtCorrected: 415,
      axis: 10,
      st: { V2: 0.5, V3: 0.5 },
      interpretation: ['Sinus rhythm', 'First degree AV block'],
    }),
    imaging({
      examination: 'Röntgen hjärta och lungor',
      modality: 'Röntgen',
      bodyPart: snomed('51185008', 'Thorax'),
      question: 'Kontroll',
      statement: 'Normalstort hjärta. Inga infiltrat.',
      images: 2,
      dose: 81,
    }),
    consultation({
      speciality: 'Kardiologi',
      question: 'AV-block I, symtomfri. Åtgärd?',
      answer: 'Ingen åtgärd. EKG årligen. Pacemaker endast vid symtom.',
      final: true,
      acts: [{ code: kva('AF020', 'Ultraljud hjärta'), text: 'Ultraljud hjärta, normal funktion' }],
      information: [{ code: 'I10.9', text: 'Essentiell hypertoni' }],
    }),
    prescribe(
      'enalapril',
      { by: 'product', drug: drugs.enalapril },
      {
        instruction: '1 tablett på morgonen',
        short: '1x1',
        unit: 'tablett',
        set: { form: 'frequency', dose: 1, times: 1, per: 'dygn' },
      },
      {
        reason: 'Högt blodtryck',
        dispensation: { label: '1 tablett på morgonen mot högt blodtryck', months: 12, amount: 98, packageUnit: 'st' },
      },
    ),
    prescribe(
      'penicillin',
      { by: 'product', drug: drugs.penicillinV },
      {
        instruction: '1 tablett 3 gånger dagligen i 10 dagar',
        short: '1x3',
        unit: 'tablett',
        set: { form: 'frequency', dose: 1, times: 3, per: 'dygn' },
        treatmentDays: { low: 10, high: 10, isMaximum: false },
      },
      { reason: 'Halsfluss', days: 10 },
    ),
    prescribe(
      'zopiklon',
      { by: 'substance', drug: drugs.zopiklon },
      {
        instruction: '1 tablett till natten vid behov',
        unit: 'tablett',
        asNeeded: { when: 'vid sömnsvårigheter', regimen: { form: 'frequency', dose: 1, times: 1, per: 'dygn' } },
      },
      { reason: 'Sömnsvårigheter' },
    ),
    stop('zopiklon', 'Behov saknas'),
    vaccinate([{ vaccine: 'influenza', site: 'Vänster överarm' }], { program: 'Säsongsinfluensa' }),
    vaccinate([], { note: 'Uppger vaccination mot gula febern 1987, preparat okänt.' }),
    padl([
      ['Personlig hygien', 'Klarar sig själv.'],
      ['Förflyttning', 'Går med käpp.'],
    ]),
    impairment({ code: 'b230', system: codeSystem.icf, name: 'Hörselfunktioner' }, 'Hörapparat på båda öronen.'),
    carePlan('VP', 'Vårdplan', textAttachment('Vårdplan\nMål: fortsätta bo hemma.'), pdf(['Vårdplan', 'Bilaga'])),
    measured({ height: 174, weight: 78.5, systolic: 138, diastolic: 78, pulse: 64 }),
    smoking('never'),
    activity(kva('DT016', 'Läkemedelstillförsel, intravenös'), 'Järninfusion', { minutes: 45 }),
    request('4', '40', { hsaId: 'SE2321000230-DEMOMED', name: 'Medicinkliniken Norrskenets sjukhus' }),
    request('1', '50', { hsaId: 'SE2321000230-DEMOKIR', name: 'Röntgen, Norrskenets sjukhus' }),
  ];
}
