import { csv } from '../../../csv.ts';
import { ownMeasures } from '../../../figures/management/own-measures.ts';
import { noUnit } from '../../../figures/management/usage-for.ts';
import type { Comparison, NamedFigures, SourceMonth } from '../shapes/follow-up.ts';

type Language = 'sv' | 'en';

const words = {
  sv: {
    own: [
      'Mått',
      'Månad',
      'HSA-id',
      'Vårdgivare eller källa',
      'HSA-id för enhet',
      'Enhet',
      'Kontrakt',
      'Mäts i',
      'Värde',
      'Frågor',
      'Dolt',
    ],
    measure: ['Mått', 'Namn', 'Mäts i', 'Version', 'Period', 'HSA-id', 'Vårdgivare', 'HSA-id för enhet', 'Enhet'],
    values: ['Värde', 'Täljare', 'Nämnare', 'Dolt'],
    definition: 'Definition',
    hidden: 'ja',
    invented: ' (påhittade siffror)',
    noUnit: 'Utan enhet',
    merged: (into: string, day: string) => ` (från ${day} i ${into})`,
    units: { count: 'antal', availability: 'procent', time: 'millisekunder' },
  },
  en: {
    own: [
      'Measure',
      'Month',
      'HSA-id',
      'Care provider or source',
      'HSA-id of unit',
      'Unit',
      'Contract',
      'Measured in',
      'Value',
      'Queries',
      'Hidden',
    ],
    measure: [
      'Measure',
      'Name',
      'Measured in',
      'Version',
      'Period',
      'HSA-id',
      'Care provider',
      'HSA-id of unit',
      'Unit',
    ],
    values: ['Value', 'Numerator', 'Denominator', 'Hidden'],
    definition: 'Definition',
    hidden: 'yes',
    invented: ' (invented figures)',
    noUnit: 'Without a unit',
    merged: (into: string, day: string) => ` (from ${day} in ${into})`,
    units: { count: 'number', availability: 'per cent', time: 'milliseconds' },
  },
} as const;

/** The councils' figures of one measure, each with the definition that it was counted by. */
export function comparisonCsv(comparison: Comparison, language: Language): string {
  const { measure, values, names } = comparison;
  const text = words[language];
  const rows = values.map(({ careProvider, unit = '', period, version, value, numerator, denominator, way }) => [
    ...[measure.id, measure.name[language], measure.unit[language], String(version), period],
    ...[
      careProvider,
      `${providerName(comparison, careProvider, language)}${way === 'invented' ? text.invented : ''}`,
      unit,
      names[unit] ?? '',
    ],
    ...[number(value), number(numerator), number(denominator), value === 'hidden' ? text.hidden : ''],
    measure.versions.find((each) => each.version === version)?.[language] ?? '',
  ]);
  return csv([[...text.measure, ...text.values, text.definition], ...rows]);
}

/** What the bridge has counted of itself, each with the measure's definition. */
export function ownCsv(figures: NamedFigures, language: Language): string {
  const { use, sources, names } = figures;
  const text = words[language];
  const defined = (id: (typeof ownMeasures)[number]['id'], cells: readonly string[]): string[] => {
    const measure = ownMeasures.find((each) => each.id === id);
    return [measure?.name[language] ?? id, ...cells, measure?.definition[language] ?? ''];
  };
  const ofUse = use.map(({ use: id, month, careProvider, unit = '', contract = '', count }) =>
    defined(id, [
      ...[month, careProvider, providerName(figures, careProvider, language)],
      ...(unit === noUnit ? ['', text.noUnit] : [unit, names[unit] ?? '']),
      ...[contract, text.units.count, number(count), '', count === 'hidden' ? text.hidden : ''],
    ]),
  );
  const ofSources = sources.flatMap((each) =>
    (['availability', 'p50', 'p95'] as const).map((id) =>
      defined(id, [
        ...[each.month, each.source, names[each.source] ?? '', '', '', ''],
        ...[text.units[id === 'availability' ? id : 'time'], figureOf(each, id), number(each.asked), ''],
      ]),
    ),
  );
  return csv([[...text.own, text.definition], ...ofUse, ...ofSources]);
}

/** With what has taken it over, so that figures of both sides of the day are not taken for those of two. */
function providerName(
  { names, mergers }: Pick<Comparison, 'names' | 'mergers'>,
  careProvider: string,
  language: Language,
): string {
  const merger = mergers.find(({ from }) => from === careProvider);
  const now = merger ? words[language].merged(names[merger.into] ?? merger.into, merger.at) : '';
  return `${names[careProvider] ?? ''}${now}`;
}

/** Availability in per cent, times in milliseconds. Like the page, never more available than it was. */
function figureOf(figures: SourceMonth, id: 'availability' | 'p50' | 'p95'): string {
  const { availability } = figures;
  if (id === 'availability')
    return number(availability === undefined ? undefined : Math.floor(availability * 1_000) / 10);
  const time = figures[id];
  return time === 'beyond' ? '> 60000' : number(time);
}

/** With a comma, as spreadsheets here read numbers, and at most two decimals. */
function number(value: number | 'hidden' | undefined): string {
  if (value === undefined || value === 'hidden') return '';
  return String(Math.round(value * 100) / 100).replace('.', ',');
}
