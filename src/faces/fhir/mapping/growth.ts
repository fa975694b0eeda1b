interface GrowthMeasure {
  readonly said: string;
  readonly snomed: readonly string[];
  readonly loinc: string;
  readonly unit: string;
}

/** The measures of the national agreement on growth: SNOMED CT codes, the LOINC code beside them, the unit (UCUM). */
export const growthMeasures: readonly GrowthMeasure[] = [
  { said: 'Längd', snomed: ['1153637007', '50373000', '248334005'], loinc: '8302-2', unit: 'cm' },
  { said: 'Vikt', snomed: ['27113001'], loinc: '29463-7', unit: 'kg' },
  { said: 'Huvudomfång', snomed: ['363812007'], loinc: '9843-4', unit: 'cm' },
  { said: 'Graviditetslängd vid födelsen', snomed: ['412726003'], loinc: '18185-9', unit: 'd' },
];
