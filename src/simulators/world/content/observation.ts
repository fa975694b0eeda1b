import type { Observations } from './care.ts';
import { type Coded, snomed } from './code.ts';

const measures = {
  height: [snomed('1153637007', 'Kroppslängd'), 'cm'],
  weight: [snomed('27113001', 'Kroppsvikt'), 'kg'],
  head: [snomed('363812007', 'Huvudomfång'), 'cm'],
  systolic: [snomed('271649006', 'Systoliskt blodtryck'), 'mm[Hg]'],
  diastolic: [snomed('271650006', 'Diastoliskt blodtryck'), 'mm[Hg]'],
  pulse: [snomed('78564009', 'Pulsfrekvens'), '/min'],
  temperature: [snomed('386725007', 'Kroppstemperatur'), 'Cel'],
  saturation: [snomed('431314004', 'Perifer syremättnad'), '%'],
} as const satisfies Readonly<Record<string, readonly [Coded, string]>>;

/** Measurements by name, in the units above. */
export const measured = (values: Partial<Readonly<Record<keyof typeof measures, number>>>): Observations => ({
  kind: 'observations',
  values: Object.entries(values).map(([name, value]) => {
    const [type, unit] = measures[name as keyof typeof measures];
    return { type, value: { amount: String(value), unit } };
  }),
});

const smokingHabit = snomed('365981007', 'Rökvanor');
const habits = {
  never: snomed('266919005', 'Har aldrig rökt'),
  former: snomed('8517006', 'Har slutat röka'),
  daily: snomed('449868002', 'Röker dagligen'),
} as const;

export const smoking = (habit: keyof typeof habits, description?: string): Observations => ({
  kind: 'observations',
  values: [{ type: smokingHabit, value: habits[habit], ...(description && { description }) }],
});
