import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { Link, useParams } from 'react-router';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { ItemView } from './item-view.tsx';
import { texts } from './texts.ts';
import { useNews } from './use-news.ts';

/** One item, where a banner or a feed leads. */
export function NewsItemPage() {
  const text = useTexts(texts);
  const { id } = useParams();
  usePageTitle(text.name);
  const { data, error, isPending } = useNews();
  const item = data?.items.find((one) => one.id === id);
  return (
    <div className="page page--narrow stack">
      {isPending && <Spinner aria-label={text.name} />}
      {error && <ProblemNote problem={error} />}
      {item && <ItemView item={item} level={1} />}
      {data && !item && (
        <>
          <Heading level={1}>{text.gone}</Heading>
          <Paragraph>{text.goneText}</Paragraph>
        </>
      )}
      <Paragraph>
        <Link className="ds-link" to="/news">
          {text.all}
        </Link>
      </Paragraph>
    </div>
  );
}
