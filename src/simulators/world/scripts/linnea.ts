import { norrbotten, vasternorrland } from '../../sources.ts';
import { snomed } from '../content/code.ts';
import { drugs } from '../content/drugs.ts';
import { imaging } from '../content/examination.ts';
import { laboratory } from '../content/laboratory.ts';
import { prescribe } from '../content/medication.ts';
import { note } from '../content/note.ts';
import { measured } from '../content/observation.ts';
import { acute } from '../story.ts';
import { later, type Script, unitOf } from './script.ts';

const akuten = unitOf(norrbotten, 'DEMOAKUT');
const kirurgi = unitOf(norrbotten, 'DEMOKIR');
const klippskrevan = unitOf(vasternorrland, 'DEMOHC1');

/** A traveller without papers after a road accident: she is cared for under a national reserve number. */
export const linnea: Script = {
  scenes: () => [
    akuten.visit('2026-07-12', 'Trafikolycka, medvetandepåverkad, inkommer med ambulans', acute('S06.0'), [
      note(
        'ins',
        'Akutjournal',
        'Kvinna omkring 30 år, påträffad i kolliderad bil på E4 söder om Luleå. Saknar handlingar, GCS 12, kan inte uppge namn. Nationellt reservnummer tas ut. Öm över vänster revbensbåge. Traumalarm nivå 2.',
      ),
      measured({ systolic: 108, diastolic: 64, pulse: 112, saturation: 95 }),
      laboratory(
        'Trauma',
        { haemoglobin: 121, leukocytes: 14.8, platelets: 231, inr: 1.1, creatinine: 74, potassium: 3.8 },
        {
          words: [
            { analysis: { name: 'P-Etanol', specimen: 'Venblod' }, value: { text: 'Ej påvisad', abnormal: false } },
          ],
        },
      ),
      imaging({
        examination: 'DT trauma',
        modality: 'Datortomografi',
        bodyPart: snomed('38266002', 'Hela kroppen'),
        question: 'Trauma',
        statement:
          'Ingen intrakraniell blödning. Två revbensfrakturer på vänster sida. Liten lungkontusion. Inga bukorganskador.',
        images: 640,
        dose: 890_000,
        contrast: 'Jodkontrast intravenöst 100 ml',
      }),
    ]),
    kirurgi.ward(
      '2026-07-12',
      'Observation efter trafikolycka',
      acute('S06.0'),
      [
        note(
          'ins',
          'Inskrivningsanteckning',
          'Observation efter hjärnskakning och revbensfrakturer. Vaknar till under natten, heter Linnea, på genomresa, bor utomlands.',
        ),
        later(
          1,
          prescribe(
            'paracetamol',
            { by: 'product', drug: drugs.paracetamol },
            {
              instruction: '2 tabletter 4 gånger dagligen',
              short: '2x4',
              unit: 'tablett',
              set: { form: 'frequency', dose: 2, times: 4, per: 'dygn' },
            },
            { reason: 'Smärta', days: 14 },
          ),
        ),
        later(
          2,
          note(
            'slu',
            'Epikris',
            'Hjärnskakning och två revbensfrakturer efter trafikolycka. Okomplicerad observation. Fortsätter söderut, kontroll på hälsocentral i Sundsvall. Identiteten styrks senare; journal under reservnummer.',
          ),
        ),
      ],
      { nights: 2 },
    ),
    klippskrevan.visit('2026-07-20', 'Kontroll efter hjärnskakning', acute('S06.0'), [
      note(
        'bes',
        'Läkarbesök',
        'Kontroll på genomresa. Lätt huvudvärk, ont vid hosta. Neurologi utan anmärkning. Lungor rena. Uppgifter från Norrbotten lästa under samma reservnummer.',
      ),
    ]),
  ],
};
