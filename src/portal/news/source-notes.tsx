import './news.css';
import { Link } from 'react-router';
import type { ShownNews } from '../../faces/portal-api/shapes/news.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { notesOn } from './due.ts';
import { texts } from './texts.ts';
import { useNews, useWording } from './use-news.ts';

interface SourceNotesProps {
  /** HSA-ids: the record system, and the platform it is asked through. */
  readonly sources: readonly string[];
}

/** In a few words, why a record system is slow or away, where that is known. */
export function useShortNote(sources: readonly string[]): string | undefined {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const [note] = useNotes(sources);
  if (!note) return undefined;
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { timeStyle: 'short' });
  return note.begins ? text.note.maintenance(format.format(new Date(note.to))) : text.note.operations;
}

/** What is told of a record system now, with the way to all of it. */
export function SourceNotes({ sources }: SourceNotesProps) {
  const { kinds } = useTexts(texts);
  const wording = useWording();
  return useNotes(sources).map((item) => {
    const { title, effect, lang } = wording(item);
    return (
      <p key={item.id} className="source-note">
        {kinds[item.kind]}:{' '}
        <Link className="ds-link" to={`/news/${item.id}`} lang={lang}>
          {title}
        </Link>
        {effect && <span lang={lang}>{`. ${effect}`}</span>}
      </p>
    );
  });
}

function useNotes(sources: readonly string[]): readonly ShownNews[] {
  const { data, dataUpdatedAt } = useNews();
  return notesOn(sources, data?.items ?? [], dataUpdatedAt);
}
