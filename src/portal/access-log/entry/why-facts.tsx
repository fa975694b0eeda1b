import { Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { Why } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { Facts } from '../../common/facts.tsx';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** By which rule it was allowed or refused, and the smallest change that would have made it a yes. */
export function WhyFacts({ id }: { readonly id: string }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const { data, error } = useQuery({
    queryKey: ['access-log', 'why', id, language],
    queryFn: () => call<Why>('GET', `/why/${id}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <ProblemNote problem={error} />;
  if (!data) return <Spinner aria-label={text.whyWaiting} data-size="sm" />;
  const { reason, rule, ruleSet, ground, changes, records } = data;
  return (
    <>
      <Paragraph>{reason}</Paragraph>
      <Facts
        facts={[
          [text.changes, changes.length > 0 && <List lines={changes} />],
          [text.rule, rule && `${rule} (${ruleSet})`],
          [text.ground, ground],
          [text.records, records.length > 0 && <List lines={records.map(toldOf)} />],
        ]}
      />
    </>
  );

  function toldOf({ reason: told, count, changes: lacking }: Why['records'][number]): string {
    return [count !== undefined && `${text.recordCount(count)}:`, told, ...lacking].filter(Boolean).join(' ');
  }
}

function List({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="entry__list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
