import { norrbotten, vasternorrland } from '../../sources.ts';
import { snomed } from '../content/code.ts';
import { note } from '../content/note.ts';
import { measured } from '../content/observation.ts';
import { vaccinate } from '../content/vaccination.ts';
import { later, type Script, unitOf } from './script.ts';

const kvinnokliniken = unitOf(vasternorrland, 'DEMOKVI');
const klippskrevan = unitOf(vasternorrland, 'DEMOHC1');
const isbrytaren = unitOf(norrbotten, 'DEMOHC1');
const program = 'Barnvaccinationsprogrammet';

/** Saga's daughter, born in Sundsvall, growing up in Luleå. */
export const vilja: Script = {
  scenes: () => [
    kvinnokliniken.ward(
      '2026-08-20',
      'Nyfödd, fullgången',
      [],
      [
        measured({ weight: 3.46, height: 50, head: 34.5 }),
        {
          content: {
            kind: 'observations',
            values: [
              { type: snomed('412726003', 'Graviditetslängd vid födelsen'), value: { amount: '281', unit: 'd' } },
            ],
          },
        },
        note(
          'ins',
          'Barnläkarundersökning',
          'Flicka född 04.52 i vecka 40+1. Vikt 3 460 g, längd 50 cm. Apgar 9–10–10. Hjärta, höfter, ryggrad och rött ögonreflex utan anmärkning. K-vitamin givet.',
        ),
        later(
          2,
          note(
            'slu',
            'Utskrivning BB',
            'Går hem på tredje dygnet. Viktnedgång 6 %. PKU-prov taget. Hörselscreening normal på båda öronen.',
          ),
        ),
      ],
      { nights: 2 },
    ),
    klippskrevan.nurse(
      '2026-09-03',
      'Hembesök BVC',
      [],
      [
        measured({ weight: 3.72, height: 51, head: 35.4 }),
        note(
          'bes',
          'Hembesök barnhälsovård',
          'Två veckor. Ammas helt, går upp i vikt enligt kurva. Nöjd mellan målen. Föräldrarna trötta men trygga.',
        ),
      ],
    ),
    isbrytaren.nurse(
      '2026-10-01',
      'BVC 6 veckor',
      [],
      [
        measured({ weight: 4.61, height: 55, head: 37.6 }),
        vaccinate([{ vaccine: 'rotavirus', dose: [1, 2] }], { program, note: 'Ges som droppar i munnen.' }),
        note(
          'bes',
          'Barnhälsovård 6 veckor',
          'Ler, följer med blicken. Läkarundersökning utan anmärkning. Rotavirusvaccin dos 1.',
        ),
      ],
    ),
    isbrytaren.nurse(
      '2026-11-19',
      'BVC 3 månader',
      [],
      [
        measured({ weight: 6.02, height: 60.5, head: 40.1 }),
        vaccinate(
          [
            { vaccine: 'hexavalent', dose: [1, 3], site: 'Höger lår' },
            { vaccine: 'pneumococcal', dose: [1, 3], site: 'Vänster lår' },
            { vaccine: 'rotavirus', dose: [2, 2] },
          ],
          { program },
        ),
      ],
    ),
    isbrytaren.nurse('2027-01-21', 'BVC 5 månader, vaccination', [], []),
  ],
};
