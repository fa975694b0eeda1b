import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { SourceReport } from '../../../faces/portal-api/shapes/source-reports.ts';
import { DataTable } from '../../common/data-table.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';
import { contractText, countText } from './words.ts';

/** On the page; all of them are in the CSV file. */
const mostRules = 30;

/** What the source should mend: in the engagement index, and in the records that it gives. */
export function RecordsView({ report }: { readonly report: SourceReport }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const { withheld, unreadable, brokenRules } = report;
  return (
    <section className="stack">
      <Index index={report.index} />
      <Heading level={3}>{text.withheld}</Heading>
      <DataTable
        caption={text.withheld}
        columns={[
          { heading: text.reason, cell: ({ reason }) => text.withheldFor[reason] },
          { heading: text.count, cell: ({ count }) => countText(count, language), isNumber: true },
        ]}
        rows={withheld}
        keyOf={({ reason }) => reason}
        none={text.noneWithheld}
      />
      <Heading level={3}>{text.broken}</Heading>
      {unreadable > 0 && <Paragraph>{text.unreadable(unreadable)}</Paragraph>}
      <DataTable
        caption={text.broken}
        columns={[
          { heading: text.contract, cell: ({ contract }) => contractText(contract) },
          { heading: text.rule, cell: ({ rule }) => rule },
          { heading: text.count, cell: ({ count }) => countText(count, language), isNumber: true },
          { heading: text.days, cell: ({ firstDay, lastDay }) => daysText(firstDay, lastDay) },
        ]}
        rows={brokenRules.slice(0, mostRules)}
        keyOf={({ contract, rule }) => `${contract} ${rule}`}
        none={text.noneBroken}
      />
      {brokenRules.length > mostRules && <Paragraph>{text.more(brokenRules.length - mostRules)}</Paragraph>}
    </section>
  );
}

function Index({ index }: Pick<SourceReport, 'index'>) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  return (
    <>
      <Heading level={3}>{text.index}</Heading>
      <Paragraph>{index ? text.compared(index.done, index.undone) : text.notCompared}</Paragraph>
      {index && (
        <DataTable
          caption={text.index}
          columns={[
            { heading: text.what, cell: (what) => text[what] },
            { heading: text.count, cell: (what) => countText(index[what], language), isNumber: true },
          ]}
          rows={['listed', 'differing', 'late'] as const}
          keyOf={String}
        />
      )}
    </>
  );
}

function daysText(first: string, last: string): string {
  return first === last ? first : `${first} – ${last}`;
}
