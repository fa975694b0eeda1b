import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { NamedFigures, SourceMonth } from '../../../faces/portal-api/shapes/follow-up.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { OneOf } from '../../common/one-of.tsx';
import { useTexts } from '../../texts/language.tsx';
import { FigureChart } from '../figure-chart.tsx';
import { linesOf } from '../lines.ts';
import { texts as common } from '../texts.ts';
import { useWords } from '../use-words.ts';
import { texts } from './texts.ts';

/** Availability and answer times of the sources. */
export function Sources({ figures: { months, sources, names } }: { readonly figures: NamedFigures }) {
  const text = useTexts(texts);
  const { none } = useTexts(common);
  const words = useWords();
  const [chosen, choose] = useState<string>();
  const counting = months.filter((month) => sources.some((each) => each.month === month));
  const month = chosen ?? counting.at(-1) ?? '';
  const nameOf = (source: string) => names[source] ?? source;
  const all = [...new Set(sources.map(({ source }) => source))]
    .map((source) => [source, nameOf(source)] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, 'sv'));
  const inPercent = (availability: number) => Math.floor(availability * 1_000) / 10;
  const lines = linesOf(
    sources.map(({ source, month: period, availability }) => ({
      ...{ of: source, period, version: 1 },
      value: availability === undefined ? undefined : inPercent(availability),
    })),
    counting,
    all,
  );
  const time = (value: SourceMonth['p50']) =>
    value === undefined ? '–' : value === 'beyond' ? text.beyond : text.within(words.number(value / 1_000));
  const columns: readonly Column<SourceMonth>[] = [
    { heading: text.source, cell: ({ source }) => nameOf(source) },
    { heading: text.asked, cell: ({ asked }) => words.number(asked), isNumber: true },
    {
      heading: text.availability,
      cell: ({ availability }) =>
        availability === undefined ? '–' : text.percent(words.number(inPercent(availability))),
      isNumber: true,
    },
    { heading: text.p50, cell: ({ p50 }) => time(p50), isNumber: true },
    { heading: text.p95, cell: ({ p95 }) => time(p95), isNumber: true },
  ];
  return (
    <>
      <Heading level={2} data-size="xs">
        {text.sources}
      </Heading>
      {counting.length === 0 ? (
        <Paragraph>{none}</Paragraph>
      ) : (
        <>
          {counting.length > 1 && (
            <FigureChart of={text.availability} unit="%" lines={lines} names={all.map(([, name]) => name)} />
          )}
          <OneOf
            label={text.month}
            among={counting.toReversed().map((each) => [each, words.period(each)] as const)}
            value={month}
            change={choose}
          />
          <DataTable
            caption={text.aboutSources(words.period(month))}
            columns={columns}
            rows={sources.filter((each) => each.month === month)}
            keyOf={({ source }) => source}
          />
        </>
      )}
    </>
  );
}
