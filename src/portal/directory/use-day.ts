import { useLanguage } from '../texts/language.tsx';

/** Writes the day of an instant (ISO 8601), in Sweden. */
export function useDay(): (instant: string) => string {
  const { language } = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'Europe/Stockholm',
  });
  return (instant) => format.format(new Date(instant));
}
