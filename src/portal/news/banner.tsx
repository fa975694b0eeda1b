import './banner.css';
import { Button } from '@digdir/designsystemet-react';
import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ShownNews } from '../../faces/portal-api/shapes/news.ts';
import { call } from '../api/client.ts';
import { useTexts } from '../texts/language.tsx';
import { bannersOf } from './due.ts';
import { texts } from './texts.ts';
import { useNews, useNewsChanged, useWording } from './use-news.ts';
import { usePeriod } from './use-period.ts';

/** More than so many are told by number alone. */
const atMost = 2;

/** What affects care, on every page of a clinician; nothing where there is nothing. */
export default function NewsBanner() {
  const text = useTexts(texts);
  const { data, dataUpdatedAt } = useNews();
  const items = bannersOf(data?.items ?? [], dataUpdatedAt);
  return (
    <section className="news-banner not-printed" aria-label={text.banner} aria-live="polite">
      {items.slice(0, atMost).map((item) => (
        <BannerItem key={`${item.id} ${item.version}`} item={item} />
      ))}
      {items.length > atMost && (
        <p className="news-banner__item">
          <Link to="/news">{text.more(items.length - atMost)}</Link>
        </p>
      )}
    </section>
  );
}

function BannerItem({ item }: { readonly item: ShownNews }) {
  const text = useTexts(texts);
  const period = usePeriod();
  const { title, effect, lang } = useWording()(item);
  const changed = useNewsChanged();
  const puttingAway = useMutation({
    mutationFn: () => call('POST', `/news/${item.id}/put-away`, { body: { version: item.version } }),
    onSettled: changed,
  });
  return (
    <div className="news-banner__item">
      <ExclamationmarkTriangleIcon aria-hidden />
      <p>
        <strong lang={lang}>{title}</strong>
        {item.begins && ` (${period(item)})`}
        {effect && <span lang={lang}>{`: ${effect}`}</span>}{' '}
        <Link to={`/news/${item.id}`}>
          {text.readMore}
          <span className="only-heard" lang={lang}>{`: ${title}`}</span>
        </Link>
      </p>
      <Button variant="tertiary" data-size="sm" loading={puttingAway.isPending} onClick={() => puttingAway.mutate()}>
        {text.putAway}
        <span className="only-heard" lang={lang}>{`: ${title}`}</span>
      </Button>
    </div>
  );
}
