import './news.css';
import { Heading, Tag } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { ShownNews, ShownWording } from '../../faces/portal-api/shapes/news.ts';
import { useMoment } from '../common/use-moment.ts';
import { type Language, useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { useWording } from './use-news.ts';
import { usePeriod } from './use-period.ts';

interface ItemViewProps {
  readonly item: ShownNews;
  /** Of its heading; a page of its own has it as the first. */
  readonly level: 1 | 2 | 3;
  /** To show it in another language than the reader’s. */
  readonly in?: Language;
  /** Leads to a page of its own. */
  readonly links?: true;
}

/** One item, whole. */
export function ItemView({ item, level, in: wanted, links }: ItemViewProps) {
  const text = useTexts(texts);
  const moment = useMoment();
  const period = usePeriod();
  const own = useWording()(item);
  const { title, paragraphs, effect, lang } = wanted ? { ...(item[wanted] ?? item.sv), lang: wanted } : own;
  return (
    <article className="news-item">
      <div className="news-item__kind">
        <Tag data-size="sm" data-color="neutral">
          {text.kinds[item.kind]}
        </Tag>
        {item.affectsCare && (
          <Tag data-size="sm" data-color="warning">
            {text.affectsCare}
          </Tag>
        )}
      </div>
      <Heading level={level} data-size={level === 1 ? 'md' : 'xs'} lang={lang}>
        {links ? (
          <Link className="ds-link" to={`/news/${item.id}`}>
            {title}
          </Link>
        ) : (
          title
        )}
      </Heading>
      {(item.begins || effect || item.sources.length > 0) && (
        <dl className="news-facts">
          {item.begins && <Fact name={text.write.when}>{period(item)}</Fact>}
          {item.sources.length > 0 && (
            <Fact name={text.concerns}>{item.sources.map(({ name }) => name).join(', ')}</Fact>
          )}
          {effect && (
            <Fact name={text.noticed} lang={lang}>
              {effect}
            </Fact>
          )}
        </dl>
      )}
      <Paragraphs lang={lang} paragraphs={paragraphs} />
      <p className="news-item__said">
        {text.by(item.author.name, item.author.careProvider, moment(item.writtenAt))}
        {!item.begins && ` · ${text.shownUntil} ${moment(item.to)}`}
      </p>
    </article>
  );
}

function Fact({
  name,
  lang,
  children,
}: {
  readonly name: string;
  readonly lang?: Language;
  readonly children: string;
}) {
  return (
    <>
      <dt>{name}</dt>
      <dd lang={lang}>{children}</dd>
    </>
  );
}

function Paragraphs({ lang, paragraphs }: Pick<ShownWording, 'paragraphs'> & { readonly lang: Language }) {
  // What an author has written does not change while it is shown: places serve as keys.
  return paragraphs.map((pieces, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <p key={at} lang={lang}>
      {pieces.map((piece, place) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <a key={place} className="ds-link" href={piece.link} rel="noreferrer noopener" target="_blank">
            {piece.text}
          </a>
        ),
      )}
    </p>
  ));
}
