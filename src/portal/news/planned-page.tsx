import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { plannedByDay } from './due.ts';
import { ItemView } from './item-view.tsx';
import { texts } from './texts.ts';
import { useNews } from './use-news.ts';

/** What is planned, day by day. */
export function PlannedPage() {
  const text = useTexts(texts);
  const { language } = useLanguage();
  usePageTitle(text.planned);
  const { data, error, isPending } = useNews();
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const days = plannedByDay(data?.items ?? [], (instant) => format.format(new Date(instant)));
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.planned}</Heading>
      <Paragraph>{text.plannedText}</Paragraph>
      {isPending && <Spinner aria-label={text.planned} />}
      {error && <ProblemNote problem={error} />}
      {data && days.length === 0 && <Paragraph>{text.nonePlanned}</Paragraph>}
      {days.map(([day, items]) => (
        <section key={day}>
          <Heading level={2} data-size="xs">
            {day}
          </Heading>
          {items.map((item) => (
            <ItemView key={item.id} item={item} level={3} links />
          ))}
        </section>
      ))}
    </div>
  );
}
