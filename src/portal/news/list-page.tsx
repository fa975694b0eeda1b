import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { ItemView } from './item-view.tsx';
import { texts } from './texts.ts';
import { useNews } from './use-news.ts';

/** All that the reader is told now. */
export function NewsList() {
  const text = useTexts(texts);
  usePageTitle(text.name);
  const { data, error, isPending } = useNews();
  return (
    <div className="page page--narrow">
      <Heading level={1}>{text.name}</Heading>
      {isPending && <Spinner aria-label={text.name} />}
      {error && <ProblemNote problem={error} />}
      {data?.items.length === 0 && <Paragraph>{text.none}</Paragraph>}
      {data?.items.map((item) => (
        <ItemView key={item.id} item={item} level={2} links />
      ))}
    </div>
  );
}
