import './reports.css';
import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { ReportList, SourceReport } from '../../../faces/portal-api/shapes/source-reports.ts';
import { call } from '../../api/client.ts';
import { OneOf } from '../../common/one-of.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { ReportView } from './report-view.tsx';
import { texts } from './texts.ts';
import { monthText } from './words.ts';

/** Monthly reports on record systems: which one, and what it says. The choice stands in the address, to be sent on. */
export default function ReportsPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { data, error } = useQuery({
    queryKey: ['reports'],
    queryFn: ({ signal }) => call<ReportList>('GET', '/ops/reports', { signal }),
  });
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      {error && <ProblemNote problem={error} />}
      {data ? <Chosen list={data} /> : !error && <Spinner aria-label={text.waiting} />}
    </div>
  );
}

function Chosen({ list }: { readonly list: ReportList }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const [asked, ask] = useSearchParams();
  const source = asked.get('source') ?? list.sources[0]?.source ?? '';
  const month = asked.get('month') ?? list.months[0] ?? '';
  return (
    <>
      <div className="row reports-choice">
        <OneOf
          label={text.source}
          among={list.sources.map((each) => [each.source, each.name])}
          value={source}
          change={(value) => ask({ source: value, month }, { replace: true })}
        />
        <OneOf
          label={text.month}
          among={list.months.map((each) => [each, monthText(each, language)])}
          value={month}
          change={(value) => ask({ source, month: value }, { replace: true })}
        />
      </div>
      <Report source={source} month={month} />
    </>
  );
}

function Report({ source, month }: Readonly<Record<'source' | 'month', string>>) {
  const text = useTexts(texts);
  const path = `/ops/reports/${encodeURIComponent(source)}/${encodeURIComponent(month)}`;
  const { data, error } = useQuery({
    queryKey: ['reports', source, month],
    queryFn: ({ signal }) => call<SourceReport>('GET', path, { signal }),
    // Of the month under way it says something else in a moment.
    staleTime: 0,
  });
  if (error) return <ProblemNote problem={error} />;
  return data ? <ReportView report={data} path={path} /> : <Spinner aria-label={text.waiting} />;
}
