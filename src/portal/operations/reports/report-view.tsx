import { Alert, Details, Heading, Paragraph, Skeleton } from '@digdir/designsystemet-react';
import { CheckmarkCircleFillIcon, ExclamationmarkTriangleFillIcon, MinusCircleIcon } from '@navikt/aksel-icons';
import { lazy, Suspense } from 'react';
import type { MonthLine, SourceReport } from '../../../faces/portal-api/shapes/source-reports.ts';
import { DataTable } from '../../common/data-table.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { RecordsView } from './records-view.tsx';
import { SaveReport } from './save-report.tsx';
import { texts } from './texts.ts';
import {
  boundText,
  contractText,
  countText,
  momentText,
  monthText,
  queryLines,
  type Requirement,
  requirementsOf,
  shareText,
  waitedText,
} from './words.ts';

const HistoryChart = lazy(() => import('./history-chart.tsx'));

interface Part {
  readonly report: SourceReport;
}

/** One report, what matters most first. `path`: of the report in the API. */
export function ReportView({ report, path }: Part & { readonly path: string }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const { queries, until, name, month, source } = report;
  return (
    <article className="stack">
      <Heading level={2}>{text.heading(name, monthText(month, language))}</Heading>
      {until && <Alert data-color="info">{text.underWay(momentText(until))}</Alert>}
      {queries.asked === 0 && <Paragraph>{text.nothing}</Paragraph>}
      <SaveReport path={path} name={`${source}-${month}`} />
      <Requirements report={report} />
      <History report={report} />
      <Queries report={report} />
      <Contracts report={report} />
      <RecordsView report={report} />
      <Details>
        <Details.Summary>{text.definitions}</Details.Summary>
        <Details.Content>
          <dl className="reports-definitions">
            {text.defined.map(([what, how]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{how}</dd>
              </div>
            ))}
          </dl>
        </Details.Content>
      </Details>
    </article>
  );
}

function Requirements({ report }: Part) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const waited = waitedText(report, language);
  return (
    <section className="stack">
      <Heading level={3}>{text.requirements}</Heading>
      <DataTable
        caption={text.requirements}
        columns={[
          { heading: text.requirement, cell: ({ what }) => what },
          { heading: text.asked, cell: ({ asked }) => asked, isNumber: true },
          { heading: text.measured, cell: ({ measured }) => measured, isNumber: true },
          { heading: text.verdict, cell: (requirement) => <Verdict {...requirement} /> },
        ]}
        rows={requirementsOf(report, language)}
        keyOf={({ key }) => key}
      />
      {waited && <Paragraph>{waited}</Paragraph>}
    </section>
  );
}

function Verdict({ isMet, verdict }: Requirement) {
  const Sign =
    isMet === undefined ? MinusCircleIcon : isMet ? CheckmarkCircleFillIcon : ExclamationmarkTriangleFillIcon;
  return (
    <span className="reports-verdict" data-met={isMet ?? 'unknown'}>
      <Sign aria-hidden fontSize="1.25em" />
      {verdict}
    </span>
  );
}

function History({ report: { name, history, availability } }: Part) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  return (
    <section className="stack">
      <Heading level={3}>{text.history}</Heading>
      {history.some(({ asked }) => asked > 0) && (
        <Suspense fallback={<Skeleton height={260} aria-label={text.drawing} />}>
          <HistoryChart
            history={history}
            target={availability.target}
            label={text.chart(name, history.length)}
            language={language}
          />
        </Suspense>
      )}
      <Details>
        <Details.Summary>{text.inTable}</Details.Summary>
        <Details.Content>
          <DataTable<MonthLine>
            caption={text.history}
            columns={[
              { heading: text.month, cell: ({ month }) => monthText(month, language) },
              { heading: text.availability, cell: (line) => shareText(line.availability, language), isNumber: true },
              { heading: text.inTime, cell: ({ inTime }) => shareText(inTime, language), isNumber: true },
              { heading: text.ofAnswers(95), cell: ({ p95 }) => boundText(p95, language), isNumber: true },
              { heading: text.total, cell: ({ asked }) => countText(asked, language), isNumber: true },
            ]}
            rows={history.toReversed()}
            keyOf={({ month }) => month}
          />
        </Details.Content>
      </Details>
    </section>
  );
}

function Queries({ report }: Part) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const { queries, percentiles, maintenance } = report;
  return (
    <section className="stack">
      <Heading level={3}>{text.queries}</Heading>
      <DataTable
        caption={text.queries}
        columns={[
          { heading: text.what, cell: ([what]) => what },
          { heading: text.count, cell: ([, count]) => countText(count, language), isNumber: true },
        ]}
        rows={queryLines(report, language)}
        keyOf={([what]) => what}
      />
      {queries.notItsOwn > 0 && <Paragraph>{text.notItsOwn(queries.notItsOwn)}</Paragraph>}
      {queries.inMaintenance > 0 && <Paragraph>{text.inMaintenance(queries.inMaintenance)}</Paragraph>}
      {maintenance.map(({ from, to }) => (
        <Paragraph key={from}>{`${text.maintenance}: ${momentText(from)} – ${momentText(to)}`}</Paragraph>
      ))}
      <Heading level={3}>{text.times}</Heading>
      <DataTable
        caption={text.times}
        columns={[
          { heading: text.what, cell: (percent) => text.ofAnswers(percent) },
          {
            heading: text.measured,
            cell: (percent) => boundText(percentiles[`p${percent}`], language),
            isNumber: true,
          },
        ]}
        rows={[50, 95, 99] as const}
        keyOf={String}
      />
    </section>
  );
}

function Contracts({ report: { contracts } }: Part) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  if (contracts.length === 0) return null;
  return (
    <section className="stack">
      <Heading level={3}>{text.contracts}</Heading>
      <DataTable
        caption={text.contracts}
        columns={[
          { heading: text.contract, cell: ({ contract }) => contractText(contract) },
          { heading: text.total, cell: ({ asked }) => countText(asked, language), isNumber: true },
          { heading: text.availability, cell: (line) => shareText(line.availability, language), isNumber: true },
          { heading: text.ofAnswers(95), cell: ({ p95 }) => boundText(p95, language), isNumber: true },
          { heading: text.records, cell: ({ records }) => countText(records, language), isNumber: true },
        ]}
        rows={contracts}
        keyOf={({ contract }) => contract}
      />
    </section>
  );
}
