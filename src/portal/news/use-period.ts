import type { ShownNews } from '../../faces/portal-api/shapes/news.ts';
import { useLanguage } from '../texts/language.tsx';

/** Writes how long planned work goes on, or how long something is shown. */
export function usePeriod(): (item: Pick<ShownNews, 'from' | 'begins' | 'to'>) => string {
  const { language } = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return ({ from, begins, to }) => format.formatRange(new Date(begins ?? from), new Date(to));
}
