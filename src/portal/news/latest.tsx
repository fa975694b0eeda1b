import { Heading } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { useTexts } from '../texts/language.tsx';
import './news.css';
import { texts } from './texts.ts';
import { useNews, useWording } from './use-news.ts';

const atMost = 3;

/** The first of what is told, by heading. */
export function LatestNews() {
  const text = useTexts(texts);
  const wording = useWording();
  const { data } = useNews();
  if (!data || data.items.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="latest-news">
      <Heading id="latest-news" level={2} data-size="xs">
        {text.name}
      </Heading>
      <ul className="latest-news">
        {data.items.slice(0, atMost).map((item) => {
          const { title, effect, lang } = wording(item);
          return (
            <li key={item.id}>
              <Link className="ds-link" to={`/news/${item.id}`} lang={lang}>
                {title}
              </Link>
              {effect && <span lang={lang}>{` – ${effect}`}</span>}
              <span className="news-item__said">{` ${text.kinds[item.kind]}`}</span>
            </li>
          );
        })}
      </ul>
      {data.items.length > atMost && (
        <Link className="ds-link" to="/news">
          {text.all}
        </Link>
      )}
    </section>
  );
}
