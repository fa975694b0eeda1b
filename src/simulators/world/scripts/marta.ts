import { norrbotten, vasternorrland } from '../../sources.ts';
import { bodenYears } from './marta-boden.ts';
import { harnosandYears, yearly } from './marta-harnosand.ts';
import type { Script } from './script.ts';

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
