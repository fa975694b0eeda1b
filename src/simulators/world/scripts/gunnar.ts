import { norrbotten, vasterbotten } from '../../sources.ts';
import { beginning, controls, heart } from './gunnar-lulea.ts';
import { inUmea } from './gunnar-umea.ts';
import type { Script, ScriptedWarning } from './script.ts';

/** Diabetes for a dozen years and heart failure since 2019: cared for at home in Luleå and by the specialists in Umeå. */
export const gunnar: Script = {
  scenes: (today) => [...beginning, ...controls(today), ...heart, ...inUmea(today)],
  warnings: warnings(),
};

function warnings(): ScriptedWarning[] {
  const adult = [18, 120] as const;
  return [
    {
      source: norrbotten,
      unit: 'DEMOHC1',
      on: '2015-02-10',
      warning: {
        kind: 'drug',
        ages: adult,
        weight: 1,
        atc: { code: 'J01CE02', name: 'Fenoximetylpenicillin' },
        severity: 'Skadlig',
        certainty: 'Misstänkt',
        comment: 'Utslag och svullnad i ansiktet 1987.',
      },
    },
    {
      source: norrbotten,
      unit: 'DEMOMED',
      on: '2019-11-10',
      warning: {
        kind: 'treatment',
        ages: adult,
        weight: 1,
        description: 'Blodförtunnande behandling, apixaban',
        atc: { code: 'B01AF02', name: 'Apixaban' },
        comment: 'Förmaksflimmer.',
      },
    },
    {
      source: vasterbotten,
      unit: 'DEMOMED',
      on: '2024-04-17',
      warning: {
        kind: 'disease',
        ages: adult,
        weight: 1,
        disease: { code: 'Z95.0', name: 'Förekomst av elektronisk hjärtstimulator (pacemaker)' },
        comment: 'CRT-D. Ej MR utan kontakt med pacemakermottagningen.',
      },
    },
  ];
}
