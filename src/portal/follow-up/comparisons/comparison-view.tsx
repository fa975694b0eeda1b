import { Alert, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { Comparison, Measure, PeriodKind, ShownValue } from '../../../faces/portal-api/shapes/follow-up.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { OneOf } from '../../common/one-of.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { FigureCell } from '../figure-cell.tsx';
import { FigureChart } from '../figure-chart.tsx';
import { kindOf, linesOf } from '../lines.ts';
import { MergersNote } from '../mergers-note.tsx';
import { SaveCsv } from '../save-csv.tsx';
import { texts as common } from '../texts.ts';
import { useWords } from '../use-words.ts';
import { texts } from './texts.ts';

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'year'];
/** Of one's own units; all of them are in the file. */
const shownPeriods = 6;

/** One measure: the councils beside each other, and the units of one's own. */
export function ComparisonView({ comparison }: { readonly comparison: Comparison }) {
  const text = useTexts(texts);
  const { none, aboutHidden } = useTexts(common);
  const { language } = useLanguage();
  const { measure, values } = comparison;
  const given = kinds.filter((kind) => values.some(({ period }) => kindOf(period) === kind));
  const [chosen, choose] = useState<PeriodKind>();
  const kind = chosen ?? given[0] ?? 'month';
  const shown = values.filter(({ period }) => kindOf(period) === kind);
  const periods = [...new Set(shown.map(({ period }) => period))].toSorted();
  const versions = [...new Set(shown.map(({ version }) => version))].toSorted((a, b) => a - b);
  if (values.length === 0) return <Paragraph>{none}</Paragraph>;
  return (
    <>
      <Heading level={2} data-size="xs">
        {measure.name[language]}, {measure.unit[language]}
      </Heading>
      <Paragraph>{text.direction[measure.direction]}</Paragraph>
      {values.some(({ way }) => way === 'invented') && (
        <Tag data-color="warning" data-size="sm">
          {text.invented}
        </Tag>
      )}
      <OneOf
        label={text.by}
        among={given.map((each) => [each, text.kind[each]] as const)}
        value={kind}
        change={choose}
      />
      <MergersNote mergers={comparison.mergers} names={comparison.names} />
      {versions.length > 1 && <Mixed measure={measure} versions={versions} />}
      <Councils
        comparison={comparison}
        values={shown.filter(({ unit }) => unit === undefined)}
        periods={periods}
        versions={versions}
      />
      {ownersIn(shown).map((own) => (
        <Units
          key={own}
          comparison={comparison}
          values={shown.filter(({ careProvider }) => careProvider === own)}
          periods={periods.slice(-shownPeriods)}
          versions={versions}
          own={own}
        />
      ))}
      <Paragraph data-size="sm">{aboutHidden}</Paragraph>
      <SaveCsv path={`/follow-up/measures/${measure.id}/csv`} name={`${measure.id}.csv`} />
    </>
  );
}

/** Whose units are shown: one's own care provider's, and those of which it has taken over. */
function ownersIn(values: readonly ShownValue[]): readonly string[] {
  return [...new Set(values.flatMap(({ unit, careProvider }) => (unit === undefined ? [] : careProvider)))].toSorted();
}

interface TableProps {
  readonly comparison: Comparison;
  readonly values: readonly ShownValue[];
  /** The earliest first. */
  readonly periods: readonly string[];
  /** Of the definitions that any figure on the page follows, those of units among them. */
  readonly versions: readonly number[];
}

interface MixedProps {
  readonly measure: Measure;
  readonly versions: readonly number[];
}

function Mixed({ measure, versions }: MixedProps) {
  const text = useTexts(texts);
  const { definition } = useTexts(common);
  const { language } = useLanguage();
  return (
    <Alert data-color="warning">
      <Heading level={3} data-size="2xs">
        {text.mixed}
      </Heading>
      <Paragraph>{text.aboutMixed}</Paragraph>
      <ul>
        {measure.versions
          .filter(({ version }) => versions.includes(version))
          .map((each) => (
            <li key={each.version}>
              {definition(each.version)}: {each[language]}
            </li>
          ))}
      </ul>
    </Alert>
  );
}

function Councils({ comparison: { measure, names }, values, periods, versions }: TableProps) {
  const text = useTexts(texts);
  const { definition } = useTexts(common);
  const { language } = useLanguage();
  const words = useWords();
  const councils = [...new Set(values.map(({ careProvider }) => careProvider))]
    .map((careProvider) => [careProvider, names[careProvider] ?? careProvider] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, 'sv'));
  const isMixed = versions.length > 1;
  const of = (careProvider: string, period: string) =>
    values.find((value) => value.careProvider === careProvider && value.period === period);
  const columns: readonly Column<string>[] = [
    { heading: text.period, cell: words.period },
    ...councils.map(([careProvider, name]) => ({
      heading: name,
      isNumber: true as const,
      cell: (period: string) => {
        const value = of(careProvider, period);
        return <FigureCell value={value?.value} note={value && isMixed ? definition(value.version) : undefined} />;
      },
    })),
  ];
  const figures = values.map(({ careProvider, value, ...each }) => ({
    ...each,
    of: careProvider,
    value: value === 'hidden' ? undefined : value,
  }));
  return (
    <>
      <FigureChart
        of={measure.name[language]}
        unit={measure.unit[language]}
        lines={linesOf(figures, periods, councils)}
        names={councils.map(([careProvider, name]) => named(careProvider, name))}
      />
      <DataTable
        caption={text.councils(measure.name[language])}
        columns={columns}
        rows={periods.toReversed()}
        keyOf={(period) => period}
      />
    </>
  );

  /** In the legend, with the definitions that its lines follow. */
  function named(careProvider: string, name: string): string {
    const own = versions.filter((version) =>
      values.some((value) => value.careProvider === careProvider && value.version === version),
    );
    return isMixed ? `${name} (${own.map(definition).join(', ')})` : name;
  }
}

function Units({
  comparison: { measure, names },
  values,
  periods,
  versions,
  own,
}: TableProps & { readonly own: string }) {
  const text = useTexts(texts);
  const { whole, definition } = useTexts(common);
  const { language } = useLanguage();
  const words = useWords();
  const units = [...new Set(values.flatMap(({ unit }) => unit ?? []))].toSorted((a, b) =>
    (names[a] ?? a).localeCompare(names[b] ?? b, 'sv'),
  );
  const columns: readonly Column<string | undefined>[] = [
    { heading: text.unit, cell: (unit) => (unit === undefined ? whole : (names[unit] ?? unit)) },
    ...periods.map((period) => ({
      heading: words.period(period),
      isNumber: true as const,
      cell: (unit: string | undefined) => {
        const value = values.find((each) => each.unit === unit && each.period === period);
        const note = value && versions.length > 1 ? definition(value.version) : undefined;
        return <FigureCell value={value?.value} note={note} />;
      },
    })),
  ];
  return (
    <>
      <Heading level={2} data-size="xs">
        {text.units(names[own] ?? own)}
      </Heading>
      <DataTable
        caption={`${measure.name[language]}. ${text.units(names[own] ?? own)}`}
        columns={columns}
        rows={[...units, undefined]}
        keyOf={(unit) => unit ?? ''}
      />
    </>
  );
}
