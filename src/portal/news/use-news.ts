import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ShownNews, ShownNewsList, ShownWording } from '../../faces/portal-api/shapes/news.ts';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { sessionKey } from '../shell/session.ts';
import { type Language, useLanguage } from '../texts/language.tsx';

const newsKey = ['news'] as const;

/** What the reader is told now, asked anew each minute; that keeps no session alive. */
export function useNews() {
  const assignment = useQueryClient().getQueryData<ShownSession | null>(sessionKey)?.assignment?.hsaId;
  return useQuery({
    queryKey: [...newsKey, assignment],
    queryFn: () => call<ShownNewsList>('GET', '/news', { isBackground: true }),
    refetchInterval: 60_000,
    enabled: assignment !== undefined,
  });
}

/** Has what is told asked for anew. */
export function useNewsChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: newsKey });
}

interface Worded extends ShownWording {
  readonly lang: Language;
}

/** An item in the reader’s language, or in Swedish where it is in that alone. */
export function useWording(): (item: ShownNews) => Worded {
  const { language } = useLanguage();
  return ({ sv, en }) => (language === 'en' && en ? { ...en, lang: 'en' } : { ...sv, lang: 'sv' });
}
