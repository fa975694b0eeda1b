import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { NamedFigures, UseFigure } from '../../../faces/portal-api/shapes/follow-up.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useTexts } from '../../texts/language.tsx';
import { FigureCell } from '../figure-cell.tsx';
import { FigureChart } from '../figure-chart.tsx';
import { linesOf } from '../lines.ts';
import { texts as common } from '../texts.ts';
import { useWords } from '../use-words.ts';
import { sumOf } from './sum.ts';
import { texts } from './texts.ts';

interface UseTablesProps {
  /** What is counted, in words. */
  readonly what: string;
  readonly figures: NamedFigures;
  readonly counted: readonly UseFigure[];
}

/** Of one's own units; all of them are in the file. */
const shownMonths = 6;

/** Care providers beside each other by month, then one's own units, then contracts. */
export function UseTables({ what, figures: { months, names }, counted }: UseTablesProps) {
  const text = useTexts(texts);
  const { none, noUnit } = useTexts(common);
  const words = useWords();
  if (counted.length === 0) return <Paragraph>{none}</Paragraph>;
  const whole = counted.filter(({ unit }) => unit === undefined);
  const councils = [...new Set(whole.map(({ careProvider }) => careProvider))]
    .map((careProvider) => [careProvider, names[careProvider] ?? careProvider] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, 'sv'));
  const counting = months.filter((month) => whole.some((each) => each.month === month));
  const of = (careProvider: string, month: string) =>
    sumOf(whole.filter((each) => each.careProvider === careProvider && each.month === month));
  const figures = councils.flatMap(([careProvider]) =>
    counting.map((period) => {
      const value = of(careProvider, period);
      return { of: careProvider, period, version: 1, value: value === 'hidden' ? undefined : value };
    }),
  );
  const units = counted.filter(({ unit }) => unit !== undefined);
  const nameOf = (unit: string) => names[unit] ?? (unit === '-' ? noUnit : unit);
  const contracts = [...new Set(whole.flatMap(({ contract }) => contract ?? []))].toSorted();
  return (
    <>
      <FigureChart
        of={what}
        unit={text.number}
        lines={linesOf(figures, counting, councils)}
        names={councils.map(([, name]) => name)}
      />
      <DataTable
        caption={text.byMonth(what)}
        columns={[
          { heading: text.month, cell: words.period },
          ...councils.map(
            ([careProvider, name]): Column<string> => ({
              heading: name,
              isNumber: true,
              cell: (month) => <FigureCell value={of(careProvider, month)} />,
            }),
          ),
        ]}
        rows={counting.toReversed()}
        keyOf={(month) => month}
      />
      {units.length > 0 && (
        <>
          <Heading level={2} data-size="xs">
            {text.ownUnits}
          </Heading>
          <DataTable
            caption={`${what}. ${text.ownUnits}`}
            columns={[
              { heading: text.unit, cell: nameOf },
              ...counting.slice(-shownMonths).map(
                (month): Column<string> => ({
                  heading: words.period(month),
                  isNumber: true,
                  cell: (unit) => (
                    <FigureCell value={sumOf(units.filter((each) => each.unit === unit && each.month === month))} />
                  ),
                }),
              ),
            ]}
            rows={[...new Set(units.flatMap(({ unit }) => unit ?? []))].toSorted((a, b) =>
              nameOf(a).localeCompare(nameOf(b), 'sv'),
            )}
            keyOf={(unit) => unit}
          />
        </>
      )}
      {contracts.length > 0 && (
        <>
          <Heading level={2} data-size="xs">
            {text.byContract}
          </Heading>
          <DataTable
            caption={`${what}. ${text.byContract}`}
            columns={[
              { heading: text.contract, cell: (contract: string) => contract || text.noContract },
              ...councils.map(
                ([careProvider, name]): Column<string> => ({
                  heading: name,
                  isNumber: true,
                  cell: (contract) => (
                    <FigureCell
                      value={sumOf(
                        whole.filter((each) => each.careProvider === careProvider && each.contract === contract),
                      )}
                    />
                  ),
                }),
              ),
            ]}
            rows={contracts}
            keyOf={(contract) => contract}
          />
        </>
      )}
    </>
  );
}
