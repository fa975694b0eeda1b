import { useLanguage } from '../texts/language.tsx';

/** Writes an instant (ISO 8601) as a day and a time of day. */
export function useMoment(): (instant: string) => string {
  const { language } = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (instant) => format.format(new Date(instant));
}
