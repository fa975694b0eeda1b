import { norrbotten, vasterbotten } from '../../sources.ts';
import { embedded, pdf } from '../content/attachments.ts';
import { activity, request } from '../content/care.ts';
import { kva, snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { consultation, imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { prescribe } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import { acute } from '../story.ts';
import { later, type Script, unitOf } from './script.ts';

const laxtrappan = unitOf(norrbotten, 'DEMOHC4');
const kirurgi = unitOf(norrbotten, 'DEMOKIR');
const storuman = unitOf(vasterbotten, 'DEMOHC4');
const akuten = unitOf(vasterbotten, 'DEMOAKUT');
const ortopeden = unitOf(vasterbotten, 'DEMOORT');

const ankle = acute('S82.6');
const fotled = snomed('344001', 'Fotled');

/** A man from Haparanda breaks his ankle on a snowmobile near Hemavan, 500 km from home. */
export const bjorn: Script = {
  scenes: () => [
    laxtrappan.visit(
      '2021-06-08',
      'Hälsokontroll inför yrkeskörkort',
      [],
      [
        measured({ weight: 88, height: 183, systolic: 128, diastolic: 78 }),
        note('bes', 'Hälsokontroll', 'Frisk. Inga läkemedel. Syn och hörsel utan anmärkning. Intyg utfärdas.'),
      ],
    ),
    storuman.nurse('2026-03-14', 'Skoterolycka, felställd höger fotled, inkommer med ambulans', ankle, [
      note(
        'auf',
        'Ambulansjournal',
        'Larm 13.42. Patienten påträffas vid leden norr om Hemavan, har kört omkull i låg fart. Vaken, GCS 15. Höger fotled felställd med en två centimeter stor sårskada medialt. Distal puls palpabel. Morfin 5 + 5 mg intravenöst, reponering och vakuumskena. Transport till sjukstugan i Storuman, vidare till Umeå.',
      ),
      prescribe(
        'Morfin',
        { by: 'product', drug: drugs.morfin },
        {
          instruction: '5 mg intravenöst, upprepas en gång',
          unit: 'mg',
          set: { form: 'single', dose: 10, at: '2026-03-14' },
        },
        { reason: 'Smärta vid fraktur', days: 1, given: true },
      ),
      measured({ systolic: 138, diastolic: 84, pulse: 104, saturation: 98, temperature: 36.2 }),
    ]),
    akuten.visit(
      '2026-03-14',
      'Öppen fotledsfraktur, överförd från Storuman',
      [...ankle, { code: 'W01.9' }],
      [
        note(
          'ins',
          'Akutjournal',
          'Kontaktorsak\nÖppen fotledsfraktur höger efter skoterolycka.\n\nAnamnes\nTidigare frisk. Ej tetanusvaccinerad sedan barndomen. Ingen känd överkänslighet.\n\nStatus\nSår medialt 2 cm, rent. Distalstatus utan anmärkning.\n\nÅtgärd\nKloxacillin 2 g intravenöst. Sårspolning. Vaccination mot stelkramp ges här, patienten uppmanas registrera den på hemorten. Röntgen. Operation i kväll.',
        ),
        laboratory('Inför operation', {
          haemoglobin: 148,
          leukocytes: 12.4,
          platelets: 254,
          creatinine: 84,
          potassium: 3.9,
          sodium: 140,
          crp: 4,
          inr: 1,
        }),
        imaging({
          examination: 'Röntgen fotled höger',
          modality: 'Röntgen',
          bodyPart: fotled,
          question: 'Fraktur? Felställning?',
          anamnesis: 'Skoterolycka, öppen skada medialt.',
          statement:
            'Bimalleolär fraktur med tvärgående fraktur genom mediala malleolen och snedfraktur genom fibula i höjd med syndesmosen. Talus lateralt förskjuten 4 mm.',
          status: 'preliminary',
          images: 3,
          dose: 5,
        }),
        imaging({
          examination: 'DT fotled höger',
          modality: 'Datortomografi',
          bodyPart: fotled,
          question: 'Bakre fragment? Syndesmosskada?',
          statement: 'Bakre malleolfragment 8 mm, ej dislocerat. Vidgad syndesmos. Inga lösa kroppar i leden.',
          images: 220,
          dose: 14_000,
        }),
      ],
    ),
    ortopeden.ward(
      '2026-03-14',
      'Operation öppen fotledsfraktur',
      ankle,
      [
        note('ins', 'Inskrivningsanteckning', 'Inskrivs från akuten för operation. Fastande sedan 10.30. ASA 1.'),
        note(
          'atb',
          'Operationsberättelse',
          'Preoperativ diagnos\nÖppen bimalleolär fotledsfraktur höger, Gustilo I.\n\nOperation\nSårrevision och osteosyntes av fotled med platta och skruvar lateralt samt två skruvar medialt (NHJ62). Syndesmosskruv.\n\nFörlopp\nBlodtomhet 74 minuter. Sårspolning 6 liter. Anatomisk reposition, kontrolleras i genomlysning. Primärslutning utan spänning. Gipsskena.\n\nEfterförlopp\nAntibiotika 24 timmar. Enoxaparin i två veckor. Avlastning sex veckor.',
        ),
        activity(
          kva('NHJ62', 'Osteosyntes av fraktur i fotled med platta och skruvar'),
          'Höger fotled, öppen fraktur',
          { site: fotled, minutes: 96 },
        ),
        later(
          1,
          imaging({
            examination: 'Röntgen fotled höger, postoperativ',
            modality: 'Röntgen',
            bodyPart: fotled,
            question: 'Läge efter osteosyntes?',
            statement:
              'Status efter osteosyntes med platta lateralt, skruvar medialt och syndesmosskruv. Gott läge. Gaffeln kongruent.',
            images: 3,
            dose: 4,
          }),
        ),
        later(1, laboratory('Postoperativ kontroll', { haemoglobin: 131, crp: 38, leukocytes: 10.1 })),
        later(
          2,
          prescribe(
            'Enoxaparin',
            { by: 'product', drug: drugs.enoxaparin },
            {
              instruction: '40 mg under huden en gång dagligen i 14 dagar',
              unit: 'mg',
              set: { form: 'period', dose: 40, every: 24, unit: 'timme' },
              treatmentDays: { low: 14, high: 14, isMaximum: true },
            },
            {
              reason: 'Förebyggande mot blodpropp',
              days: 14,
              dispensation: { label: '1 spruta dagligen i 14 dagar', months: 1, amount: 14, packageUnit: 'spruta' },
            },
          ),
        ),
        later(
          2,
          prescribe(
            'Oxikodon',
            { by: 'product', drug: drugs.oxikodon },
            {
              instruction: '1 depottablett morgon och kväll, trappas ut',
              unit: 'tablett',
              set: { form: 'ramp', step: -1, everyDays: 3, from: 2, to: 0, timesADay: 2 },
            },
            { reason: 'Smärta efter operation', days: 9 },
          ),
        ),
        later(
          3,
          note(
            'slu',
            'Epikris',
            'Vårdtid\n14–17 mars 2026, Ortopedkliniken Björklövet.\n\nDiagnos\nFraktur på yttre malleolen med medial komponent, öppen, höger.\n\nÅtgärd\nOsteosyntes NHJ62.\n\nPlanering\nBor i Haparanda. Remiss till Kirurgkliniken Norrskenet för röntgenkontroll och suturtagning. Belastning tidigast efter sex veckor. Syndesmosskruven tas ut efter tre månader. Sjukskriven åtta veckor.',
          ),
        ),
        later(3, request('4', '40', { hsaId: 'SE2321000230-DEMOKIR', name: 'Kirurgkliniken Norrskenets sjukhus' })),
      ],
      { nights: 3 },
    ),
    laxtrappan.nurse(
      '2026-03-24',
      'Sårkontroll och registrering av vaccination',
      [],
      [
        note(
          'bes',
          'Distriktssköterska',
          'Operationssår utan tecken på infektion. Journal från Umeå läst via sammanhållen journalföring. Registrerar stelkrampsvaccination given vid akuten i Umeå och ger påfyllnad mot difteri.',
        ),
        vaccinate([{ vaccine: 'tetanus', dose: [1, 1], site: 'Vänster överarm' }], {
          source: 'Given 2026-03-14 vid Akutcentrum Björklövets sjukhus enligt journal',
          note: 'Efterregistrerad.',
        }),
      ],
    ),
    kirurgi.visit('2026-03-31', 'Röntgenkontroll och suturtagning efter fotledsfraktur', ankle, [
      imaging({
        examination: 'Röntgen fotled höger',
        modality: 'Röntgen',
        bodyPart: fotled,
        question: 'Läge?',
        anamnesis: 'Opererad i Umeå 14 mars.',
        statement: 'Oförändrat läge av fragment och osteosyntesmaterial jämfört med beskrivning från Umeå.',
        images: 2,
        dose: 4,
      }),
      consultation({
        speciality: 'Ortopedi',
        question: 'Uppföljning efter osteosyntes i Umeå 14 mars. Röntgen och suturtagning.',
        answer:
          'Tack för remissen. Suturer avlägsnade, sår läkt. Röntgen med gott läge. Nytt gips. Återbesök efter sex veckor med belastningsstart.',
        final: false,
        acts: [{ text: 'Suturtagning och omgipsning' }],
        information: [{ code: 'S82.6', text: 'Fraktur på yttre malleolen' }],
      }),
      note(
        'bes',
        'Ortopedmottagning',
        'Två veckor efter operation. Smärtfri i vila. Suturer tas. Nytt cirkulärgips. Fortsatt avlastning.',
      ),
    ]),
    kirurgi.visit('2026-05-05', 'Avgipsning, belastningsstart', ankle, [
      imaging({
        examination: 'Röntgen fotled höger',
        modality: 'Röntgen',
        bodyPart: fotled,
        question: 'Läkning?',
        statement: 'Pågående läkning. Oförändrat läge. Syndesmosskruv utan lossning.',
        images: 2,
        dose: 4,
      }),
      note(
        'bes',
        'Ortopedmottagning',
        'Avgipsas. Dorsalflexion 5 grader. Partiell belastning i ortos två veckor, därefter full. Fysioterapi via hälsocentralen.',
      ),
    ]),
    kirurgi.day('2026-06-23', 'Uttag av syndesmosskruv', ankle, [
      activity(kva('NHU49', 'Extraktion av osteosyntesmaterial, fotled'), 'Syndesmosskruv avlägsnad i lokalbedövning', {
        site: fotled,
        minutes: 25,
      }),
      consultation({
        speciality: 'Ortopedi',
        question: 'Uppföljning efter osteosyntes i Umeå 14 mars.',
        answer:
          'Slutsvar: läkt fraktur, syndesmosskruv uttagen. Återgång i arbete 6 juli. Övrigt material lämnas om det inte ger besvär. Avslutas.',
        final: true,
        acts: [
          {
            code: kva('NHU49', 'Extraktion av osteosyntesmaterial, fotled'),
            text: 'Uttag av syndesmosskruv',
            pdf: embedded(pdf(['Operationsbild 2026-06-23', 'Syndesmosskruv uttagen, kontrollbild utan anmärkning.'])),
          },
        ],
      }),
    ]),
    laxtrappan.visit('2026-08-25', 'Fysioterapeut, sista besöket', ankle, [
      note(
        'slu',
        'Slutanteckning fysioterapi',
        'Full belastning, hoppar på ett ben. Dorsalflexion 15 grader mot 20 på vänster sida. Tillbaka i arbete som skogsmaskinförare. Avslutas.',
      ),
    ]),
  ],
};
